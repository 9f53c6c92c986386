import { expect, test } from "vitest";
import { IniFile } from "../../src/config/ini/ini-file.js";
import { wrapText } from "../../src/config/wrap-text.js";
import { withValues } from "../../src/database/mysql/values.js";
import { busyTimeout } from "../../src/database/sqlite/busy-wait.js";
import { sqlTokens } from "../../src/database/sqlite/statements/sql-tokens.js";
import { reflectedType as mysqlType } from "../../src/dialects/mysql/reflection/reflected-type.js";
import { reflectedType as postgresqlType } from "../../src/dialects/postgresql/reflection/reflected-type.js";
import { reflectedType as sqliteType } from "../../src/dialects/sqlite/reflection/reflected-type.js";
import { parseCreateTable } from "../../src/dialects/sqlite/text/parse-create-table.js";
import { requireValues } from "../../src/operations/statements/run-statement.js";
import { leadingComment } from "../../src/script/header/leading-comment.js";
import { simpleModule } from "../../src/script/loading/simple-module.js";
import { renderMako } from "../../src/script/new-revision/render-mako.js";
import { AlembicError } from "../../src/support/alembic-error.js";

const noNames = { values: new Map(), mainOption: () => undefined };

// A parser that takes quadratic time needs minutes for these, and hours where it looks for the end of white space.
const size = 400_000;
const spaces = " ".repeat(size);

test("when a text is the worst one for its parser then it is read in linear time", () => {
  const texts: readonly (() => unknown)[] = [
    () => IniFile.parse(`[a]\nk = b${spaces}c\n`, "x.ini"),
    () => IniFile.parse(`[a]\nk = b${"\u3000".repeat(size)}c\n`, "x.ini"),
    () => leadingComment(`/** a${spaces}b */`),
    () => simpleModule(`import ${spaces}x`),
    () => simpleModule(`import type ${spaces}x`),
    () => simpleModule(`export function f(a${spaces}b) {}`),
    () => simpleModule(`${"/**/".repeat(size / 8)}${'\nimport "b";'.repeat(size / 24)}`),
    () => simpleModule(`${"``".repeat(size / 4)}${'\nimport "b";'.repeat(size / 24)}`),
    () => [...sqlTokens("[".repeat(size))],
    () => requireValues({ sql: `${"[".repeat(size)}:` }),
    () => requireValues({ sql: `${"/*".repeat(size)}:` }),
    () => withValues(`${"/*".repeat(size)}?`, [1]),
    () => wrapText("-".repeat(size), 80),
    () => wrapText("a-".repeat(size / 2), 80),
    () => renderMako("<%!".repeat(size / 3), "x.mako", noNames),
    () => renderMako(`<%!\n${"import a\timport ".repeat(size / 16)}\n%>`, "x.mako", noNames),
    () => renderMako(`% if${spaces}`, "x.mako", noNames),
    () => renderMako("a\\\n".repeat(size / 3), "x.mako", noNames),
    () => parseCreateTable(`CREATE TABLE t (${"a, ".repeat(size / 3)}b)`),
    () => parseCreateTable(`CREATE TABLE t (${"a /**/, ".repeat(size / 8)}b)`),
    () => sqliteType(`${spaces}a${spaces}\tb${spaces}(`),
    () => postgresqlType("[]".repeat(size / 2), { enums: new Map(), domains: new Map() }),
    () => mysqlType(`${"0".repeat(size)})`),
    () => busyTimeout(`PRAGMA busy_timeout${spaces}x`),
  ];
  const start = performance.now();
  for (const read of texts) {
    try {
      read();
    } catch (error) {
      // Most of these texts are wrong, and refused.
      expect(error).toBeInstanceOf(AlembicError);
    }
  }
  expect(performance.now() - start).toBeLessThan(20_000);
}, 50_000);

test("when an import has white space in all its places then it is still read", () => {
  expect(simpleModule('import  a , { b  as c }\n  from  "d" ;\nexport const x = 1;\n')).toMatchObject({
    imports: [{ specifier: "d", names: ["default", "b"] }],
  });
});
