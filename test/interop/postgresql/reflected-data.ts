import type {
  Inspector,
  ReflectedColumn,
  ReflectedIndex,
  ReflectedUniqueConstraint,
} from "../../../src/dialects/inspector.js";
import type { PostgresqlInspector } from "../../../src/dialects/postgresql/inspector.js";
import { PostgresqlDialect } from "../../../src/dialects/postgresql/postgresql-dialect.js";
import { ArrayType } from "../../../src/schema/types/array-type.js";
import { EnumType } from "../../../src/schema/types/enum-type.js";
import { DOMAIN } from "../../../src/schema/types/postgresql/domain.js";
import type { TypeEngine } from "../../../src/schema/types/type-engine.js";

const dialect = new PostgresqlDialect();

/** A type as `reflect_schema.py` writes it. */
function typeData(type: TypeEngine): Record<string, unknown> {
  if (type.affinity === "NullType") return { class: "NullType" };
  const collation = (type as { readonly collation?: string | null }).collation ?? null;
  return {
    class: type.typeName,
    ddl: dialect.compileType(type),
    ...(type instanceof EnumType ? { enums: type.enums, name: type.enumName, schema: type.schema } : {}),
    ...(type instanceof DOMAIN
      ? {
          name: type.name,
          schema: type.schema,
          // SQLAlchemy leaves the length and precision of what a domain is made of out.
          of: { ...typeData(type.dataType), ddl: dialect.compileType(type.dataType).replace(/\([^)]*\)/, "") },
          default: type.default,
          notNull: type.notNull === true,
          check: type.check === null ? null : dialect.compileExpression(type.check),
          constraintName: type.constraintName,
        }
      : {}),
    ...(type instanceof ArrayType ? { item: typeData(type.itemType) } : {}),
    ...(collation === null ? {} : { collation }),
  };
}

/** An object with the names of Python. */
function snake(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snake);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(
    entries.map(([key, one]) => [key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), snake(one)]),
  );
}

/** Dialect options: their names are Python's, and what they hold is left alone. */
function optionsData(options: Readonly<Record<string, unknown>> | undefined): Record<string, unknown> | undefined {
  if (options === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(options).map(([key, value]) => [
      key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
}

function columnData(column: ReflectedColumn): Record<string, unknown> {
  const { name, type, nullable, default: given, autoincrement, comment, computed, identity } = column;
  const numbers = Object.entries(identity ?? {}).map(([key, value]) => [
    key,
    typeof value === "boolean" ? value : String(value),
  ]);
  return {
    name,
    type: typeData(type),
    nullable,
    default: given,
    autoincrement,
    comment,
    ...(computed === undefined ? {} : { computed }),
    ...(identity === undefined ? {} : { identity: Object.fromEntries(numbers) }),
  };
}

function indexData(index: ReflectedIndex): Record<string, unknown> {
  const hasExpressions = index.columnNames.includes(null);
  return {
    name: index.name,
    unique: index.unique,
    column_names: index.columnNames,
    ...(hasExpressions ? { expressions: index.expressions } : {}),
    ...(Object.keys(index.columnSorting).length === 0 ? {} : { column_sorting: index.columnSorting }),
    ...(index.duplicatesConstraint === undefined ? {} : { duplicates_constraint: index.duplicatesConstraint }),
    dialect_options: optionsData(index.dialectOptions),
  };
}

async function tableData(inspector: Inspector, name: string, schema: string | null): Promise<Record<string, unknown>> {
  const withOptions = (one: object): unknown => {
    // SQLAlchemy does not read whether a key is deferrable.
    const { dialectOptions, deferrable, initially, ...rest } = one as Partial<ReflectedUniqueConstraint>;
    const options = optionsData(dialectOptions);
    return { ...(snake(rest) as object), ...(options === undefined ? {} : { dialect_options: options }) };
  };
  return {
    columns: (await inspector.getColumns(name, schema)).map(columnData),
    primaryKey: withOptions(await inspector.getPkConstraint(name, schema)),
    foreignKeys: snake(await inspector.getForeignKeys(name, schema)),
    uniques: (await inspector.getUniqueConstraints(name, schema)).map(withOptions),
    checks: (await inspector.getCheckConstraints(name, schema)).map(withOptions),
    indexes: (await inspector.getIndexes(name, schema)).map(indexData),
    comment: (await inspector.getTableComment(name, schema)).text,
    options: optionsData(await inspector.getTableOptions?.(name, schema)),
  };
}

/** What our inspector says of schemas, as `reflect_schema.py` has it from SQLAlchemy's. */
export async function reflectedData(
  inspector: PostgresqlInspector,
  schemas: readonly (string | null)[],
): Promise<unknown> {
  const found: Record<string, unknown> = {};
  for (const schema of schemas) {
    await inspector.cacheTables(schema);
    const tables = [...(await inspector.getTableNames(schema))];
    const views = [...(await inspector.getViewNames(schema)), ...(await inspector.getMaterializedViewNames(schema))];
    const definitions: Record<string, string> = {};
    for (const view of views) definitions[view] = await inspector.getViewDefinition(view, schema);
    const content: Record<string, unknown> = {};
    for (const name of [...tables, ...views]) content[name] = await tableData(inspector, name, schema);
    found[schema ?? ""] = { tables: tables.toSorted(), views: definitions, content };
  }
  return found;
}
