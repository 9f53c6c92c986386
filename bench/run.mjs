// Runs the benches and prints one table: what was measured, ours, theirs, the ratio and the target.
//   npm run bench                 all of them
//   npm run bench -- graph        those whose file name contains the word
// A bench is a file beside this one that exports `bench()`, which returns rows
// { name, ours, theirs, unit, target }: ours and theirs are measured in the same run, `target` is a sentence.
import { readdirSync } from "node:fs";
import { cpus, totalmem } from "node:os";

const words = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const files = readdirSync(new URL(".", import.meta.url))
  .filter((name) => name.endsWith(".mjs") && name !== "run.mjs")
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  .sort();

const figure = (value, unit) =>
  value === undefined
    ? "–"
    : `${value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toPrecision(2)} ${unit}`;

console.log(`Node ${process.version}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB\n`);
console.log("| measured | ours | theirs | ours / theirs | target |");
console.log("| --- | ---: | ---: | ---: | --- |");
for (const file of files) {
  const { bench } = await import(new URL(file, import.meta.url));
  if (typeof bench !== "function") continue;
  for (const { name, ours, theirs, unit, target } of await bench()) {
    const ratio = theirs === undefined ? "–" : (ours / theirs).toPrecision(2);
    console.log(`| ${name} | ${figure(ours, unit)} | ${figure(theirs, unit)} | ${ratio} | ${target ?? ""} |`);
  }
}
