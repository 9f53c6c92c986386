import type { DropTableComment, SetColumnComment, SetTableComment } from "../../schema/ddl/comment-nodes.js";
import { Comments as BaseComments } from "../base/comments.js";
import type { DialectParts } from "../base/dialect-parts.js";
import { CompileError } from "../compile-error.js";

/** Comments as SQL Server keeps them: extended properties. */
export class Comments extends BaseComments {
  override setTable({ table }: SetTableComment): readonly string[] {
    const object = commentTarget({ schema: table.schema, table: table.name }, this.dialect);
    return [`execute sp_addextendedproperty 'MS_Description', ${this.text(table.comment)}, ${object}`];
  }

  override dropTable({ table }: DropTableComment): readonly string[] {
    const object = commentTarget({ schema: table.schema, table: table.name }, this.dialect);
    return [`execute sp_dropextendedproperty 'MS_Description', ${object}`];
  }

  override setColumn({ column }: SetColumnComment): readonly string[] {
    const { table } = column;
    const place = { schema: table?.schema ?? null, table: table?.name ?? "", column: column.name };
    const object = commentTarget(place, this.dialect);
    return [`execute sp_addextendedproperty 'MS_Description', ${this.text(column.comment)}, ${object}`];
  }

  override text(comment: string | null): string {
    return comment === null ? "NULL" : `N${this.dialect.literals.string(comment)}`;
  }
}

/** What an extended property describes. */
export interface CommentTarget {
  readonly schema: string | null;
  readonly table: string;
  readonly column?: string;
}

/**
 * Returns the arguments that name a table or column for SQL Server's stored procedures on comments.
 *
 * @throws {@link CompileError} when no schema is named, because the default schema is not known without a database.
 *
 */
export function commentTarget({ schema, table, column }: CommentTarget, dialect: DialectParts): string {
  if (schema === null || schema === "") {
    throw new CompileError(
      `A comment on table '${table}' needs its schema on ${dialect.name}, because the default schema is not known here: pass schema: "dbo"`,
    );
  }
  const { identifiers } = dialect;
  const name = `'schema', ${identifiers.schema(schema)}, 'table', ${identifiers.quote(table)}`;
  return column === undefined ? name : `${name}, 'column', ${identifiers.quote(column)}`;
}
