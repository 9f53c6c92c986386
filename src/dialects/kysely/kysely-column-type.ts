import type { Column } from "../../schema/column.js";
import { ArrayType } from "../../schema/types/array-type.js";
import { EnumType } from "../../schema/types/enum-type.js";
import { ENUM } from "../../schema/types/mysql/enum.js";
import { TypeDecorator } from "../../schema/types/type-decorator.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";

/** The TypeScript types of a column's values: the type that a query returns, and the type for INSERT and UPDATE. */
interface ValueTypes {
  readonly select: string;
  readonly insert: string;
  /** Whether the driver parses the value as JSON. */
  readonly isJson?: true;
}

const same = (type: string): ValueTypes => ({ select: type, insert: type });
const date: ValueTypes = { select: "Date", insert: "Date | string" };
const json: ValueTypes = { select: "Json", insert: "string", isJson: true };

/** The types of values for the drivers of each database: `pg`, `mysql2`, and better-sqlite3 and similar drivers. */
const valuesByDialect: Readonly<Record<string, Readonly<Record<string, ValueTypes>>>> = {
  sqlite: { Boolean: same("number"), Numeric: same("number"), BIGINT: same("number") },
  postgresql: {
    Boolean: same("boolean"),
    Numeric: { select: "string", insert: "number | string" },
    BIGINT: { select: "string", insert: "bigint | number | string" },
    DateTime: date,
    Date: date,
    JSON: json,
    // `pg` returns an object of its own.
    Interval: { select: "unknown", insert: "string" },
  },
  mysql: {
    Boolean: same("number"),
    Numeric: { select: "string", insert: "number | string" },
    BIGINT: { select: "number", insert: "bigint | number | string" },
    DateTime: date,
    Date: date,
    JSON: json,
  },
};

/** The types that are the same for all databases. All other types are strings. */
const values: Readonly<Record<string, ValueTypes>> = {
  Integer: same("number"),
  Float: same("number"),
  YEAR: same("number"),
  _Binary: same("Uint8Array"),
  NullType: same("unknown"),
};

const quoted = (texts: readonly string[]): string =>
  texts.length === 0 ? "string" : texts.map((text) => JSON.stringify(text)).join(" | ");

function valueTypes(given: TypeEngine, dialectName: string): ValueTypes {
  const type = given.forDialect(dialectName);
  if (type instanceof TypeDecorator) return valueTypes(type.loadDialectImpl(dialectName), dialectName);
  if (type instanceof EnumType) return same(quoted(type.enums));
  if (type instanceof ENUM) return same(quoted(type.parameters().filter((one) => typeof one === "string")));
  if (type instanceof ArrayType) {
    const { select, insert } = valueTypes(type.itemType, dialectName);
    const list = (item: string): string => (/[^\w]/.test(item) ? `(${item})[]` : `${item}[]`);
    return { select: list(select), insert: list(insert) };
  }
  const own = valuesByDialect[dialectName === "mariadb" ? "mysql" : dialectName] ?? {};
  const isBig = type.affinity === "Integer" && /^big/i.test(type.typeName);
  const name = isBig ? "BIGINT" : type.affinity;
  return own[name] ?? values[isBig ? "Integer" : name] ?? same("string");
}

/** The types of Kysely that the type of a column may need. */
export type KyselyWord = "ColumnType" | "Generated" | "GeneratedAlways" | "JSONColumnType";

/** Returns the type of a column in Kysely's `Database`, and the types of Kysely that it needs. */
export function kyselyColumnType(
  column: Column,
  dialectName: string,
): { readonly text: string; readonly words: readonly KyselyWord[]; readonly needsJson: boolean } {
  const { select, insert, isJson } = valueTypes(column.type, dialectName);
  const { computed, identity, serverDefault } = column;
  const isAlways = computed !== null || identity?.always === true;
  const isNumbered = column.table?.autoincrementColumn === column;
  const isGenerated = serverDefault !== null || isNumbered;
  // A key that the database numbers is never NULL, even if its declaration allows NULL.
  const orNull = column.nullable && !(column.primaryKey && isNumbered) ? " | null" : "";
  const needsJson = isJson === true;
  const of = (text: string, ...words: readonly KyselyWord[]) => ({ text, words, needsJson });
  if (isAlways) return of(`GeneratedAlways<${select}${orNull}>`, "GeneratedAlways");
  if (isJson === true && !isGenerated) {
    if (orNull === "") return of("JSONColumnType<Json>", "JSONColumnType");
    return of("JSONColumnType<Json | null, string | null, string | null>", "JSONColumnType");
  }
  if (select !== insert) {
    const orNothing = isGenerated ? " | undefined" : "";
    return of(`ColumnType<${select}${orNull}, ${insert}${orNull}${orNothing}, ${insert}${orNull}>`, "ColumnType");
  }
  if (isGenerated) return of(`Generated<${select}${orNull}>`, "Generated");
  return of(`${select}${orNull}`);
}
