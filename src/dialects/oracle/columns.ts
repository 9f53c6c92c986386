import type { ServerDefaultInput } from "../../schema/column.js";
import type { AddColumn, AlterColumn } from "../../schema/ddl/column-nodes.js";
import { Identity } from "../../schema/defaults/identity.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { Columns as BaseColumns } from "../base/columns.js";
import type { CompileState } from "../base/compile-state.js";

/** ALTER TABLE as Oracle writes it. */
export class Columns extends BaseColumns {
  override add(node: AddColumn, state: CompileState): readonly string[] {
    return [`${this.altered(node)} ADD ${this.dialect.tables.specification(node.column, state)}`];
  }

  protected override nullable(node: AlterColumn, nullable: boolean): readonly string[] {
    return [`${this.alteredColumn(node)} ${nullable ? "NULL" : "NOT NULL"}`];
  }

  protected override type(node: AlterColumn, type: TypeEngine): readonly string[] {
    return [`${this.alteredColumn(node)} ${this.dialect.types.write(type)}`];
  }

  protected override rename(node: AlterColumn, name: string): readonly string[] {
    const { identifiers } = this.dialect;
    return [`${this.altered(node)} RENAME COLUMN ${identifiers.quote(node.columnName)} TO ${identifiers.quote(name)}`];
  }

  protected override comment(node: AlterColumn, comment: string | null): readonly string[] {
    const text = this.dialect.literals.string(comment ?? "");
    return [`COMMENT ON COLUMN ${node.tableName}.${node.columnName} IS ${text}`];
  }

  protected override plainDefault(node: AlterColumn, given: ServerDefaultInput, state: CompileState): string {
    return `${this.alteredColumn(node)} DEFAULT ${given === null ? "NULL" : this.defaultText(given, state)}`;
  }

  protected override identityDefault(node: AlterColumn, given: ServerDefaultInput): readonly string[] {
    const head = this.alteredColumn(node);
    return [given instanceof Identity ? `${head} ${this.dialect.tables.identity(given)}` : `${head} DROP IDENTITY`];
  }

  protected override alteredColumn(node: AlterColumn): string {
    return `${this.altered(node)} MODIFY ${this.dialect.identifiers.quote(node.columnName)}`;
  }
}
