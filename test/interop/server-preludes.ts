import type { Call } from "./operation-language.js";

/** A case of the vectors. */
export interface VectorCase {
  readonly name: string;
  readonly calls: readonly Call[];
  readonly answers: Readonly<Record<string, { readonly sql: string; readonly error?: unknown }>>;
}

const deferral = "it has no deferrable constraints";
const otherSchema = "the name of a schema without quotes is not that of the schema that is there";
const parameters = "its parameters are for a driver to fill";
const condition = "it has no IF EXISTS and IF NOT EXISTS for columns and indexes";
const noExpressions = "it has no indexes of expressions";
const noParentheses = "an expression needs parentheses";

/** The scripts that neither MariaDB nor MySQL takes. */
const ofBoth: Readonly<Record<string, string>> = {
  "add_column: a foreign key inline with actions": deferral,
  "create_check_constraint: deferrable": deferral,
  "create_foreign_key: deferrable": deferral,
  "create_foreign_key: not deferrable": deferral,
  "create_foreign_key: initially": deferral,
  "create_table: a deferrable unique constraint": deferral,
  "create_table: a deferrable foreign key": deferral,
  "create_table: a foreign key that is not deferrable": deferral,
  "create_unique_constraint: deferrable": deferral,
  "create_unique_constraint: not deferrable": deferral,
  "create_table: names that are not quoted": otherSchema,
  "add_column: a primary key": "a column that numbers rows must be a key at once",
  "batch_alter_table: keep a foreign key":
    "names of foreign keys are unique in a database, and the old table still has it",
  "batch_alter_table: keep a foreign key to its own table": "names of foreign keys are unique in a database",
  "batch_alter_table: auto: a stored generated column": "a generated column may not look at the one that numbers rows",
  "create_index: a long name": "names have at most 64 characters",
  "create_table: a long name of a constraint": "names have at most 64 characters",
  "create_unique_constraint: a long name": "names have at most 64 characters",
  "drop_index: a name": "it needs the table of an index",
  "execute: text with a cast": "the cast is PostgreSQL's",
  "execute: an update": parameters,
  "execute: an update with binds": parameters,
};

/** Scripts that a server refuses, and why that is right. */
export const refusals: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  PostgreSQL: {
    "add_column: a generated column": "it has stored generated columns only, and wants the word",
    "create_table: a generated column": "it has stored generated columns only, and wants the word",
    "create_table: a virtual generated column": "it has stored generated columns only",
    "create_table: options of postgresql": "there is no such tablespace",
    "create_index: a tablespace": "there is no such tablespace",
    "create_index: using": "text has no operators for gin",
    "create_check_constraint: deferrable": "it has no deferrable checks",
    "create_exclude_constraint: operator classes": "gist has no such operator class",
    "create_exclude_constraint: a name to quote": "gist has no such operator class",
    "create_table: names that are not quoted": otherSchema,
    "batch_alter_table: keep a foreign key to its own table": "the new table refers to the old one, which is dropped",
    "execute: an update": parameters,
    "execute: an update with binds": parameters,
  },
  MariaDB: {
    ...ofBoth,
    "add_column: a check": "a check in a column has no name there",
    "create_table: a check in a column": "a check in a column has no name there",
    "alter_column: the type Uuid": "a number is no UUID",
    "batch_alter_table: change a type to JSON": "it casts nothing to JSON",
    "create_index: an expression": noExpressions,
    "create_index: a column and an expression": noExpressions,
    "create_index: a function": noExpressions,
  },
  MySQL: {
    ...ofBoth,
    "add_column: if not exists": condition,
    "create_index: if not exists": condition,
    "drop_column: if exists": condition,
    "drop_index: if exists": condition,
    "alter_column: autoincrement": "a column that numbers rows may not be NULL",
    "batch_alter_table: a default of a clause": noParentheses,
    "create_index: an expression": noParentheses,
    "create_index: a column and an expression": noParentheses,
    "batch_alter_table: keep a check": "names of checks are unique in a database, and the old table still has it",
  },
};

const isPostgres = (dialectName: string): boolean => dialectName === "postgresql";

/** What a database has to hold before a case's script fits it. */
export function preludeOf(group: string, one: VectorCase, dialectName: string): string {
  const isPg = isPostgres(dialectName);
  const quote = (name: string): string => (isPg ? `"${name}"` : `\`${name}\``);
  // Only what the script looks at is made: a database is slow to make and to drop.
  const script = one.answers[dialectName]?.sql ?? "";
  const isNamed = (name: string): boolean => script.includes(`${name}.`) || script.includes(`${quote(name)}.`);
  const tables = tablesOf(group, one, dialectName, quote).filter((sql) =>
    schemaNames.every(
      (name) => isPg || isNamed(name) || !(sql.includes(` ${name}.`) || sql.includes(`${quote(name)}.`)),
    ),
  );
  const text = `${script}\n${tables.join("\n")}`;
  const schemas = schemaNames
    .filter((name) => text.includes(`${name}.`) || text.includes(`${quote(name)}.`))
    .map((name) => (isPg ? `CREATE SCHEMA ${quote(name)};` : `CREATE DATABASE ${quote(name)};`));
  const parents = ["o", "s.o", "r.o"]
    .filter((name) => text.includes(`${name} (`) || (name === "s.o" && isNamed("s")))
    .map((name) => `CREATE TABLE ${name} (id INTEGER PRIMARY KEY, x INTEGER UNIQUE, y INTEGER, UNIQUE (x, y));`);
  return [...schemas, ...parents, ...tables].join("\n");
}

/** Names of schemas that the cases use. */
export const schemaNames = ["s", "r", "My Schema", "My s", "E f"];

/** The type that a case says a column has, as the servers write it. */
function existingType(one: VectorCase, isPg: boolean): string {
  const given = JSON.stringify(one.calls[0]?.kw?.["existing_type"] ?? "");
  if (given.includes("Integer")) return "INTEGER";
  if (given.includes("DateTime")) return isPg ? "TIMESTAMP" : "DATETIME";
  if (given.includes("Boolean")) return "BOOLEAN";
  return "VARCHAR(50)";
}

/** The type of the column `a` that a change of it begins with. */
function columnType(one: VectorCase, isPg: boolean, sql: string): string {
  if (/^(an identity|another identity|no identity)/.test(one.name) && isPg)
    return `INTEGER NOT NULL${one.name.startsWith("an ") ? "" : " GENERATED BY DEFAULT AS IDENTITY"}`;
  // Where values would have to be cast, the column is of the new type already: only the statement is looked at.
  const wanted = / TYPE (.*?)(?: USING .*)?;/.exec(sql)?.[1];
  return isPg && wanted !== undefined && !sql.includes("USING") ? wanted : existingType(one, isPg);
}

function tablesOf(
  group: string,
  one: VectorCase,
  dialectName: string,
  quote: (name: string) => string,
): readonly string[] {
  const isPg = isPostgres(dialectName);
  const sql = one.answers[dialectName]?.sql ?? "";
  const enums = isPg ? ["CREATE TYPE e AS ENUM ('x', 'y');", "CREATE TYPE colour AS ENUM ('a', 'b');"] : [];
  const names = ["t", "s.t", quote("order"), `${quote("My s")}.${quote("My t")}`, `${quote("E f")}.${quote("A b")}`];
  const plain = (columns: string): string[] => names.map((name) => `CREATE TABLE ${name} (${columns});`);
  switch (group) {
    case "create_table":
      return isPg ? ["CREATE TABLE base (z INTEGER);", "CREATE SEQUENCE s_id;"] : [];
    case "drop_table":
    case "rename_table":
      return [...plain("a INTEGER"), `CREATE TABLE ${quote("My Schema")}.${quote("My Table")} (a INTEGER);`];
    case "add_column":
      return [...enums, ...plain(/PRIMARY KEY/.test(sql) ? "b INTEGER" : "b INTEGER, id INTEGER PRIMARY KEY")];
    case "drop_column":
      return plain(`a INTEGER, ${quote("select")} INTEGER, b INTEGER`);
    case "alter_column": {
      const b = /\bTO b\b|CHANGE a b/.test(sql) ? "" : "b INTEGER, ";
      const others = `${quote("select")} INTEGER, ${quote("My a")} INTEGER`;
      const key = isPg || /AUTO_INCREMENT/.test(sql) ? "" : ", id INTEGER AUTO_INCREMENT PRIMARY KEY";
      const own = /AUTO_INCREMENT/.test(sql) ? " PRIMARY KEY" : "";
      return [...enums, ...plain(`${b}a ${columnType(one, isPg, sql)}${own}, ${others}${key}`)];
    }
    case "create_index":
      return plain(
        `a ${/a > 5/.test(sql) ? "INTEGER" : "VARCHAR(50)"}, b VARCHAR(50), ${quote("group")} INTEGER, ${quote("My a")} INTEGER`,
      );
    case "drop_index":
      return ["t", "s.t", quote("order")].flatMap((name) => [
        `CREATE TABLE ${name} (a INTEGER);`,
        `CREATE INDEX ix${name === quote("order") ? "o" : ""} ON ${name} (a);`,
        ...(name === quote("order") ? [`CREATE INDEX ${quote("select")} ON ${name} (a);`] : []),
      ]);
    case "create_primary_key":
    case "create_unique_constraint":
      return plain(`a INTEGER, b INTEGER, ${quote("group")} INTEGER`);
    case "create_foreign_key":
      return [
        ...plain(`a INTEGER, b INTEGER, parent INTEGER, id INTEGER PRIMARY KEY, ${quote("user")} INTEGER`),
        `CREATE TABLE ${quote("group")} (${quote("table")} INTEGER PRIMARY KEY);`,
      ];
    case "create_check_constraint":
      return plain(`a ${/'x'|LIKE/.test(sql) ? "VARCHAR(20)" : "INTEGER"}, b INTEGER, name VARCHAR(20)`);
    case "create_exclude_constraint":
      return ["CREATE EXTENSION btree_gist;", ...plain("period TSRANGE, room INTEGER")];
    case "drop_constraint":
      return constraintTables(one, quote);
    case "table_comment":
      return plain("a INTEGER");
    case "execute":
    case "bulk_insert":
      return [
        "CREATE TABLE account (id INTEGER, name VARCHAR(50), active BOOLEAN);",
        "CREATE TABLE v (s VARCHAR(20), i INTEGER, f FLOAT, n NUMERIC(10, 2), b BOOLEAN, d DATE, dt TIMESTAMP);",
        `CREATE TABLE ${quote("order")} (${quote("select")} INTEGER);`,
        "CREATE TABLE s.t (a INTEGER);",
        ...(one.name === "a table that was created" ? [] : [`CREATE TABLE t (a VARCHAR(20), b INTEGER);`]),
      ];
    case "batch_alter_table":
      return batchTables(one, isPg);
    default:
      return [];
  }
}

function constraintTables(one: VectorCase, quote: (name: string) => string): readonly string[] {
  const type = String(one.calls[0]?.kw?.["type_"] ?? one.calls[0]?.args?.[2] ?? "unique");
  const rule: Readonly<Record<string, string>> = {
    foreignkey: "FOREIGN KEY (a) REFERENCES o (id)",
    primary: "PRIMARY KEY (a)",
    check: "CHECK (a > 0)",
  };
  return ["t", "s.t", quote("order")].flatMap((name) => {
    const names = name === "t" ? ["c", "pos", "ck_t_pos"] : name === "s.t" ? ["c"] : ["select"];
    const usable = type === "primary" ? names.slice(0, 1) : names;
    return [
      `CREATE TABLE ${name} (a INTEGER NOT NULL);`,
      ...usable.map((one_) => `ALTER TABLE ${name} ADD CONSTRAINT ${quote(one_)} ${rule[type] ?? "UNIQUE (a)"};`),
    ];
  });
}

/** The table that a batch copies from, as far as its statements look at it. */
function batchTables(one: VectorCase, isPg: boolean): readonly string[] {
  const text = JSON.stringify(one.calls);
  const serial = isPg ? "SERIAL" : "INTEGER AUTO_INCREMENT";
  const rules = [
    [/uq_a/, "CONSTRAINT uq_a UNIQUE (a)"],
    [/ck_a"/, "CONSTRAINT ck_a CHECK (a > 0)"],
    [/fk_o/, "CONSTRAINT fk_o FOREIGN KEY (o_id) REFERENCES o (id)"],
    [/fk_p/, "CONSTRAINT fk_p FOREIGN KEY (p) REFERENCES t (id)"],
    [/pk_t/, "CONSTRAINT pk_t PRIMARY KEY (a)"],
  ] as const;
  const found = rules.filter(([pattern]) => pattern.test(text)).map(([, rule]) => rule);
  const key = text.includes("pk_t") ? "id INTEGER" : `id ${serial} PRIMARY KEY`;
  const columns = [
    key,
    "name VARCHAR(50)",
    "age INTEGER",
    "born DATE",
    "a INTEGER",
    "b INTEGER",
    "o_id INTEGER",
    "p INTEGER",
    ...found,
  ];
  const made = [`CREATE TABLE t (${columns.join(", ")});`];
  if (text.includes('"iy"')) made.push("CREATE INDEX iy ON t (a);");
  if (text.includes('"ck"')) made.push("ALTER TABLE t ADD CONSTRAINT ck CHECK (b > 0);");
  if (text.includes("ix_a")) made.push("CREATE INDEX ix_a ON t (a);");
  made.push("CREATE TABLE s.t (a INTEGER);");
  return made;
}
