// Writes docs/operations.md: every call of `op` with its description and its options, and the types. The site has a page for
// each call, with its SQL on every dialect: site/operations-pages.mjs.
//   node scripts/operations-doc.mjs            writes the page
//   node scripts/operations-doc.mjs --print    prints it
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { calls, describe, keywords, pageText, types } from "./operations-reference.mjs";

const page = pageText([
  "# Operations",
  "",
  "The calls of `op` with their options, and the types. `npm run docs` in the clone serves a page for each call, with many",
  "examples and their SQL on every dialect, which is the SQL that Alembic prints with `--sql` for the same call.",
  "`node scripts/operations-doc.mjs` generates this page from the source and from the recorded vectors.",
  "",
  calls.map(({ title }) => `[${title}](#${title.toLowerCase()})`).join(" · "),
  "",
  ...calls.flatMap((call) => [`## ${call.title}`, "", ...describe(call)]),
  "## Keywords of dialects",
  "",
  ...keywords(),
  "## Types",
  "",
  "The SQL type of a column on each dialect.",
  "",
  ...types(),
]);

if (process.argv.includes("--print")) process.stdout.write(page);
else writeFileSync(fileURLToPath(new URL("../docs/operations.md", import.meta.url)), page);
