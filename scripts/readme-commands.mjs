// Prints a command of the README's quick start, so that CI and the tests run what a reader is told to run.
// `node scripts/readme-commands.mjs demo` prints the first command, `… test` the second.
import { readFileSync } from "node:fs";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const section = readme.split(/^## /m).find((part) => part.startsWith("Quick start")) ?? "";
const commands = [...section.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map((block) => (block[1] ?? "").trim());
const wanted = { demo: commands[0], test: commands[1] }[process.argv[2] ?? ""];
if (wanted === undefined || wanted.includes("\n")) {
  console.error("usage: node scripts/readme-commands.mjs demo|test (the README's quick start has one line for each)");
  process.exit(2);
}
console.log(wanted);
