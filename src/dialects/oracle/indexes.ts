import type { CreateIndex } from "../../schema/ddl/index-nodes.js";
import { dialectOption } from "../../schema/schema-item.js";
import type { CompileState } from "../base/compile-state.js";
import { Indexes as BaseIndexes } from "../base/indexes.js";

/** Indexes as Oracle writes them. */
export class Indexes extends BaseIndexes {
  override create({ index }: CreateIndex, state: CompileState): readonly string[] {
    const bitmap = dialectOption(index, "oracle", "bitmap") ? "BITMAP " : "";
    const table = this.dialect.identifiers.table(this.tableOf(index));
    const name = this.name(index, { withSchema: true });
    const compress = dialectOption(index, "oracle", "compress") ?? false;
    const suffix = compress === false ? "" : compress === true ? " COMPRESS" : ` COMPRESS ${String(compress)}`;
    return [
      `CREATE ${index.unique ? "UNIQUE " : ""}${bitmap}INDEX ${name} ON ${table} (${this.parts(index, state)})${suffix}`,
    ];
  }
}
