// A plain easy-template-x script: read the template, fill it in, write it.
const fs = require("fs");
const { TemplateHandler } = require("easy-template-x");
const { content, output, contextOf, serve } = require("./serving.js");

const handler = new TemplateHandler();
serve(async (number) => {
  const template = fs.readFileSync(content.templates.docxtemplater);
  fs.writeFileSync(output, await handler.process(template, contextOf(number)));
});
