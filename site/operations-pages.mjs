import { calls, describe, examples, keywords, pageText, summary, types } from "../scripts/operations-reference.mjs";

const labels = {
  sqlite: "SQLite",
  postgresql: "PostgreSQL",
  mysql: "MySQL",
  mariadb: "MariaDB",
  mssql: "SQL Server",
  oracle: "Oracle",
};

const typesText = "The SQL type of a column on each dialect.";

const front = (pageClass, ...more) => ["---", `pageClass: ${pageClass}`, ...more, "---", ""];

const tab = ({ dialect, sql, refused }) => {
  const text = refused === "" ? sql : [sql, `-- refused: ${refused}`].filter((one) => one !== "").join("\n");
  return [`\`\`\`sql [${labels[dialect]}]`, text, "```", ""];
};

const example = ({ name, code, needs, answers }) => [
  `### ${name[0].toUpperCase()}${name.slice(1)}`,
  "",
  "```ts",
  code,
  "```",
  "",
  ...needs.flatMap((one) => [one, ""]),
  "::: code-group",
  "",
  ...answers.flatMap(tab),
  ":::",
  "",
];

function callPage(call) {
  const known = examples(call);
  const lines = [...front("operations"), `# ${call.title}`, "", ...describe(call, "../")];
  if (known.length > 0)
    lines.push(
      "## SQL by dialect",
      "",
      "The SQL that `upgrade --sql` writes; Alembic writes the same for the same call.",
      "",
    );
  return pageText([...lines, ...known.flatMap(example)]);
}

const index = () =>
  pageText([
    ...front("operations"),
    "# Operations",
    "",
    "A revision changes the database through `op`. Each call has a page with its options and with the SQL that it makes on",
    "every dialect; choose a dialect once, and all examples show it. After each statement a script for SQL Server has `GO`",
    "and one for Oracle `/`.",
    "",
    "| Call | |",
    "| --- | --- |",
    ...calls.map((call) => `| [\`${call.title}\`](./${call.title}.md) | ${summary(call).replaceAll("|", "\\|")} |`),
    `| [types](./types.md) | ${typesText} |`,
    "",
  ]);

/** The pages of the operations: an index, one for each call, and the types; texts by file name. */
export function operationsPages() {
  return new Map([
    ["index.md", index()],
    ...calls.map((call) => [`${call.title}.md`, callPage(call)]),
    ["types.md", pageText([...front("types", "aside: false"), "# Types", "", typesText, "", ...types()])],
    ["keywords.md", pageText([...front("operations"), "# Keywords of dialects", "", ...keywords()])],
  ]);
}
