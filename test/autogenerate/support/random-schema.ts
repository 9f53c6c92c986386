import fc from "fast-check";

/** A type by its name on `sa`, its positional arguments and its options. */
export interface TypeSpec {
  readonly name: string;
  readonly args: readonly (string | number)[];
  readonly options: Readonly<Record<string, string | boolean>>;
}

/** A default: text, or SQL. */
export interface DefaultSpec {
  readonly kind: "text" | "sql";
  readonly value: string;
}

export interface ColumnSpec {
  readonly name: string;
  readonly type: TypeSpec;
  readonly nullable: boolean;
  readonly default: DefaultSpec | null;
  readonly computed: { readonly sql: string; readonly persisted: boolean } | null;
}

export interface UniqueSpec {
  readonly name: string | null;
  readonly columns: readonly string[];
}

export interface CheckSpec {
  readonly name: string | null;
  readonly sql: string;
}

export interface ForeignKeySpec {
  readonly name: string | null;
  readonly column: string;
  readonly table: string;
  readonly ondelete: string | null;
  readonly onupdate: string | null;
  readonly deferrable: boolean;
  readonly initially: string | null;
}

export interface IndexSpec {
  readonly name: string;
  /** Names of columns, or SQL in parentheses. */
  readonly parts: readonly { readonly sql: string; readonly isColumn: boolean; readonly descending: boolean }[];
  readonly unique: boolean;
  readonly where: string | null;
}

export interface TableSpec {
  readonly name: string;
  readonly columns: readonly ColumnSpec[];
  readonly uniques: readonly UniqueSpec[];
  readonly checks: readonly CheckSpec[];
  readonly foreignKeys: readonly ForeignKeySpec[];
  readonly indexes: readonly IndexSpec[];
  readonly autoincrement: boolean;
  readonly withoutRowid: boolean;
}

export type SchemaSpec = readonly TableSpec[];

/** Which kinds of things the random schemas may have. */
export interface SchemaKinds {
  /** Things that Python's Alembic neither reads back nor compares: expression indexes, conditions, order, collations. */
  readonly beyondPython: boolean;
  /** No constraint that rows could break: then there are rows in the tables. */
  readonly calm?: boolean;
}

const type = (name: string, ...args: (string | number)[]): TypeSpec => ({ name, args, options: {} });
const withOptions = (spec: TypeSpec, options: TypeSpec["options"]): TypeSpec => ({ ...spec, options });

const plainTypes: readonly TypeSpec[] = [
  type("Integer"),
  type("SmallInteger"),
  type("BigInteger"),
  type("String", 20),
  type("String", 40),
  type("Text"),
  type("Numeric", 10, 2),
  type("Numeric", 12, 4),
  type("Float"),
  type("Boolean"),
  type("DateTime"),
  type("Date"),
  type("Time"),
  type("LargeBinary"),
  withOptions(type("Enum", "a", "bb"), { name: "letters" }),
];
const otherTypes: readonly TypeSpec[] = [type("String"), type("JSON"), type("Double")];
/** Types that bring a CHECK along; its name, where it has one, is made of the table's and the column's. */
const checkedTypes: readonly TypeSpec[] = [
  ...["bb", "cc", "ccc"].flatMap((last) =>
    ["", "ck"].map((name) => withOptions(type("Enum", "a", last), { name, createConstraint: true })),
  ),
  ...["", "ck"].map((name) => withOptions(type("Boolean"), { name, createConstraint: true })),
];
/** A collation is kept when a type changes to one that names none, so one column has it in every schema. */
const collatedTypes = [20, 30].map((length) => withOptions(type("String", length), { collation: "NOCASE" }));

const texts = ["x", "it's", 'say "hi"', "", "0", "a%b", "x:y", "(1)", "'q'", "back\\slash"];
const numbers = ["0", "1", "-5", "2.50"];
const expressions = ["CURRENT_TIMESTAMP", "(1 + 2)", "'lit'", "(datetime('now', 'utc'))", "NULL"];

/** Defaults that Python's Alembic finds unchanged when they are; it stumbles over quotes and parentheses in texts. */
const calmTexts = ["x", "0", "a%b", "x:y"];

function defaultFor(spec: TypeSpec, kinds: SchemaKinds): fc.Arbitrary<DefaultSpec | null> {
  const text = (value: string): DefaultSpec => ({ kind: "text", value });
  const sql = (value: string): DefaultSpec => ({ kind: "sql", value });
  const isNumber = /Integer|Numeric|Float|Boolean|Double/.test(spec.name);
  // Of a number that becomes a BLOB Python does not see that 0 and '0' are two values there.
  const calm = spec.name === "LargeBinary" ? calmTexts.filter((one) => one !== "0") : calmTexts;
  // To Python, NULL is a default that a column without one has not.
  const known = kinds.beyondPython ? expressions : expressions.filter((one) => one !== "NULL");
  const own = isNumber
    ? fc.constantFrom(...numbers.map(text), ...numbers.map(sql))
    : fc.constantFrom(...(kinds.beyondPython ? texts : calm).map(text), ...known.map(sql));
  return fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: own });
}

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });

function typeFor(name: string, kinds: SchemaKinds): fc.Arbitrary<TypeSpec> {
  if (!kinds.beyondPython) return fc.constantFrom(...plainTypes);
  if (name === "d") return fc.constantFrom(...collatedTypes);
  const usual = fc.constantFrom(...plainTypes, ...otherTypes);
  return kinds.calm ? usual : fc.oneof({ weight: 4, arbitrary: usual }, fc.constantFrom(...checkedTypes));
}

/** The type with a name for its CHECK that no other one has. */
function named(spec: TypeSpec, table: string, column: string): TypeSpec {
  if (spec.options["createConstraint"] !== true) return spec;
  const { name, ...rest } = spec.options;
  return withOptions(spec, name === "" ? rest : { ...rest, name: `ck_${table}_${column}` });
}

function column(name: string, table: string, kinds: SchemaKinds): fc.Arbitrary<ColumnSpec> {
  return typeFor(name, kinds).chain((spec) =>
    fc.record({
      name: fc.constant(name),
      type: fc.constant(named(spec, table, name)),
      nullable: fc.boolean(),
      default: defaultFor(spec, kinds),
      computed: fc.constant(null),
    }),
  );
}

const id: ColumnSpec = { name: "id", type: type("Integer"), nullable: false, default: null, computed: null };
/** A generated column has one definition only: a changed one is warned of, not migrated. */
const generated: ColumnSpec = {
  name: "doubled",
  type: type("Integer"),
  nullable: true,
  default: null,
  computed: { sql: "id * 2", persisted: true },
};

function parts(names: readonly string[], kinds: SchemaKinds): fc.Arbitrary<IndexSpec["parts"]> {
  const columnPart = fc.record({
    sql: fc.constantFrom(...names),
    isColumn: fc.constant(true),
    descending: kinds.beyondPython ? fc.boolean() : fc.constant(false),
  });
  const expressionPart = fc.record({
    sql: fc.constantFrom(...names.flatMap((name) => [`lower(${name})`, `${name} || ')'`])),
    isColumn: fc.constant(false),
    descending: fc.boolean(),
  });
  const one = kinds.beyondPython ? fc.oneof({ weight: 4, arbitrary: columnPart }, expressionPart) : columnPart;
  return fc.uniqueArray(one, { minLength: 1, maxLength: 2, selector: (part) => part.sql });
}

function table(at: number, others: readonly string[], kinds: SchemaKinds): fc.Arbitrary<TableSpec> {
  const name = `t${at}`;
  return fc
    .uniqueArray(fc.constantFrom("a", "b", "c", "d", "order", "Mixed Case"), { minLength: 1, maxLength: 5 })
    .chain((names) => {
      const some = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 2 });
      const quoted = (column: string): string => (/^[a-d]$/.test(column) ? column : `"${column}"`);
      const condition = fc
        .tuple(fc.constantFrom(...names), fc.constantFrom("IS NOT NULL", "<> ')'", "<> 'it''s'\n  OR 1 = 1", "> 0"))
        .map(([column, rest]) => `${quoted(column)} ${rest}`);
      const own = <T>(value: fc.Arbitrary<T>, max: number, selector: (one: T) => unknown): fc.Arbitrary<T[]> =>
        kinds.calm
          ? fc.constant<T[]>([])
          : fc.oneof(fc.constant<T[]>([]), fc.uniqueArray(value, { maxLength: max, selector }));
      const key = fc
        .record({
          name: maybe(fc.constantFrom(`fk_${name}_1`, `fk_${name}_2`)),
          column: fc.constantFrom(...names),
          table: fc.constantFrom(...others, name),
          ondelete: maybe(fc.constantFrom("CASCADE", "SET NULL", "RESTRICT")),
          onupdate: maybe(fc.constantFrom("CASCADE", "SET DEFAULT")),
          deferrable: fc.boolean(),
          initially: maybe(fc.constantFrom("DEFERRED", "IMMEDIATE")),
        })
        .map((one) => (one.deferrable ? one : { ...one, initially: null }));
      const quotedParts = parts(names, kinds).map((list) =>
        list.map((part) => (part.isColumn ? part : { ...part, sql: requote(part.sql) })),
      );
      const whole = fc.record({
        name: fc.constant(name),
        columns: fc
          .tuple(fc.tuple(...names.map((each) => column(each, name, kinds))), fc.boolean())
          .map(([columns, hasGenerated]) => [
            id,
            ...columns,
            ...(hasGenerated && kinds.beyondPython ? [generated] : []),
          ]),
        uniques: own(
          fc
            .record({ name: maybe(fc.constantFrom(`uq_${name}_1`, `uq_${name}_2`)), columns: some })
            // Python's Alembic mixes a constraint without a name up with one of the same columns that has one.
            .map((one) => (kinds.beyondPython ? one : { ...one, name: one.columns.length > 1 ? `uq_${name}` : null })),
          2,
          (one) => one.columns.toSorted().join(),
        ).filter((list) => new Set(list.map((one) => one.name ?? one.columns.join())).size === list.length),
        checks: own(
          fc.record({ name: maybe(fc.constantFrom(`ck_${name}_1`, `ck_${name}_2`)), sql: condition }),
          2,
          // Without a name a check is found by its columns, so there is one for each of them at most.
          (one) => one.name ?? /^(\w+|"[^"]*")/.exec(one.sql)?.[0],
        ),
        foreignKeys: own(key, 2, (one) => one.column).filter(
          (list) => new Set(list.map((one) => one.name ?? one.column)).size === list.length,
        ),
        indexes: own(
          fc.record({
            name: fc.constantFrom(`ix_${name}_1`, `ix_${name}_2`),
            parts: quotedParts,
            unique: fc.boolean(),
            where: kinds.beyondPython ? maybe(condition) : fc.constant(null),
          }),
          2,
          (one) => one.name,
        ),
        // What no comparison finds belongs to a table for good.
        autoincrement: fc.constant(at === 1),
        withoutRowid: fc.constant(at === 3),
      });
      // Of two without a name on one column neither could be dropped.
      const isAlone = (spec: TableSpec) => (check: CheckSpec) =>
        check.name !== null ||
        spec.columns.every(({ name: column, type: { options } }) => {
          const isUnnamed = options["createConstraint"] === true && options["name"] === undefined;
          return !isUnnamed || !check.sql.startsWith(`${quoted(column)} `);
        });
      return whole.map((spec): TableSpec => ({ ...spec, checks: spec.checks.filter(isAlone(spec)) }));
    });
}

/** Columns with odd names stand in quotes inside expressions. */
function requote(sql: string): string {
  return sql.replace("Mixed Case", '"Mixed Case"').replace(/\border\b/, '"order"');
}

/** A random schema of up to four tables; a foreign key leads to a table before its own, or to itself. */
export function randomSchema(kinds: SchemaKinds = { beyondPython: true }): fc.Arbitrary<SchemaSpec> {
  return fc.subarray([0, 1, 2, 3], { minLength: 0 }).chain(
    (chosen): fc.Arbitrary<SchemaSpec> =>
      fc.tuple(
        ...chosen.map((at, index) =>
          table(
            at,
            chosen.slice(0, index).map((other) => `t${other}`),
            kinds,
          ),
        ),
      ),
  );
}
