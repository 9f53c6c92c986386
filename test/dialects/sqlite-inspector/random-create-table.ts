import fc from "fast-check";

/** Names in every quoting, keywords among them; the plain ones of a table are made distinct by their number. */
const oddNames = [
  "key",
  "desc",
  "check ed",
  "a,b",
  "x)y",
  'q"q',
  "it's",
  "générée",
  "$x",
  "end",
  "row",
  "if",
  "full",
  "Select",
  "1st",
  "a--b",
  "/*c*/",
];

const plain = /^[a-z_$][a-z0-9_$]*$/i;
const reserved = /^(select|check|end)$/i;

function quoted(name: string, style: number): string {
  if (style === 0 && plain.test(name) && !reserved.test(name) && !name.startsWith("$")) return name;
  if (style === 1 && !name.includes("]")) return `[${name}]`;
  if (style === 2) return `\`${name.replaceAll("`", "``")}\``;
  if (style === 3) return `'${name.replaceAll("'", "''")}'`;
  return `"${name.replaceAll('"', '""')}"`;
}

const style = fc.nat({ max: 4 });
const gap = fc.constantFrom(" ", " ", " ", "\n", "\t", "  ", " /* c, ) */ ", " -- note ' (\n ", "\r\n");
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | ""> => fc.oneof(fc.constant("" as const), value);
const keyword = (text: string): fc.Arbitrary<string> =>
  fc.constantFrom(text, text.toLowerCase(), text.charAt(0) + text.slice(1).toLowerCase());

const conflict = maybe(
  fc.constantFrom(
    " ON CONFLICT ROLLBACK",
    " on conflict ABORT",
    " ON CONFLICT fail",
    " ON CONFLICT IGNORE",
    " ON CONFLICT REPLACE",
  ),
);
const type = fc.constantFrom(
  "",
  "INTEGER",
  "int",
  "VARCHAR(20)",
  "Varchar ( 20 )",
  "DECIMAL(10, +2)",
  "double precision",
  "TEXT",
  "BLOB",
  "UNSIGNED BIG INT",
  '"my type"',
  "[x y](3)",
  "DATETIME",
  "key",
  "NUMERIC(10,-2)",
);
const expression = fc.constantFrom(
  "1",
  "x > 0",
  "x IN ('a', 'b)', \"c\")",
  "length(x) < 10 /* ) */",
  "(x)",
  "x LIKE '%,%'",
  "x IS NOT NULL\n  AND x <> '''(' -- (\n",
  "CASE WHEN x THEN 1 ELSE 2 END",
);
const defaults = fc.constantFrom(
  "1",
  "-1",
  "+ 2.5",
  "'a''b'",
  '"dq"',
  "NULL",
  "CURRENT_TIMESTAMP",
  "x'00ff'",
  "(1 + 2)",
  "(datetime('now'))",
  "( 'a,b)' )",
  "true",
  "1e10",
  "0x1F",
  ".5",
);
const refs = fc
  .tuple(
    maybe(fc.constant("(y)")),
    maybe(
      fc.constantFrom(
        " ON DELETE CASCADE",
        " on delete set null",
        " ON DELETE SET\n DEFAULT",
        " ON UPDATE NO ACTION",
        " MATCH FULL",
        " ON DELETE RESTRICT ON UPDATE CASCADE",
      ),
    ),
    maybe(fc.constantFrom(" DEFERRABLE", " NOT DEFERRABLE INITIALLY IMMEDIATE", " DEFERRABLE INITIALLY DEFERRED")),
  )
  .map(([columns, actions, deferral]) => `REFERENCES ${quoted("o'ther", 4)}${columns}${actions}${deferral}`);
const constraintName = maybe(
  fc
    .tuple(keyword("CONSTRAINT"), gap, fc.constantFrom("ck", "check me", "CHECK", "a)b"), style, gap)
    .map(([word, a, name, how, b]) => `${word}${a}${quoted(name, how === 0 && !/^ck$/.test(name) ? 4 : how)}${b}`),
);

const columnClause = fc.tuple(
  constraintName,
  fc.oneof(
    fc.tuple(fc.constantFrom("NOT NULL", "not /* c */ null"), conflict).map((parts) => parts.join("")),
    fc.constant("NULL"),
    fc.tuple(keyword("UNIQUE"), conflict).map((parts) => parts.join("")),
    fc.tuple(keyword("CHECK"), gap, expression).map(([word, a, text]) => `${word}${a}(${text})`),
    fc.tuple(keyword("DEFAULT"), gap, defaults).map((parts) => parts.join("")),
    fc.constantFrom("COLLATE NOCASE", 'collate "rtrim"', "COLLATE BINARY"),
    refs,
  ),
);

const generated = fc
  .tuple(
    maybe(fc.constant("GENERATED ALWAYS ")),
    fc.constantFrom("(x + 1)", "(lower(x || ')'))", "('a,' || x)"),
    maybe(fc.constantFrom(" STORED", " virtual")),
  )
  .map(([words, text, kind]) => `${words}AS ${text}${kind}`);

const indexedPart = (names: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...names),
      style,
      maybe(fc.constantFrom(" COLLATE NOCASE", ' collate "BINARY"')),
      maybe(fc.constantFrom(" DESC", " asc")),
    )
    .map(([name, how, collation, order]) => `${quoted(name, how)}${collation}${order}`);

/** Random CREATE TABLE text: mostly what SQLite takes, in as many wordings as it takes it. */
export const randomCreateTable: fc.Arbitrary<string> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...oddNames), { maxLength: 4, selector: (name) => name.toLowerCase() }),
    fc.integer({ min: 0, max: 3 }),
  )
  .chain(([odd, extra]) => {
    const names = ["x", ...odd, ...Array.from({ length: extra }, (_, index) => `c${index}`)];
    const column = (name: string, index: number) =>
      fc
        .tuple(
          style,
          gap,
          type,
          fc.array(columnClause, { maxLength: 3 }),
          index > 0 ? maybe(generated) : fc.constant(""),
          gap,
        )
        .map(
          ([how, a, typeText, clauses, computed, b]) =>
            [quoted(name, how), typeText, ...clauses.map((parts) => parts.join("")), computed]
              .filter((part) => part !== "")
              .join(a) + b,
        );
    const part = indexedPart(names);
    const parts = fc.uniqueArray(part, { minLength: 1, maxLength: 3, selector: (text) => text });
    const constraint = fc.tuple(
      constraintName,
      fc.oneof(
        fc.tuple(parts, conflict).map(([list, on]) => `UNIQUE (${list.join(", ")})${on}`),
        fc.tuple(keyword("CHECK"), gap, expression).map(([word, a, text]) => `${word}${a}(${text})`),
        refs.map((text) => `FOREIGN KEY (x) ${text}`),
      ),
    );
    const primaryKey = maybe(
      fc
        .tuple(constraintName, parts, conflict)
        .map(([name, list, on]) => `${name}PRIMARY KEY (${list.join(", ")})${on}`),
    );
    return fc
      .tuple(
        fc.constantFrom("CREATE TABLE", "create table", "CREATE TABLE IF NOT EXISTS", "CREATE /* c */ TABLE"),
        fc.tuple(...names.map(column)),
        primaryKey,
        fc.array(constraint, { maxLength: 3 }),
        gap,
        fc.constantFrom("", "", "", " WITHOUT ROWID", " strict", " STRICT, without rowid", " -- end"),
      )
      .map(([head, columns, key, constraints, a, options]) => {
        const elements = [...columns, ...(key === "" ? [] : [key]), ...constraints.map((pieces) => pieces.join(""))];
        return `${head} ${quoted("t", 4)}${a}(${elements.join(`,${a}`)}${a})${options}`;
      });
  });
