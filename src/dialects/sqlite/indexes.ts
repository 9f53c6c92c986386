import type { CreateIndex } from "../../schema/ddl/index-nodes.js";
import type { CompileState } from "../base/compile-state.js";
import { Indexes as BaseIndexes } from "../base/indexes.js";

/** CREATE INDEX as SQLite writes it: the schema is before the index and not before the table. */
export class Indexes extends BaseIndexes {
  override create(node: CreateIndex, state: CompileState): readonly string[] {
    const { index } = node;
    const table = this.dialect.identifiers.table(this.tableOf(index), { useSchema: false });
    const name = this.name(index, { withSchema: true });
    const head = `CREATE ${index.unique ? "UNIQUE " : ""}INDEX ${node.ifNotExists ? "IF NOT EXISTS " : ""}`;
    return [`${head}${name} ON ${table} (${this.parts(index, state)})${this.where(index, state)}`];
  }
}
