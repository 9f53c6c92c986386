import type { DropTableComment } from "../../schema/ddl/comment-nodes.js";
import { Comments as BaseComments } from "../base/comments.js";

/** Comments as Oracle writes them: an empty text removes the comment. */
export class Comments extends BaseComments {
  override dropTable({ table }: DropTableComment): readonly string[] {
    return [`COMMENT ON TABLE ${this.dialect.identifiers.table(table)} IS ''`];
  }
}
