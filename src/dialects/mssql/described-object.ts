import type { BaseDialect } from "../base/base-dialect.js";
import { CompileError } from "../compile-error.js";

/** What an extended property describes. */
export interface DescribedObject {
  readonly schema: string | null;
  readonly table: string;
  readonly column?: string;
}

/**
 * The arguments that name a table or column for SQL Server's stored procedures on comments.
 *
 * @throws {@link CompileError} when no schema is named: without a database it is not known which one is meant.
 */
export function describedObject({ schema, table, column }: DescribedObject, dialect: BaseDialect): string {
  if (schema === null || schema === "") {
    throw new CompileError(
      `A comment on table '${table}' needs its schema on ${dialect.name}, as nothing says here which one is the default: pass schema: "dbo"`,
    );
  }
  const { identifiers } = dialect;
  const name = `'schema', ${identifiers.schema(schema)}, 'table', ${identifiers.quote(table)}`;
  return column === undefined ? name : `${name}, 'column', ${identifiers.quote(column)}`;
}
