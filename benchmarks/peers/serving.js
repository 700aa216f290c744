// Answer a benchmark: for every number on standard input make one document, and say how many nanoseconds it took.
const fs = require("fs");
const readline = require("readline");

const [contentFile, output] = process.argv.slice(2);
const content = JSON.parse(fs.readFileSync(contentFile, "utf8"));

function contextOf(number) {
  content.context.zaaknummer = String(number);
  content.context.secties[content.section].alineas[0].tekst = `${content.text} ${number}`;
  return content.context;
}

async function serve(make) {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const number = Number(line);
    const begin = process.hrtime.bigint();
    await make(number);
    process.stdout.write(`${process.hrtime.bigint() - begin}\n`);
  }
}

module.exports = { content, output, contextOf, serve };
