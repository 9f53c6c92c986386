import fc from "fast-check";
import type { Call } from "../operation-language.js";

type Json = unknown;
const call = (name: string, args: readonly Json[] = [], kw: Readonly<Record<string, Json>> = {}): Json => ({
  $call: name,
  args,
  kw,
});

/** The statements that make a database, and a batch on its table `t`. */
export interface BatchCase {
  readonly setup: readonly string[];
  readonly batch: Call;
  readonly columns: readonly BatchColumn[];
}

/** A column after the batch. */
export interface BatchColumn {
  readonly name: string;
  /** Its name before; `null` for a new one. */
  readonly before: string | null;
  /**
   * Why its values may change: the batch gives it a new type or takes its expression away (`asked`), or `copyFrom` or an
   * option of the table makes SQLite store them in another way (`storage`).
   */
  readonly conversion: "none" | "storage" | "asked";
}

type Around = "index" | "expression" | "partial" | "trigger" | "view" | "child" | "parent" | "deleted";

interface BatchSpec {
  readonly columns: readonly ColumnSpec[];
  readonly key: "none" | "rowid" | "autoincrement" | "text" | "several";
  readonly withoutRowid: boolean;
  readonly strict: boolean;
  readonly rowids: readonly string[];
  readonly rows: number;
  readonly around: readonly Around[];
  readonly changes: readonly ChangeSpec[];
  readonly recreate: "auto" | "always";
  /** Whether the batch gets the table with `copyFrom`, as it is or with a column that it has otherwise. */
  readonly given: "no" | "as it is" | "another type" | "without a column";
  /** Options for the new table that change how it stores its rows. */
  readonly tableOptions: Readonly<Record<string, boolean>> | null;
}

interface ColumnSpec {
  readonly type: number;
  readonly kind: "plain" | "virtual" | "stored";
  readonly extras: readonly ("NOT NULL" | "COLLATE NOCASE" | "DEFAULT 7" | "UNIQUE" | "CHECK")[];
  readonly values: readonly string[];
}

interface ChangeSpec {
  readonly kind:
    | "rename"
    | "take name"
    | "add"
    | "drop"
    | "type"
    | "nullable"
    | "default"
    | "move"
    | "index"
    | "unique";
  readonly column: number;
  readonly other: number;
  readonly type: number;
  readonly flag: boolean;
}

/** Types as a CREATE TABLE has them, with a type of `sa` that SQLite stores in the same way. */
const types: readonly (readonly [sql: string, described: Json])[] = [
  ["INTEGER", call("Integer")],
  ["TEXT", call("Text")],
  ["VARCHAR(20)", call("String", [20])],
  ["FLOAT", call("Float")],
  ["NUMERIC(10, 2)", call("Numeric", [10, 2])],
  ["BLOB", call("LargeBinary")],
  ["BOOLEAN", call("Boolean")],
  ["DATE", call("Date")],
  ["DATETIME", call("DateTime")],
  ["JSON", call("JSON")],
  ["BIGINT", call("BigInteger")],
  ["CHAR(32)", call("Uuid")],
  ["", call("LargeBinary")],
  ["STRING", call("Numeric")],
  ["FLOATING POINT", call("Integer")],
  ["ANY", call("Numeric")],
];
const strictTypes = ["INTEGER", "INT", "TEXT", "REAL", "BLOB", "ANY"];

const values = [
  ...["NULL", "0", "1", "-1", "9223372036854775807", "-9223372036854775808", "9007199254740993", "1.5", "0.1", "2.0"],
  ...[
    "-0.0",
    "1e300",
    "9e999",
    "0.30000000000000004",
    "'1'",
    "'007'",
    "' 1'",
    "'1.50'",
    "'1e3'",
    "'abc'",
    "'ABC'",
    "''",
  ],
  ...[
    "'é\u{1F600}'",
    "'2024-01-02'",
    "'12345678901234567890'",
    "'0x10'",
    "X''",
    "X'31'",
    "X'00FF'",
    "'a' || char(0) || 'b'",
  ],
];

const names = ["a", "order", "Mixed", "with space"];

const columnSpec: fc.Arbitrary<ColumnSpec> = fc.record({
  type: fc.nat(types.length * 6 - 1),
  kind: fc.constantFrom("plain" as const, "plain", "plain", "plain", "virtual", "stored"),
  extras: fc.subarray(["NOT NULL", "COLLATE NOCASE", "DEFAULT 7", "UNIQUE", "CHECK"] as const, { maxLength: 2 }),
  values: fc.array(fc.constantFrom(...values), { minLength: 6, maxLength: 6 }),
});

const changeSpec: fc.Arbitrary<ChangeSpec> = fc.record({
  kind: fc.constantFrom(
    ...([
      "rename",
      "take name",
      "add",
      "drop",
      "type",
      "type",
      "nullable",
      "default",
      "move",
      "index",
      "unique",
    ] as const),
  ),
  column: fc.nat(7),
  other: fc.nat(7),
  type: fc.nat(types.length - 1),
  flag: fc.boolean(),
});

/** Random tables with rows, and batches that change them. */
export const randomBatch: fc.Arbitrary<BatchCase> = fc
  .record<BatchSpec>({
    columns: fc.array(columnSpec, { minLength: 1, maxLength: names.length }),
    key: fc.constantFrom("none", "rowid", "rowid", "autoincrement", "text", "several"),
    withoutRowid: fc.boolean(),
    strict: fc.nat(4).map((one) => one === 4),
    rowids: fc.uniqueArray(fc.constantFrom("1", "2", "7", "-3", "0", "9223372036854775807", "4611686018427387904"), {
      minLength: 6,
      maxLength: 6,
    }),
    rows: fc.nat(6),
    around: fc
      .tuple(
        fc.subarray<Around>(["index", "expression", "partial", "trigger", "child", "parent", "deleted"]),
        fc.nat(3).map((one): Around[] => (one === 3 ? ["view"] : [])),
      )
      .map((some) => some.flat()),
    changes: fc.array(changeSpec, { minLength: 1, maxLength: 5 }),
    recreate: fc.constantFrom("auto", "always"),
    given: fc.constantFrom(
      "no",
      "no",
      "no",
      "as it is",
      "as it is",
      "another type",
      "another type",
      "without a column",
    ),
    tableOptions: fc.constantFrom(
      null,
      null,
      null,
      null,
      null,
      null,
      { sqlite_strict: true },
      { sqlite_strict: false },
    ),
  })
  .map((spec) => ({ setup: setupOf(spec), ...batchOf(spec) }));

const quote = (name: string): string => `"${name}"`;
const typeOf = ({ type }: ColumnSpec, strict: boolean): string =>
  strict ? (strictTypes[type % strictTypes.length] ?? "") : (types[type % types.length]?.[0] ?? "");
/** Generated columns are of the first column, so that one is plain. */
const kindOf = (column: ColumnSpec, at: number): ColumnSpec["kind"] => (at === 0 ? "plain" : column.kind);

function setupOf(spec: BatchSpec): readonly string[] {
  const { columns, key, around, rows, strict } = spec;
  const hasId = key === "rowid" || key === "autoincrement";
  const definitions = columns.map((column, at) => definitionOf(column, at, strict));
  const id = hasId ? [`id INTEGER PRIMARY KEY${key === "autoincrement" ? " AUTOINCREMENT" : ""}`] : [];
  const text = key === "text" ? " PRIMARY KEY" : "";
  const several = key === "several" ? [`CONSTRAINT pk_t PRIMARY KEY (k, ${quote(names[0] ?? "")})`] : [];
  const parent = around.includes("parent")
    ? [`p INTEGER CONSTRAINT fk_p REFERENCES parent (id) ON DELETE CASCADE`]
    : [];
  const isWithoutRowid = spec.withoutRowid && key !== "none" && key !== "autoincrement";
  const options = [...(isWithoutRowid ? ["WITHOUT ROWID"] : []), ...(strict ? ["STRICT"] : [])].join(", ");
  const first = quote(names[0] ?? "");
  const hasNumbers = !hasId && !isWithoutRowid;
  const inserts = Array.from({ length: rows }, (_, row) => {
    const plain = columns.map((column, at) => [names[at] ?? "", column, kindOf(column, at)] as const);
    const filled = plain.filter(([, , kind]) => kind === "plain");
    const number = hasId ? ["id"] : hasNumbers ? ["rowid"] : [];
    const into = [...number, "k", ...filled.map(([name]) => quote(name)), ...(parent.length > 0 ? ["p"] : [])];
    const given = [
      ...number.map(() => spec.rowids[row] ?? "NULL"),
      `'${row}'`,
      ...filled.map(([, column]) => column.values[row] ?? "NULL"),
      ...(parent.length > 0 ? [row === 3 ? "9" : "1"] : []),
    ];
    return `INSERT OR IGNORE INTO t (${into.join(", ")}) VALUES (${given.join(", ")})`;
  });
  const isThere = (one: Around, ...sql: string[]): string[] => (around.includes(one) ? sql : []);
  return [
    "CREATE TABLE parent (id INTEGER PRIMARY KEY, n TEXT)",
    "INSERT INTO parent VALUES (1, 'one'), (2, 'two')",
    "CREATE TABLE log (what TEXT)",
    `CREATE TABLE t (${[...id, `k TEXT${text} NOT NULL`, ...definitions, ...parent, ...several].join(", ")}) ${options}`,
    ...isThere("index", `CREATE INDEX ix_first ON t (${first} DESC, k)`),
    ...isThere("expression", `CREATE INDEX ix_expression ON t (lower(k))`),
    ...isThere("partial", `CREATE UNIQUE INDEX ix_partial ON t (k) WHERE k > '2'`),
    ...isThere("view", `CREATE VIEW v AS SELECT k FROM t WHERE k IS NOT NULL`),
    ...isThere("child", "CREATE UNIQUE INDEX ix_k ON t (k)"),
    ...isThere("child", "CREATE TABLE child (n INTEGER PRIMARY KEY, k TEXT REFERENCES t (k) ON DELETE CASCADE)"),
    ...inserts,
    ...isThere("child", "INSERT INTO child SELECT NULL, k FROM t"),
    ...isThere("deleted", "DELETE FROM t WHERE k = '1'"),
    ...isThere("trigger", "CREATE TRIGGER tr_i AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.k); END"),
    ...isThere("trigger", "CREATE TRIGGER tr_d BEFORE DELETE ON t BEGIN INSERT INTO log VALUES (old.k); END"),
  ];
}

function definitionOf(column: ColumnSpec, at: number, strict: boolean): string {
  const name = quote(names[at] ?? "");
  const start = `${name} ${typeOf(column, strict)}`;
  const kind = kindOf(column, at);
  if (kind !== "plain") return `${start} GENERATED ALWAYS AS (k || 'x') ${kind.toUpperCase()}`;
  const extras = column.extras.map((extra) =>
    extra === "CHECK" ? `CONSTRAINT ck_${at} CHECK (${name} IS NULL OR ${name} <> 'bad')` : extra,
  );
  return [start, ...extras].join(" ");
}

interface Live {
  name: string;
  readonly before: string | null;
  conversion: BatchColumn["conversion"];
  readonly spec: ColumnSpec | null;
  readonly isGenerated: boolean;
}

function batchOf(spec: BatchSpec): Pick<BatchCase, "batch" | "columns"> {
  let live: Live[] = spec.columns.map((column, at) => ({
    name: names[at] ?? "",
    before: names[at] ?? "",
    conversion: "none",
    spec: column,
    isGenerated: kindOf(column, at) !== "plain",
  }));
  const ops: Call[] = [];
  const kw: Record<string, Json> = spec.recreate === "always" ? { recreate: "always" } : {};
  const given = spec.given === "no" || spec.strict ? undefined : tableOf(spec);
  if (given !== undefined) {
    kw["copy_from"] = given;
    kw["recreate"] = "always";
    if (spec.given === "another type" && live[0] !== undefined) live[0].conversion = "storage";
    if (spec.given === "without a column") live.pop();
  }
  if (spec.tableOptions !== null) {
    kw["table_kwargs"] = spec.tableOptions;
    // ANY keeps every value in a STRICT table and means NUMERIC in others.
    for (const column of live)
      if (column.spec !== null && typeOf(column.spec, spec.strict) === "ANY") column.conversion = "storage";
  }
  // Python's Alembic knows a column by its old name for the whole batch, so a renamed one is left alone afterwards.
  const done = new Set<Live>();
  const freed: string[] = [];
  for (const [at, change] of spec.changes.entries()) {
    const open = live.filter((column) => !done.has(column));
    const column = open[change.column % Math.max(1, open.length)];
    const [, type] = types[change.type] ?? [];
    const alter = (one: Live, more: Record<string, Json>): void =>
      void ops.push({ op: "alter_column", args: [one.name], kw: more });
    const beside = (): Record<string, Json> => {
      const other = live.filter((one) => one !== column && one.before !== null)[change.other % 4];
      if (other === undefined || other.before === null) return {};
      kw["recreate"] = "always";
      return { [change.flag ? "insert_before" : "insert_after"]: other.before };
    };
    const add = (name: string, more: Record<string, Json>): void => {
      const filled = change.flag ? { server_default: "5", nullable: false } : { nullable: true };
      ops.push({ op: "add_column", args: [call("Column", [name, type], filled)], kw: more });
      const added: Live = { name, before: null, conversion: "asked", spec: null, isGenerated: false };
      live.push(added);
      done.add(added);
    };
    if (change.kind === "add") add(`new${at}`, change.other % 2 === 0 ? {} : beside());
    else if (change.kind === "take name") {
      const [name] = freed;
      if (name !== undefined) add(freed.shift() ?? name, {});
    } else if (change.kind === "index") ops.push({ op: "create_index", args: [`ix_new${at}`, ["k"]] });
    else if (change.kind === "unique") ops.push({ op: "create_unique_constraint", args: [`uq_new${at}`, ["k"]] });
    else if (column === undefined) continue;
    else if (change.kind === "rename") {
      const to = change.flag ? `renamed${at}` : (freed.shift() ?? column.name.toUpperCase());
      alter(column, { new_column_name: to });
      if (column.before !== null) freed.push(column.before);
      column.name = to;
      done.add(column);
    } else if (change.kind === "drop") {
      if (live.length < 2) continue;
      ops.push({ op: "drop_column", args: [column.name] });
      live = live.filter((one) => one !== column);
      if (column.before !== null) freed.push(column.before);
    } else if (change.kind === "type") {
      column.conversion = "asked";
      alter(column, { type_: type });
    } else if (change.kind === "nullable") alter(column, { nullable: change.flag });
    else if (change.kind === "default") {
      if (column.isGenerated) column.conversion = "asked";
      alter(column, { server_default: change.flag ? "9" : null });
    } else alter(column, beside());
  }
  const columns = live.map(({ name, before, conversion }) => ({ name, before, conversion }));
  return { batch: { batch: "t", kw, ops }, columns };
}

/** The table as a script describes it. */
function tableOf(spec: BatchSpec): Json {
  const { key, columns, around } = spec;
  const column = (name: string, type: Json, kw: Record<string, Json>, ...more: Json[]): Json =>
    call("Column", [name, type, ...more], kw);
  const listed = spec.given === "without a column" ? columns.slice(0, -1) : columns;
  const own = listed.map((one, at) => {
    const [sql = "", described] = types[one.type % types.length] ?? [];
    const isOther = spec.given === "another type" && at === 0;
    const type = isOther ? call(/CHAR|TEXT|BLOB/.test(sql) ? "Integer" : "Text") : described;
    if (kindOf(one, at) !== "plain")
      return column(
        names[at] ?? "",
        type,
        {},
        call("Computed", ["k || 'x'"], { persisted: kindOf(one, at) === "stored" }),
      );
    const isKey = key === "several" && at === 0;
    return column(names[at] ?? "", type, {
      nullable: !one.extras.includes("NOT NULL") && !isKey,
      ...(one.extras.includes("DEFAULT 7") ? { server_default: call("text", ["7"]) } : {}),
      ...(one.extras.includes("UNIQUE") ? { unique: true } : {}),
      ...(isKey ? { primary_key: true } : {}),
    });
  });
  const hasId = key === "rowid" || key === "autoincrement";
  const id = hasId ? [column("id", call("Integer"), { primary_key: true })] : [];
  const isKey = key === "text" || key === "several";
  const k = column("k", call("Text"), { nullable: false, ...(isKey ? { primary_key: true } : {}) });
  const parent = around.includes("parent")
    ? [column("p", call("Integer"), {}, call("ForeignKey", ["parent.id"], { name: "fk_p", ondelete: "CASCADE" }))]
    : [];
  const kw: Record<string, Json> = {
    ...(key === "autoincrement" ? { sqlite_autoincrement: true } : {}),
    ...(spec.withoutRowid && key !== "none" && key !== "autoincrement" ? { sqlite_with_rowid: false } : {}),
  };
  return call("Table", ["t", call("MetaData"), ...id, k, ...own, ...parent], kw);
}
