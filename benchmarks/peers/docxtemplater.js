// A plain docxtemplater script: read the template, fill it in, write it.
const fs = require("fs");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");
const { content, output, contextOf, serve } = require("./serving.js");

serve((number) => {
  const zip = new PizZip(fs.readFileSync(content.templates.docxtemplater));
  const document = new Docxtemplater(zip, { paragraphLoop: true });
  document.render(contextOf(number));
  fs.writeFileSync(output, document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" }));
});
