import { parse as parseDotenv } from "dotenv";
import { withNewNames, withoutTableName } from "../../src/backends/sqlite/rebuild/text/names-in-text.js";
import { loadConfig } from "../../src/config/load-config.js";
import { pythonFormat } from "../../src/config/python/python-format.js";
import { splitCommandLine } from "../../src/config/python/split-command-line.js";
import { wrapText } from "../../src/config/wrap-text.js";
import { parseDatabaseUrl } from "../../src/database/database-url.js";
import { withValues } from "../../src/database/mysql/values.js";
import { parseArrayText } from "../../src/database/postgresql/array-text.js";
import { busyTimeout } from "../../src/database/sqlite/busy-wait.js";
import { parseAddedColumn } from "../../src/database/sqlite/statements/added-column.js";
import { sqlTokens } from "../../src/database/sqlite/statements/sql-tokens.js";
import { endsTransaction, statementEffect } from "../../src/database/sqlite/statements/statement-effect.js";
import { statementNames } from "../../src/database/sqlite/statements/statement-names.js";
import { pythonJson } from "../../src/dialects/base/values/python-json.js";
import { escapeColons } from "../../src/dialects/literal-text.js";
import { reflectedType as mysqlType } from "../../src/dialects/mysql/reflection/reflected-type.js";
import { reflectedType as postgresqlType } from "../../src/dialects/postgresql/reflection/reflected-type.js";
import { normalizeSql, splitCreateTable } from "../../src/dialects/sqlite/compare.js";
import { reflectedType as sqliteType } from "../../src/dialects/sqlite/reflection/reflected-type.js";
import { parseCreateIndex } from "../../src/dialects/sqlite/text/parse-create-index.js";
import { parseCreateTable } from "../../src/dialects/sqlite/text/parse-create-table.js";
import { parseRelativeDestination } from "../../src/graph/ranges/relative-destination.js";
import { withoutBlankLines } from "../../src/nexuslims/database/database-path.js";
import { requireValues } from "../../src/operations/statements/run-statement.js";
import { parseModule } from "../../src/python/syntax/parse-module.js";
import { leadingComment } from "../../src/script/header/leading-comment.js";
import { typescriptHeader } from "../../src/script/header/typescript-header.js";
import { simpleModule } from "../../src/script/loading/simple-module.js";
import { renderMako } from "../../src/script/new-revision/render-mako.js";
import { renderTemplate } from "../../src/script/new-revision/render-template.js";
import { slugOf } from "../../src/script/new-revision/revision-file-name.js";
import { isPlainScript } from "../../src/script/plain-script.js";
import { isPlainRevision } from "../../src/script/python/plain-revision.js";
import { docstringOf, pythonHeader } from "../../src/script/python/python-header.js";
import { printableLine, quotedPath } from "../../src/support/printable.js";
import { similarName } from "../../src/support/similar-name.js";
import { MemoryFileSystem } from "../config/memory-file-system.js";

const noNames = { values: new Map(), mainOption: () => undefined };
const noTypes = { enums: new Map(), domains: new Map() };

/** Reads a configuration file, and its values as the commands do. */
function readConfig(name: string, text: string): void {
  const files = new MemoryFileSystem({ [`/p/${name}`]: text });
  const config = loadConfig({ cwd: "/p", warn: () => undefined, files });
  // Where there is no ini file, the other two are read for the same option.
  if (name === "alembic.ini") config.getMainOption("sqlalchemy.url");
  config.getAlembicOption("sqlalchemy.url");
  config.getAlembicOption("script_location");
  config.getVersionLocationsList();
  config.getPrependSysPathsList();
  config.getHooksList();
}

function readSql(text: string): void {
  for (const token of sqlTokens(text)) void token;
  statementEffect(text);
  statementNames(text);
  endsTransaction(text);
  parseAddedColumn(text);
  normalizeSql(text);
  withoutTableName(text, "t");
  withNewNames(text, new Map([["a", "b"]]));
  escapeColons(text);
}

/** All that reads a text of any length which comes from outside. */
export const parsers = {
  "alembic.ini": (text: string) => readConfig("alembic.ini", text),
  "pyproject.toml": (text: string) => readConfig("pyproject.toml", text),
  "package.json": (text: string) => readConfig("package.json", text),
  ".env": (text: string) => parseDotenv(withoutBlankLines(text)),
  URL: (text: string) => parseDatabaseUrl(text).render(),
  "CREATE TABLE": (text: string) => [splitCreateTable(text), parseCreateTable(text)],
  "CREATE INDEX": parseCreateIndex,
  SQL: readSql,
  parameters: (text: string) => requireValues({ sql: text }),
  "MySQL parameters": (text: string) => withValues(text, [1]),
  "PRAGMA busy_timeout": busyTimeout,
  "SQLite type": sqliteType,
  "PostgreSQL type": (text: string) => postgresqlType(text, noTypes),
  "MySQL type": mysqlType,
  "PostgreSQL array": (text: string) => parseArrayText(text),
  ".ts file": (text: string) => [leadingComment(text), typescriptHeader(text), simpleModule(text), isPlainScript(text)],
  ".py file": (text: string) => {
    const module = parseModule(text, "a.py");
    return [docstringOf(module), pythonHeader(module)];
  },
  // Only of texts whose quotes and brackets match, as those are that a run asks about.
  "plain .py file": (text: string) => isPlainRevision(text, "a.py"),
  "Mako template": (text: string) => renderMako(text, "x.mako", noNames),
  "EJS template": (text: string) => renderTemplate(new MemoryFileSystem({ "/t.ejs": text }), "/t.ejs", { a: "b" }),
  file_template: (text: string) => pythonFormat(text, { rev: "a", here: "/p" }, "file_template"),
  "hook options": (text: string) => splitCommandLine(text),
  message: (text: string) => [printableLine(text), quotedPath(text), wrapText(text, 80), slugOf(text, 40)],
  JSON: (text: string) => pythonJson({ [text]: [text] }),
  name: (text: string) => similarName(text, ["upgrade", "downgrade"]),
  revision: parseRelativeDestination,
} satisfies Readonly<Record<string, (text: string) => unknown>>;

/** The name of a parser. */
export type Parser = keyof typeof parsers;
