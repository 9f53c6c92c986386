import { ARRAY } from "../../schema/types/array-type.js";
import { NullType } from "../../schema/types/null-type.js";
import { ENUM } from "../../schema/types/postgresql/enum.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { UserDefinedType } from "../../schema/types/user-defined-type.js";
import { reflectedType as mysqlType } from "../mysql/reflection/reflected-type.js";
import { reflectedType as postgresqlType } from "../postgresql/reflection/reflected-type.js";
import { reflectedType as sqliteType } from "../sqlite/reflection/reflected-type.js";
import type { DrizzleColumn, DrizzleDialect } from "./drizzle-table.js";

/** A type of Drizzle that has no name in `sa`, such as `vector(3)`. It is written as Drizzle's text. */
class DrizzleType extends UserDefinedType {
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  getColSpec(): string {
    return this.text;
  }

  override parameters(): readonly unknown[] {
    return [this.text];
  }
}

const noTypes = { enums: new Map(), domains: new Map() };

/** PostgreSQL's own names of types for which Drizzle uses other names. */
const postgresqlNames: readonly (readonly [RegExp, string])[] = [
  [/^bigserial$/, "bigint"],
  [/^smallserial$/, "smallint"],
  [/^serial$/, "integer"],
  [/^varchar\b/, "character varying"],
  [/^char\b/, "character"],
  [/^(time(?:stamp)?)(\(\d+\))?$/, "$1$2 without time zone"],
  [/^numeric\((\d+)\)$/, "numeric($1,0)"],
];

/** The type of a column, as reflection of the database would return it. */
export function typeOfColumn(column: DrizzleColumn, dialect: DrizzleDialect): TypeEngine {
  if (column.baseColumn !== undefined) return new ARRAY(typeOfColumn(column.baseColumn, dialect));
  const text = column.getSQLType();
  const type = scalarType(column, text, dialect);
  return type instanceof NullType && text !== "blob" ? new DrizzleType(text) : type;
}

function scalarType(column: DrizzleColumn, text: string, dialect: DrizzleDialect): TypeEngine {
  if (dialect === "sqlite") return sqliteType(text);
  if (dialect === "mysql") {
    return mysqlType(
      text
        .replace(/^serial$/, "bigint unsigned")
        .replace(/^boolean$/, "tinyint(1)")
        .replace(/^double precision\b/, "double"),
    );
  }
  if (column.enum !== undefined) {
    const { enumName: name, enumValues, schema } = column.enum;
    return new ENUM(...enumValues, { name, ...(schema === undefined ? {} : { schema }) });
  }
  const joined = text.replace(/\s+\(/, "(");
  const canonical = postgresqlNames.reduce((name, [pattern, own]) => name.replace(pattern, own), joined);
  return postgresqlType(canonical, noTypes);
}
