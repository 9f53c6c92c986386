import fc from "fast-check";
import type { MetaData } from "../../../src/schema/metadata.js";
import { sa } from "../../../src/schema/sa.js";
import type { TypeEngine } from "../../../src/schema/types/type-engine.js";

/** Types by the text that `compare_models.py` evaluates. */
export type TypeTable = Readonly<Record<string, () => TypeEngine>>;

const types: TypeTable = {
  "sa.Integer()": () => sa.Integer(),
  "sa.BigInteger()": () => sa.BigInteger(),
  "sa.SmallInteger()": () => sa.SmallInteger(),
  "sa.Numeric(10, 2)": () => sa.Numeric(10, 2),
  "sa.Numeric(12, 4)": () => sa.Numeric(12, 4),
  "sa.Double()": () => sa.Double(),
  "sa.String(20)": () => sa.String(20),
  "sa.String(40)": () => sa.String(40),
  "sa.Text()": () => sa.Text(),
  "sa.DateTime()": () => sa.DateTime(),
  "sa.DateTime(timezone=True)": () => sa.DateTime({ timezone: true }),
  "sa.Date()": () => sa.Date(),
  "sa.Boolean()": () => sa.Boolean(),
  "sa.Uuid()": () => sa.Uuid(),
  "sa.LargeBinary()": () => sa.LargeBinary(),
  "pg.JSONB()": () => sa.postgresql.JSONB(),
  "pg.ARRAY(sa.Integer())": () => sa.postgresql.ARRAY(sa.Integer()),
  "sa.Enum('a', 'bb', name='letters')": () => sa.Enum("a", "bb", { name: "letters" }),
  "sa.Enum('a', 'bb', 'c', name='letters')": () => sa.Enum("a", "bb", "c", { name: "letters" }),
  "sa.Enum('c', 'a', name='letters')": () => sa.Enum("c", "a", { name: "letters" }),
  "pg.INET()": () => sa.postgresql.INET(),
  "pg.TSTZRANGE()": () => sa.postgresql.TSTZRANGE(),
  "sa.Interval()": () => sa.Interval(),
};

/** Types that the server casts to each other without being told how, and the defaults that all of them take. */
const groups: readonly (readonly [types: readonly string[], defaults: readonly DefaultSpec[]])[] = [
  [Object.keys(types).slice(0, 6), [text("0"), text("7"), sql("0"), sql("1 + 2")]],
  [Object.keys(types).slice(6, 9), [text("x"), text("0"), sql("'lit'"), sql("upper('x')")]],
  [Object.keys(types).slice(9, 12), [sql("now()")]],
];
/** A type that stays what it is. */
const fixed: readonly (readonly [type: string, defaults: readonly DefaultSpec[]])[] = [
  ["sa.Boolean()", [sql("true"), text("false")]],
  ["sa.Uuid()", [sql("gen_random_uuid()")]],
  ["sa.LargeBinary()", []],
  ["pg.JSONB()", [sql("'{}'::jsonb"), text("[]")]],
  ["pg.ARRAY(sa.Integer())", [text("{1}"), sql("'{}'")]],
  ["sa.Enum('a', 'bb', name='letters')", [text("a"), text("bb")]],
  ["pg.INET()", []],
  ["pg.TSTZRANGE()", []],
  ["sa.Interval()", [text("1 day")]],
];

/** A default: text, or SQL. */
export interface DefaultSpec {
  readonly kind: "text" | "sql";
  readonly value: string;
}

export function text(value: string): DefaultSpec {
  return { kind: "text", value };
}
export function sql(value: string): DefaultSpec {
  return { kind: "sql", value };
}

/** Options of an identity, by the names that both languages have for them. */
type IdentitySpec = Readonly<Record<string, number | boolean>>;

export interface ColumnSpec {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly default: DefaultSpec | null;
  readonly identity: IdentitySpec | null;
  readonly comment: string | null;
  /** The expression of a generated column. */
  readonly computed?: string;
}

interface ForeignKeySpec {
  readonly name: string | null;
  readonly table: string;
  readonly ondelete: string | null;
  readonly onupdate: string | null;
  readonly deferrable: boolean | null;
}

/** A table of the models. */
export interface ModelSpec {
  readonly name: string;
  /** Its schema; left out, the default one. */
  readonly schema?: string | null;
  readonly columns: readonly ColumnSpec[];
  readonly uniques: readonly { readonly name: string | null; readonly columns: readonly string[] }[];
  readonly checks: readonly { readonly name: string; readonly sql: string }[];
  readonly indexes: readonly {
    readonly name: string;
    readonly parts: readonly string[];
    readonly unique: boolean;
    readonly where: string | null;
    /** Letters of the first part that are indexed, on MySQL. */
    readonly length?: number;
  }[];
  readonly foreignKey: ForeignKeySpec | null;
  readonly comment: string | null;
}

export const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const comment = maybe(fc.constantFrom("one", "it's two"));

function columnOf(
  name: string,
  choices: readonly string[],
  defaults: readonly DefaultSpec[],
): fc.Arbitrary<ColumnSpec> {
  return fc.record({
    name: fc.constant(name),
    type: fc.constantFrom(...choices),
    nullable: fc.boolean(),
    default: defaults.length === 0 ? fc.constant(null) : maybe(fc.constantFrom(...defaults)),
    identity: fc.constant(null),
    comment,
  });
}

/** Whether the server makes an index of its own for a constraint: not for the columns of the key, or of another one. */
function isOwnIndex(columns: readonly string[], others: readonly { readonly columns: readonly string[] }[]): boolean {
  const key = columns.join();
  return key !== "id" && others.every((other) => other.columns.join() !== key);
}

function tableOf(at: number, others: readonly string[], isBeyondPython: boolean): fc.Arbitrary<ModelSpec> {
  const name = `t${at}`;
  const [fixedType, fixedDefaults] = fixed[at % fixed.length] ?? ["sa.Uuid()", []];
  const [otherType, otherDefaults] = fixed[(at + 5) % fixed.length] ?? ["sa.Uuid()", []];
  const number: fc.Arbitrary<ColumnSpec> = fc
    .constantFrom<IdentitySpec | null>(
      null,
      {},
      { always: true },
      { start: 5, increment: 2 },
      { always: true, cycle: true },
    )
    .map((identity) => ({
      name: "number",
      type: "sa.Integer()",
      nullable: false,
      default: null,
      identity,
      comment: null,
    }));
  const optional = [
    ...groups.map(([choices, defaults], index) => columnOf("abc"[index] ?? "", choices, defaults)),
    columnOf("Mixed Case", [fixedType], fixedDefaults),
    otherType.startsWith("sa.Enum") && isBeyondPython
      ? columnOf(
          "order",
          Object.keys(types).filter((one) => one.startsWith("sa.Enum")),
          [text("a")],
        )
      : columnOf("order", [otherType], otherDefaults),
    number,
  ];
  return fc.subarray(optional, { minLength: 2 }).chain((chosen) =>
    fc.tuple(...chosen).chain((columns) => {
      const keyable = columns
        .map((column) => column.name)
        .filter((column) => ["a", "b", "c", "number"].includes(column));
      const some = fc.uniqueArray(fc.constantFrom(...keyable, "id"), { minLength: 1, maxLength: 2 });
      const hasNumber = columns.some((column) => column.name === "a");
      const expressions = columns.some((column) => column.name === "b") ? ["sql:lower(b)"] : [];
      return fc.record({
        name: fc.constant(name),
        columns: fc.constant(columns),
        uniques: fc
          .uniqueArray(fc.record({ name: fc.constantFrom(`uq_${name}_1`, `uq_${name}_2`), columns: some }), {
            maxLength: 2,
            selector: (one) => one.name,
          })
          .map((list) => list.filter((one, index) => isOwnIndex(one.columns, list.slice(0, index)))),
        checks: !hasNumber
          ? fc.constant([])
          : fc.uniqueArray(
              fc.record({
                name: fc.constantFrom(`ck_${name}_1`, `ck_${name}_2`),
                sql: fc.constantFrom("a > 0", "a > 0 AND (a < 5 OR a = 7)", "a IN (1, 2)"),
              }),
              { maxLength: 2, selector: (one) => one.name },
            ),
        indexes: fc.uniqueArray(
          fc.record({
            name: fc.constantFrom(`ix_${name}_1`, `ix_${name}_2`),
            parts: fc.uniqueArray(fc.constantFrom(...keyable, "id", ...expressions), { minLength: 1, maxLength: 2 }),
            unique: fc.boolean(),
            where: isBeyondPython && hasNumber ? maybe(fc.constantFrom("a > 1", "a IS NOT NULL")) : fc.constant(null),
          }),
          { maxLength: 2, selector: (one) => one.name },
        ),
        foreignKey: maybe(
          fc.record({
            name: maybe(fc.constant(`fk_${name}`)),
            table: fc.constantFrom(...others, name),
            ondelete: maybe(fc.constantFrom("CASCADE", "SET NULL", "RESTRICT")),
            onupdate: maybe(fc.constantFrom("CASCADE", "SET DEFAULT")),
            deferrable: maybe(fc.constant(true)),
          }),
        ),
        comment,
      });
    }),
  );
}

/** Up to four tables, each with the names of those before it, to which its foreign key may refer. */
export const someTables = (
  tableAt: (at: number, others: readonly string[]) => fc.Arbitrary<ModelSpec>,
): fc.Arbitrary<readonly ModelSpec[]> =>
  fc.subarray([0, 1, 2, 3]).chain((chosen) =>
    fc.tuple(
      ...chosen.map((at, index) =>
        tableAt(
          at,
          chosen.slice(0, index).map((other) => `t${other}`),
        ),
      ),
    ),
  );

/** Random models of up to four tables; with `isBeyondPython` they hold what Python's Alembic does not compare. */
export const randomModels = ({ isBeyondPython = false } = {}): fc.Arbitrary<readonly ModelSpec[]> =>
  someTables((at, others) => tableOf(at, others, isBeyondPython));

/** Random models whose tables lie in three schemas. */
export function randomSchemas(): fc.Arbitrary<readonly ModelSpec[]> {
  const schemas = fc.array(fc.constantFrom(null, "app", "Other Place"), { minLength: 4, maxLength: 4 });
  return fc
    .tuple(randomModels(), schemas)
    .map(([models, chosen]) => models.map((one) => ({ ...one, schema: chosen[Number(one.name.slice(1))] ?? null })));
}

/** The models as schema objects. */
export function buildModels(spec: readonly ModelSpec[], known: TypeTable = types): MetaData {
  const metadata = sa.MetaData();
  const qualified = (name: string): string => {
    const schema = spec.find((one) => one.name === name)?.schema ?? null;
    return schema === null ? name : `${schema}.${name}`;
  };
  for (const table of spec) {
    const key = table.foreignKey;
    const columns = table.columns.map(
      ({ name, type, nullable, default: given, identity, comment: about, computed }) => {
        const options = {
          nullable,
          ...(about === null ? {} : { comment: about }),
          ...(given === null
            ? {}
            : { serverDefault: given.kind === "text" ? given.value : sa.text(given.value.replaceAll(":", "\\:")) }),
        };
        const made = known[type]?.() ?? sa.Integer();
        if (computed !== undefined) return sa.Column(name, made, sa.Computed(computed, { persisted: true }), options);
        return identity === null
          ? sa.Column(name, made, options)
          : sa.Column(name, made, sa.Identity(identity), options);
      },
    );
    const made = sa.Table(
      table.name,
      metadata,
      sa.Column("id", sa.Integer(), { primaryKey: true }),
      ...columns,
      ...(key === null
        ? []
        : [
            sa.Column("ref", sa.Integer()),
            sa.ForeignKeyConstraint(["ref"], [`${qualified(key.table)}.id`], {
              name: key.name,
              ondelete: key.ondelete,
              onupdate: key.onupdate,
              deferrable: key.deferrable,
            }),
          ]),
      ...table.uniques.map((one) => sa.UniqueConstraint(...one.columns, { name: one.name })),
      ...table.checks.map((one) => sa.CheckConstraint(one.sql, { name: one.name })),
      { comment: table.comment, schema: table.schema ?? null },
    );
    for (const index of table.indexes) {
      const parts = index.parts.map((part) => (part.startsWith("sql:") ? sa.text(part.slice(4)) : made.column(part)));
      const joined = sa.Index(index.name, ...parts, {
        unique: index.unique,
        ...(index.where === null ? {} : { postgresqlWhere: sa.text(index.where) }),
        ...(index.length === undefined ? {} : { mysqlLength: { [index.parts[0] ?? ""]: index.length } }),
      });
      // An index of nothing but texts does not know its table.
      if (index.parts.every((part) => part.startsWith("sql:"))) made.appendIndex(joined);
    }
  }
  return metadata;
}
