import fc from "fast-check";
import { sa } from "../../../src/schema/sa.js";
import { isMysql } from "../../servers/mariadb.js";
import {
  type ColumnSpec,
  type DefaultSpec,
  type ModelSpec,
  maybe,
  someTables,
  sql,
  type TypeTable,
  text,
} from "../postgresql/random-models.js";

/** Types by the text that `compare_models.py` evaluates. */
export const types: TypeTable = {
  "sa.Integer()": () => sa.Integer(),
  "sa.BigInteger()": () => sa.BigInteger(),
  "sa.SmallInteger()": () => sa.SmallInteger(),
  "mysql.MEDIUMINT()": () => sa.mysql.MEDIUMINT(),
  "mysql.INTEGER(unsigned=True)": () => sa.mysql.INTEGER({ unsigned: true }),
  "mysql.BIGINT(unsigned=True)": () => sa.mysql.BIGINT({ unsigned: true }),
  "mysql.INTEGER(display_width=5)": () => sa.mysql.INTEGER({ displayWidth: 5 }),
  "sa.Numeric(10, 2)": () => sa.Numeric(10, 2),
  "sa.Numeric(12, 4)": () => sa.Numeric(12, 4),
  "sa.Numeric()": () => sa.Numeric(),
  "sa.Double()": () => sa.Double(),
  "sa.Float(53)": () => sa.Float(53),
  "sa.String(20)": () => sa.String(20),
  "sa.String(40)": () => sa.String(40),
  "sa.String(40, collation='utf8mb4_bin')": () => sa.String(40, { collation: "utf8mb4_bin" }),
  "mysql.VARCHAR(40, charset='latin1')": () => sa.mysql.VARCHAR(40, { charset: "latin1" }),
  "sa.Text()": () => sa.Text(),
  "sa.Text(100)": () => sa.Text(100),
  "mysql.MEDIUMTEXT()": () => sa.mysql.MEDIUMTEXT(),
  "sa.DateTime()": () => sa.DateTime(),
  "sa.Date()": () => sa.Date(),
  "mysql.DATETIME(fsp=6)": () => sa.mysql.DATETIME({ fsp: 6 }),
  "sa.TIMESTAMP()": () => sa.TIMESTAMP(),
  "sa.Boolean()": () => sa.Boolean(),
  "sa.Uuid()": () => sa.Uuid(),
  "sa.LargeBinary()": () => sa.LargeBinary(),
  "sa.JSON()": () => sa.JSON(),
  "sa.Time()": () => sa.Time(),
  "mysql.YEAR()": () => sa.mysql.YEAR(),
  "mysql.BIT(4)": () => sa.mysql.BIT(4),
  "sa.Enum('a', 'bb')": () => sa.Enum("a", "bb"),
  "sa.Enum('a', 'bb', 'c')": () => sa.Enum("a", "bb", "c"),
  "sa.Enum('c', 'a')": () => sa.Enum("c", "a"),
  "mysql.SET('a', 'b')": () => sa.mysql.SET("a", "b"),
  "mysql.SET('a', 'c')": () => sa.mysql.SET("a", "c"),
};

interface Choice {
  readonly types: readonly string[];
  readonly defaults: readonly DefaultSpec[];
}

/**
 * MySQL has no default of text for a long text and no time of now for a date, and Python's Alembic takes its `((1 + 2))` for a
 * change.
 */
const onBoth = (defaults: readonly DefaultSpec[], onMariadb: readonly DefaultSpec[]): readonly DefaultSpec[] =>
  isMysql ? defaults : [...defaults, ...onMariadb];

const whole = ["sa.Integer()", "sa.BigInteger()", "sa.SmallInteger()", "mysql.MEDIUMINT()"];
const now = sql("CURRENT_TIMESTAMP");

/** Columns that Python's Alembic compares as we do: what the server writes in another wording it takes for a change. */
const plain: Readonly<Record<string, Choice>> = {
  a: { types: whole, defaults: onBoth([text("0"), text("7"), sql("0")], [sql("1 + 2")]) },
  b: { types: ["sa.String(20)", "sa.String(40)"], defaults: [text("x"), sql("'lit'")] },
  c: { types: isMysql ? ["sa.DateTime()"] : ["sa.DateTime()", "sa.Date()"], defaults: [now] },
  decimal: { types: ["sa.Numeric(10, 2)", "sa.Numeric(12, 4)", "sa.Double()"], defaults: [] },
  long: { types: ["sa.Text()", "sa.String(40)", "mysql.MEDIUMTEXT()"], defaults: onBoth([], [text("x"), text("0")]) },
};

/** Columns whose types and defaults only the server can compare. */
const beyond: Readonly<Record<string, Choice>> = {
  a: {
    types: [...whole, "mysql.INTEGER(unsigned=True)", "mysql.BIGINT(unsigned=True)", "mysql.INTEGER(display_width=5)"],
    defaults: [text("0"), text("7"), sql("0"), sql("1 + 2"), sql("'7'")],
  },
  b: {
    types: [
      "sa.String(20)",
      "sa.String(40)",
      "sa.String(40, collation='utf8mb4_bin')",
      "mysql.VARCHAR(40, charset='latin1')",
    ],
    defaults: [text("x"), text("it's"), sql("'lit'"), sql("('in')"), sql("upper('x')"), text("a\\b")],
  },
  c: {
    types: ["sa.DateTime()", "mysql.DATETIME(fsp=6)", "sa.TIMESTAMP()"],
    defaults: [now, sql("now()"), sql("'2026-01-02'"), sql("CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP")],
  },
  decimal: {
    types: ["sa.Numeric(10, 2)", "sa.Numeric(12, 4)", "sa.Numeric()", "sa.Double()", "sa.Float(53)"],
    defaults: [text("0"), sql("1.50"), sql("1 + 2"), sql("pi() * 2"), sql("pi()")],
  },
  long: {
    types: ["sa.Text()", "sa.String(40)", "mysql.MEDIUMTEXT()", "sa.Text(100)"],
    defaults: onBoth([sql("lower('X')")], [text("x"), text("0")]),
  },
};

/** A type that stays what it is, or a list of values that changes. */
const fixed: readonly Choice[] = [
  { types: ["sa.Boolean()"], defaults: [sql("1"), text("0")] },
  { types: ["sa.Uuid()"], defaults: [] },
  { types: ["sa.LargeBinary()"], defaults: [] },
  { types: ["sa.JSON()"], defaults: [] },
  { types: ["sa.Time()"], defaults: [sql("'10:00:00'")] },
  { types: ["sa.Enum('a', 'bb')", "sa.Enum('a', 'bb', 'c')", "sa.Enum('c', 'a')"], defaults: [text("a")] },
  { types: ["mysql.YEAR()"], defaults: [] },
  { types: ["mysql.BIT(4)"], defaults: [] },
  { types: ["mysql.SET('a', 'b')", "mysql.SET('a', 'c')"], defaults: [text("a")] },
];

const comment = maybe(fc.constantFrom("one", "it's \\ two"));

const columnOf = (name: string, { types: choices, defaults }: Choice): fc.Arbitrary<ColumnSpec> =>
  fc
    .record({
      name: fc.constant(name),
      type: fc.constantFrom(...choices),
      nullable: fc.boolean(),
      default: defaults.length === 0 ? fc.constant(null) : maybe(fc.constantFrom(...defaults)),
      identity: fc.constant(null),
      comment,
    })
    // The fraction of a default has the digits of its type, and only dates with a time have a day's default of text.
    .map((column) =>
      column.type.includes("fsp=6") && /TIMESTAMP|now/.test(column.default?.value ?? "")
        ? { ...column, default: sql("CURRENT_TIMESTAMP(6)") }
        : column,
    );

function tableOf(at: number, others: readonly string[], isBeyondPython: boolean): fc.Arbitrary<ModelSpec> {
  const name = `t${at}`;
  const choices = isBeyondPython ? beyond : plain;
  const number: fc.Arbitrary<ColumnSpec> = fc.constant({
    ...{ name: "number", type: "sa.Integer()", nullable: false, default: null, identity: null, comment: null },
  });
  const optional = [
    ...Object.entries(choices).map(([column, choice]) => columnOf(column, choice)),
    columnOf("Mixed Case", fixed[at % fixed.length] as Choice),
    columnOf("order", fixed[(at + 5) % fixed.length] as Choice),
    number,
  ];
  return fc.subarray(optional, { minLength: 2 }).chain((chosen) =>
    fc.tuple(...chosen).chain((columns) => {
      const has = (column: string): boolean => columns.some((one) => one.name === column);
      const keyable = [...columns.map((column) => column.name).filter((one) => /^(a|b|c|number)$/.test(one)), "id"];
      const someOf = (names: readonly string[]) =>
        fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 2 });
      const some = someOf(keyable);
      // Python takes a constraint that the models have by another name for one that they have without a name.
      const named = isBeyondPython ? some : someOf(keyable.filter((one) => one !== "number"));
      const unnamed = isBeyondPython ? some : has("number") ? fc.constant<string[]>(["number"]) : fc.constant(null);
      const foreignKey = maybe(
        fc.record({
          name: maybe(fc.constant(`fk_${name}`)),
          table: fc.constantFrom(...others, name),
          ondelete: maybe(fc.constantFrom("CASCADE", "SET NULL", "RESTRICT")),
          onupdate: maybe(fc.constantFrom("CASCADE", "NO ACTION")),
          deferrable: fc.constant(null),
        }),
      );
      return fc
        .record({
          name: fc.constant(name),
          columns: fc.constant(columns),
          uniques: fc.uniqueArray(
            fc.record({ name: fc.constantFrom(`uq_${name}_1`, `uq_${name}_2`), columns: named }),
            {
              maxLength: 2,
              selector: (one) => one.name,
            },
          ),
          unnamed: maybe(unnamed),
          checks: !has("a")
            ? fc.constant([])
            : fc.uniqueArray(
                fc.record({
                  name: fc.constantFrom(`ck_${name}_1`, `ck_${name}_2`),
                  sql: fc.constantFrom("a > 0", "a > 0 AND (a < 5 OR a = 7)", "a IN (1, 2)", "a <> -1"),
                }),
                { maxLength: 2, selector: (one) => one.name },
              ),
          indexes: fc.uniqueArray(
            fc.record({
              name: fc.constantFrom(`ix_${name}_1`, `ix_${name}_2`),
              parts: some,
              unique: fc.boolean(),
              where: fc.constant(null),
            }),
            { maxLength: 2, selector: (one) => one.name },
          ),
          foreignKey,
          ofKey: fc.constantFrom("none", "alone", "first"),
          prefix: maybe(fc.constantFrom(3, 5)),
          generated: fc.boolean(),
          comment,
        })
        .map(({ ofKey, prefix, generated, unnamed, ...table }) => ({
          ...table,
          columns:
            isBeyondPython && generated && has("number")
              ? [
                  ...table.columns,
                  {
                    ...{ name: "generated", type: "sa.Integer()", nullable: true, default: null, identity: null },
                    ...{ comment: null, computed: "number * 2 + 1" },
                  },
                ]
              : table.columns,
          uniques: unnamed === null ? table.uniques : [...table.uniques, { name: null, columns: unnamed }],
          indexes: [
            ...table.indexes,
            ...(table.foreignKey === null || ofKey === "none"
              ? []
              : [
                  {
                    ...{ name: `ix_${name}_ref`, unique: false, where: null },
                    parts: ofKey === "alone" ? ["ref"] : ["ref", "id"],
                  },
                ]),
            ...(isBeyondPython && prefix !== null && has("long")
              ? [{ name: `ix_${name}_long`, unique: false, where: null, parts: ["long"], length: prefix }]
              : []),
          ],
        }));
    }),
  );
}

/** Random models of up to four tables; with `isBeyondPython` they hold what Python's Alembic does not compare. */
export const randomModels = ({ isBeyondPython = false } = {}): fc.Arbitrary<readonly ModelSpec[]> =>
  someTables((at, others) => tableOf(at, others, isBeyondPython));
