import type { DropTableComment, SetColumnComment, SetTableComment } from "../../schema/ddl/comment-nodes.js";
import type { DialectParts } from "./dialect-parts.js";

/** Writes comments on tables and columns. */
export class Comments {
  protected readonly dialect: DialectParts;

  constructor(dialect: DialectParts) {
    this.dialect = dialect;
  }

  setTable({ table }: SetTableComment): readonly string[] {
    return [`COMMENT ON TABLE ${this.dialect.identifiers.table(table)} IS ${this.text(table.comment)}`];
  }

  dropTable({ table }: DropTableComment): readonly string[] {
    return [`COMMENT ON TABLE ${this.dialect.identifiers.table(table)} IS NULL`];
  }

  setColumn({ column }: SetColumnComment): readonly string[] {
    const { identifiers } = this.dialect;
    const table = column.table === null ? "" : `${identifiers.table(column.table)}.`;
    return [`COMMENT ON COLUMN ${table}${identifiers.column(column)} IS ${this.text(column.comment)}`];
  }

  /** A comment as a literal. */
  text(comment: string | null): string {
    return comment === null ? "NULL" : this.dialect.literals.string(comment);
  }
}
