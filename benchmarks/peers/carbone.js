// A plain carbone script: fill in the template, write it.
const fs = require("fs");
const carbone = require("carbone");
const { content, output, contextOf, serve } = require("./serving.js");

serve(
  (number) =>
    new Promise((done, failed) => {
      carbone.render(content.templates.carbone, contextOf(number), (error, data) => {
        if (error) return failed(error);
        fs.writeFileSync(output, data);
        done();
      });
    }),
);
