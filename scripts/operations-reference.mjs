// What the reference of the operations is made of: every call of `op` with its description and options from the source, and
// the SQL that it makes on each dialect from the vectors that test/interop/record_operations.py recorded.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (path) => readFileSync(join(root, path), "utf8");
const sources = ["src/operations", "src/schema/keywords"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => read(`${folder}/${name}`)),
);
/** Interfaces whose options are in one row, because there are so many. */
const oneRow = ["MysqlTableOptions", "MariadbTableOptions"];

const camelCase = (name) =>
  name.replace(/_$/, "").replace(/(?<=[a-z0-9])_([a-z0-9])/g, (_, letter) => letter.toUpperCase());

const unwrap = (comment) =>
  comment
    .replace(/^\s*\/\*\*|\*\/\s*$/g, "")
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, ""))
    .join("\n")
    .replaceAll(/\{@link (\w+)\}/g, "`$1`")
    .trim();

/** The comment and the head of a method of a class. */
function method(fileText, name) {
  const pattern = new RegExp(
    String.raw`(/\*\*(?:(?!\*/)[\s\S])*\*/)\s*\n  ${name}(<[^(]*>)?\(([\s\S]*?)\)(: [^\n]*?)(?: \{|;)\n`,
  );
  const found = pattern.exec(fileText);
  if (found === null) return undefined;
  const [, comment, generics = "", parameters, result] = found;
  const head = `${name}${generics}(${parameters.replaceAll(/\s+/g, " ").replace(/,? $/, "").trim()})${result}`;
  return { comment: unwrap(comment), head };
}

function methodOf(files, name) {
  for (const file of files) {
    const found = method(read(`src/operations/${file}`), name);
    if (found !== undefined) return found;
  }
  throw new Error(`operations-doc: there is no method ${name}`);
}

/** The options of an interface, those that it extends included. */
function options(name, seen = new Set()) {
  if (seen.has(name)) return [];
  seen.add(name);
  for (const text of sources) {
    const found = new RegExp(String.raw`export interface ${name}( extends ([^{]+))? \{([\s\S]*?)\n\}`).exec(text);
    if (found === null) continue;
    const own = [...found[3].matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)\s*\n\s*readonly (\w+)\?/g)].map(
      ([, comment, key]) => ({
        key,
        text: unwrap(comment).replaceAll(/\s+/g, " "),
      }),
    );
    if (oneRow.includes(name))
      return [
        {
          key: own.map(({ key }) => key).join("`, `"),
          text: unwrap(/(\/\*\*[^\n]*\*\/)$/.exec(text.slice(0, found.index).trim())[1]),
        },
      ];
    const above = (found[2] ?? "")
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== "");
    return [...own, ...above.flatMap((one) => options(one, seen))];
  }
  return [];
}

const indent = (text) => text.replaceAll("\n", "\n  ");

/** A value of the vectors as TypeScript. */
function source(value) {
  if (Array.isArray(value)) return `[${value.map(source).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const call = (name, one) => `${name}(${args(one)})`;
  if ("$call" in value) return call(`sa.${camelCase(value.$call)}`, value);
  if ("$method" in value) return `${source(value.on)}.${camelCase(value.$method)}(${args(value)})`;
  if ("$func" in value) return call(`sa.func.${value.$func}`, value);
  if ("$f" in value) return `op.f(${JSON.stringify(value.$f)})`;
  if ("$inline" in value)
    return `op.inlineLiteral(${source(value.$inline)}${value.type === undefined ? "" : `, ${source(value.type)}`})`;
  if ("$ref" in value) return value.$ref;
  if ("$tuple" in value) return source(value.$tuple);
  for (const key of ["$date", "$datetime", "$time", "$decimal"]) if (key in value) return JSON.stringify(value[key]);
  return object(value, (key) => key);
}

function object(value, spell = camelCase) {
  const entries = Object.entries(value).map(([key, one]) => {
    const name = spell(key);
    const shown = key.endsWith("_kwargs") ? object(one) : source(one);
    return `${/^\w+$/.test(name) ? name : JSON.stringify(name)}: ${shown}`;
  });
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function args({ args: given = [], kw = {} }) {
  const all = [...given.map(source), ...(Object.keys(kw).length > 0 ? [object(kw)] : [])];
  return all.join(", ");
}

function statement(call, on = "op") {
  if (call.batch !== undefined) {
    const kw = Object.keys(call.kw ?? {}).length > 0 ? `${object(call.kw)}, ` : "";
    const body = call.ops.map((one) => `\n  ${indent(statement(one, "batch"))}`).join("");
    return `await op.batchAlterTable(${JSON.stringify(call.batch)}, ${kw}(batch) => {${body}\n});`;
  }
  const result = call.as === undefined ? "" : `const ${call.as} = await `;
  return `${result === "" && on === "op" ? "await " : result}${on}.${camelCase(call.op)}(${args(call)});`;
}

/**
 * What each dialect says to an example, in the order of the dialects.
 *
 * @returns the SQL, `-- nothing` where there is none, and `refused`, a sentence where the dialect refuses the call.
 */
function answers(one, dialects) {
  return dialects.map((dialect) => {
    const { sql, error } = one.answers[dialect];
    const said = sql
      .replaceAll(/^(GO|\/)\n+/gm, "")
      .replace(/\n+$/, "")
      .replaceAll(/\n{2,}/g, "\n");
    const refused = error === undefined ? "" : refusal(error);
    return { dialect, sql: said === "" && refused === "" ? "-- nothing" : said, refused };
  });
}

function refusal({ type, message }) {
  if (message === "" || /UnsupportedCompilation|Assertion|Attribute/.test(type))
    return "The dialect has no such thing.";
  return message.replaceAll(/\s+/g, " ");
}

const facades = [
  "table-operations.ts",
  "column-operations.ts",
  "constraint-operations.ts",
  "operations.ts",
  "abstract-operations.ts",
];
const all = ["sqlite", "postgresql", "mysql", "mariadb", "mssql", "oracle"];
/** The calls of `op`, in the order of the reference. */
export const calls = [
  { title: "createTable", vectors: "create_table", options: "CreateTableOptions" },
  { title: "dropTable", vectors: "drop_table", options: "DropTableOptions", like: "createTable" },
  { title: "renameTable", vectors: "rename_table", options: "RenameTableOptions" },
  { title: "createTableComment", vectors: "table_comment", options: "TableCommentOptions" },
  { title: "dropTableComment", options: "TableCommentOptions" },
  { title: "addColumn", vectors: "add_column", options: "AddColumnOptions" },
  { title: "alterColumn", vectors: "alter_column", options: "AlterColumnOptions" },
  { title: "dropColumn", vectors: "drop_column", options: "DropColumnOptions" },
  { title: "createIndex", vectors: "create_index", options: "CreateIndexOptions" },
  { title: "dropIndex", vectors: "drop_index", options: "DropIndexOptions", like: "createIndex" },
  { title: "createPrimaryKey", vectors: "create_primary_key", options: "CreatePrimaryKeyOptions" },
  { title: "createUniqueConstraint", vectors: "create_unique_constraint", options: "CreateUniqueConstraintOptions" },
  { title: "createForeignKey", vectors: "create_foreign_key", options: "CreateForeignKeyOptions" },
  { title: "createCheckConstraint", vectors: "create_check_constraint", options: "CreateCheckConstraintOptions" },
  { title: "createExcludeConstraint", vectors: "create_exclude_constraint", options: "CreateExcludeConstraintOptions" },
  { title: "dropConstraint", vectors: "drop_constraint", options: "DropConstraintOptions" },
  { title: "execute", vectors: "execute" },
  { title: "bulkInsert", vectors: "bulk_insert", options: "BulkInsertOptions" },
  {
    title: "batchAlterTable",
    vectors: "batch_alter_table",
    options: "BatchAlterTableOptions",
    dialects: ["sqlite", "postgresql"],
  },
  { title: "invoke" },
  { title: "getBind" },
  { title: "getContext" },
  { title: "inlineLiteral" },
  { title: "f" },
  { title: "runAsync" },
];
const batchCalls = [
  "addColumn",
  "alterColumn",
  "dropColumn",
  "createPrimaryKey",
  "createUniqueConstraint",
  "createForeignKey",
  "createCheckConstraint",
  "createExcludeConstraint",
  "dropConstraint",
  "createIndex",
  "dropIndex",
  "createTableComment",
  "dropTableComment",
];

const isType = ({ name }) => name.startsWith("the type ");
const load = (name) => JSON.parse(read(`test/interop/vectors/operations/${name}.json`));

const optionTable = (known) =>
  known.length === 0
    ? []
    : [
        "| Option | |",
        "| --- | --- |",
        ...known.map(({ key, text }) => `| \`${key}\` | ${text.replaceAll("|", "\\|")} |`),
        "",
      ];

/** The keywords of dialects of the parts of a table; those of tables, indexes and constraints are with their calls. */
export const keywords = () => [
  "The keywords of tables, indexes and constraints are in the tables of `op.createTable()`, `op.createIndex()` and the other",
  "calls; `sa.Table()`, `sa.Index()` and the constraints take the same. An unknown keyword is an error. Keywords of a dialect",
  "that is not built in, and options of a MySQL or MariaDB table that are not listed, go into `dialectOptions`:",
  "",
  "```ts",
  'import { sa } from "alembic-ts";',
  "",
  'const index = sa.Index("ix", "name", { postgresqlUsing: "gin", dialectOptions: { duckdbZones: 5 } });',
  "```",
  "",
  ...[
    ["Column", "ColumnDialectOptions"],
    ["Sequence", "SequenceDialectOptions"],
    ["Identity", "IdentityDialectOptions"],
  ].flatMap(([title, name]) => [
    `\`sa.${title}()\`:`,
    "",
    ...optionTable(options(name).filter(({ key }) => key !== "dialectOptions")),
  ]),
];

/** The options of a call that another one does not have, and which of the other's it has besides. */
function unlike(known, other, folder) {
  const others = options(other.options);
  const isShared = ({ key, text }) => others.some((one) => one.key === key && one.text === text);
  const without = others.filter(({ key }) => !known.some((one) => one.key === key)).map(({ key }) => `\`${key}\``);
  const link = folder === "" ? `#${other.title.toLowerCase()}` : `./${other.title}.md`;
  return [
    ...optionTable(known.filter((one) => !isShared(one))),
    `The other options are those of [${other.title}](${link}), without ${without.join(", ")}.`,
    "",
  ];
}

/**
 * The signature, the description and the options of a call, as lines of Markdown without a heading.
 *
 * @param folder - where the other pages are, seen from the page.
 */
export function describe(page, folder = "") {
  const { comment, head } = methodOf(facades, page.title);
  const [text, ...tags] = comment.split(/\n(?=@)/);
  const lines = ["```ts", `op.${head}`, "```", "", text.trim(), ""];
  for (const tag of tags)
    lines.push(
      tag
        .replace(/^@returns/, "Returns")
        .replace(/^@throws/, "Throws")
        .replaceAll(/\s+/g, " "),
      "",
    );
  const known = page.options === undefined ? [] : options(page.options);
  const other = calls.find(({ title }) => title === page.like);
  lines.push(...(other === undefined ? optionTable(known) : unlike(known, other, folder)));
  if (page.title === "batchAlterTable") {
    lines.push("The calls of `batch`:", "");
    for (const name of batchCalls) {
      const { comment: words, head: shown } = methodOf(["batch-operations.ts"], name);
      lines.push("```ts", `batch.${shown}`, "```", "", words, "");
    }
    lines.push(
      "`batch` also has `execute`, `invoke`, `f`, `inlineLiteral`, `getBind`, `getContext` and `runAsync`, which work as those",
      'of `op`. `batch.f("…")` marks a name as final; autogenerate writes it.',
      "",
      `[Batch mode on SQLite](${folder}batch.md) describes how a table is built anew, and what is verified.`,
      "",
    );
  }
  return lines;
}

/** The first sentence of the description of a call. */
export const summary = (page) =>
  /^[\s\S]*?[.:](?=\s|$)/.exec(methodOf(facades, page.title).comment)[0].replaceAll(/\s+/g, " ").replace(/:$/, ".");

/** The recorded examples of a call: the calls as code, what they need, and what each dialect makes of them. */
export function examples(page) {
  if (page.vectors === undefined) return [];
  return load(page.vectors)
    .filter((each) => !isType(each))
    .map((one) => ({
      name: one.name,
      code: one.calls.map((call) => statement(call)).join("\n"),
      needs: [
        ...(one.opts?.naming_convention === undefined
          ? []
          : [
              `With the naming convention \`${object(one.opts.naming_convention, (key) => key)}\` on \`targetMetadata\`.`,
            ]),
        ...(one.opts?.literal_binds ? ["With `literalBinds: true`."] : []),
      ],
      answers: answers(one, page.dialects ?? all),
    }));
}

/** Types in one table: what `op.createTable()` writes for a column of each. */
export function types() {
  const rows = load("create_table").filter(isType);
  const cell = ({ sql, error }) => {
    if (error !== undefined) return "refused";
    const written = /^\s+a (.*?)( NULL)?,?\s*$/m.exec(sql)?.[1] ?? "";
    return `\`${written}\``;
  };
  return [
    `| | ${all.join(" | ")} |`,
    `| --- |${all.map(() => " --- |").join("")}`,
    ...rows.map(
      (one) =>
        `| \`${source(one.calls[0].args[1].args[1])}\` | ${all.map((name) => cell(one.answers[name])).join(" | ")} |`,
    ),
    "",
  ];
}

/** Lines of Markdown as the text of a file. */
export const pageText = (lines) =>
  lines
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .replace(/\n*$/, "\n");
