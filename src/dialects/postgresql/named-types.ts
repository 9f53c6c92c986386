import type { Column } from "../../schema/column.js";
import type { Table } from "../../schema/table.js";
import { ArrayType } from "../../schema/types/array-type.js";
import { EnumType } from "../../schema/types/enum-type.js";
import { DOMAIN } from "../../schema/types/postgresql/domain.js";
import { ENUM } from "../../schema/types/postgresql/enum.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import type { CompileState } from "../base/compile-state.js";
import type { DialectParts } from "../base/dialect-parts.js";
import type { Identifiers } from "../base/identifiers.js";
import type { Types } from "../base/types.js";
import { CompileError } from "../compile-error.js";

/** A type that has a name in the database. */
export type NamedType = EnumType | DOMAIN;

/** Names of PostgreSQL's built-in types. A type of the same name needs its schema. */
const builtIn = new Set(
  `_array hstore json jsonb int4range int8range numrange daterange tsrange tstzrange int4multirange int8multirange
  nummultirange datemultirange tsmultirange tstzmultirange integer bigint smallint name text numeric float real inet
  cidr citext uuid bit macaddr macaddr8 money oid regclass timestamp date time bytea boolean interval tsvector tsquery
  regconfig character`.split(/\s+/),
);

/** The named types of a table's columns, which are created before the table and dropped after it, each once. */
export class NamedTypes {
  readonly #types: Types;

  constructor(types: Types) {
    this.#types = types;
  }

  /** Returns the types of a table, without those that a script creates itself. */
  of(table: Table): readonly NamedType[] {
    const found = new Map<string, NamedType>();
    for (const column of table.columns) {
      const type = this.ofColumn(column);
      if (type !== undefined && !isMadeElsewhere(type)) found.set(typeName(type, this.#types.identifiers), type);
    }
    return [...found.values()];
  }

  /** The named type of a column; `undefined` when it has none. */
  ofColumn(column: Column): NamedType | undefined {
    return this.#named(column.type, column.table);
  }

  #named(given: TypeEngine, table: Table | null): NamedType | undefined {
    const type = this.#types.resolve(given);
    if (type instanceof ArrayType) return this.#named(type.itemType, table);
    if (type instanceof DOMAIN) return type;
    if (!(type instanceof EnumType) || !type.nativeEnum) return undefined;
    return inSchemaOf(type, table);
  }
}

/** An enum that takes its schema from its table, in the schema of that table. */
export function inSchemaOf(type: EnumType, table: Table | null): EnumType {
  if (!type.inheritSchema || type.schema !== null || table === null) return type;
  return Object.assign(type.copy(), { schema: table.schema });
}

/** The name of a type, with its schema. */
export function typeName(type: NamedType, identifiers: Identifiers): string {
  const name = type instanceof EnumType ? type.enumName : type.name;
  if (name === null || name === "") throw new CompileError(`PostgreSQL ${type.typeName} type requires a name.`);
  const quoted = identifiers.quote(name, type.quote);
  if (type.schema !== null) return `${identifiers.schema(type.schema)}.${quoted}`;
  if (builtIn.has(name)) {
    throw new CompileError(
      `${kindOf(type)} has name '${name}' that matches an existing type, and requires an explicit schema name in order to be rendered in DDL.`,
    );
  }
  return quoted;
}

function kindOf(type: NamedType): string {
  return type instanceof EnumType ? "ENUM" : "DOMAIN";
}

function isMadeElsewhere(type: NamedType): boolean {
  return (type instanceof ENUM || type instanceof DOMAIN) && !type.createType;
}

/** `CREATE TYPE … AS ENUM (…)` or `CREATE DOMAIN … AS …`. */
export function createNamedType(type: NamedType, dialect: DialectParts, state: CompileState): string {
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
export function dropNamedType(type: NamedType, dialect: DialectParts): string {
  return `DROP ${type instanceof EnumType ? "TYPE" : "DOMAIN"} ${typeName(type, dialect.identifiers)}`;
}
