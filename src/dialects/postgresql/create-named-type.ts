import { EnumType } from "../../schema/types/enum-type.js";
import type { BaseDialect } from "../base/base-dialect.js";
import type { CompileState } from "../base/compile-state.js";
import { type NamedType, typeName } from "./named-types.js";

/** `CREATE TYPE … AS ENUM (…)` or `CREATE DOMAIN … AS …`. */
export function createNamedType(type: NamedType, dialect: BaseDialect, state: CompileState): string {
  const name = typeName(type, dialect.identifiers);
  if (type instanceof EnumType) {
    return `CREATE TYPE ${name} AS ENUM (${type.enums.map((one) => dialect.literals.string(one)).join(", ")})`;
  }
  const options: string[] = [];
  if (type.collation !== null) options.push(`COLLATE ${dialect.identifiers.collation(type.collation)}`);
  if (type.default !== null) {
    const isText = typeof type.default === "string";
    const { literals, expressions } = dialect;
    options.push(
      `DEFAULT ${isText ? literals.string(type.default as string) : expressions.write(type.default as Exclude<typeof type.default, string | null>, dialect.inSchema(state))}`,
    );
  }
  if (type.constraintName !== null) {
    options.push(`CONSTRAINT ${dialect.identifiers.constraint({ name: type.constraintName, nameIsFinal: false })}`);
  }
  if (type.notNull === true) options.push("NOT NULL");
  if (type.check !== null) {
    options.push(`CHECK (${dialect.expressions.write(type.check, dialect.inSchema(state))})`);
  }
  return `CREATE DOMAIN ${name} AS ${dialect.types.write(type.dataType)} ${options.join(" ")}`;
}

/** `DROP TYPE …` or `DROP DOMAIN …`. */
export function dropNamedType(type: NamedType, dialect: BaseDialect): string {
  return `DROP ${type instanceof EnumType ? "TYPE" : "DOMAIN"} ${typeName(type, dialect.identifiers)}`;
}
