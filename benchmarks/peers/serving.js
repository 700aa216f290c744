// Answer a benchmark: for every two numbers on standard input make that range of documents, and say how long it took.
const fs = require("fs");
const readline = require("readline");

const [contentFile, output] = process.argv.slice(2);
const content = JSON.parse(fs.readFileSync(contentFile, "utf8"));

function clock() {
  if (process.env.BENCHMARK_CLOCK !== "cpu") return process.hrtime.bigint();
  const used = process.cpuUsage();
  return BigInt(used.user + used.system) * 1000n;
}

function contextOf(number) {
  content.context.zaaknummer = String(number);
  content.context.secties[content.section].alineas[0].tekst = `${content.text} ${number}`;
  return content.context;
}

async function serve(make) {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [first, end] = line.split(" ").map(Number);
    const begin = clock();
    for (let number = first; number < end; number++) await make(number);
    process.stdout.write(`${clock() - begin}\n`);
  }
}

module.exports = { content, output, contextOf, serve };
