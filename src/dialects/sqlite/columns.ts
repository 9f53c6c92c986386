import type { AlterColumn } from "../../schema/ddl/column-nodes.js";
import { Columns as BaseColumns } from "../base/columns.js";

/** ALTER TABLE as SQLite writes it. */
export class Columns extends BaseColumns {
  protected override rename(node: AlterColumn, name: string): readonly string[] {
    const { identifiers } = this.dialect;
    return [`${this.altered(node)} RENAME COLUMN ${identifiers.quote(node.columnName)} TO ${identifiers.quote(name)}`];
  }
}
