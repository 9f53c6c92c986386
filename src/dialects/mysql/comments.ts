import type { DropTableComment, SetColumnComment, SetTableComment } from "../../schema/ddl/comment-nodes.js";
import { Comments as BaseComments } from "../base/comments.js";
import { CompileState } from "../base/compile-state.js";

/** Comments as MySQL writes them. */
export class Comments extends BaseComments {
  override setTable({ table }: SetTableComment): readonly string[] {
    return [`ALTER TABLE ${this.dialect.identifiers.table(table)} COMMENT ${this.text(table.comment)}`];
  }

  override dropTable({ table }: DropTableComment): readonly string[] {
    return [`ALTER TABLE ${this.dialect.identifiers.table(table)} COMMENT ''`];
  }

  override setColumn({ column }: SetColumnComment): readonly string[] {
    const { identifiers, tables } = this.dialect;
    const table = column.table === null ? "" : identifiers.table(column.table);
    const specification = tables.specification(column, new CompileState({ literalBinds: true }));
    return [`ALTER TABLE ${table} CHANGE ${identifiers.column(column)} ${specification}`];
  }
}
