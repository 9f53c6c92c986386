import type { DropTableComment, SetColumnComment, SetTableComment } from "../../schema/ddl/comment-nodes.js";
import { Comments as BaseComments } from "../base/comments.js";
import { describedObject } from "./described-object.js";

/** Comments as SQL Server keeps them: extended properties. */
export class Comments extends BaseComments {
  override setTable({ table }: SetTableComment): readonly string[] {
    const object = describedObject({ schema: table.schema, table: table.name }, this.dialect);
    return [`execute sp_addextendedproperty 'MS_Description', ${this.text(table.comment)}, ${object}`];
  }

  override dropTable({ table }: DropTableComment): readonly string[] {
    const object = describedObject({ schema: table.schema, table: table.name }, this.dialect);
    return [`execute sp_dropextendedproperty 'MS_Description', ${object}`];
  }

  override setColumn({ column }: SetColumnComment): readonly string[] {
    const { table } = column;
    const place = { schema: table?.schema ?? null, table: table?.name ?? "", column: column.name };
    const object = describedObject(place, this.dialect);
    return [`execute sp_addextendedproperty 'MS_Description', ${this.text(column.comment)}, ${object}`];
  }

  override text(comment: string | null): string {
    return comment === null ? "NULL" : `N${this.dialect.literals.string(comment)}`;
  }
}
