import type { CreateIndex, DropIndex } from "../../schema/ddl/index-nodes.js";
import type { ColumnClause } from "../../schema/elements/column-clause.js";
import { dialectOption } from "../../schema/schema-item.js";
import type { CompileState } from "../base/compile-state.js";
import { Indexes as BaseIndexes } from "../base/indexes.js";

/** Indexes as SQL Server writes them. */
export class Indexes extends BaseIndexes {
  override create({ index }: CreateIndex, state: CompileState): readonly string[] {
    const { identifiers } = this.dialect;
    const option = (name: string): unknown => dialectOption(index, "mssql", name) ?? null;
    let text = `CREATE ${index.unique ? "UNIQUE " : ""}`;
    if (option("clustered") !== null) text += option("clustered") === true ? "CLUSTERED " : "NONCLUSTERED ";
    if (option("columnstore")) text += "COLUMNSTORE ";
    text += `INDEX ${this.name(index, { withSchema: false })} ON ${identifiers.table(this.tableOf(index))}`;
    if (index.expressions.length > 0) text += ` (${this.parts(index, state)})`;
    const include = option("include") as readonly (string | ColumnClause)[] | null;
    if (include !== null && include.length > 0) {
      const names = include.map((one) => identifiers.quote(typeof one === "string" ? one : one.name));
      text += ` INCLUDE (${names.join(", ")})`;
    }
    return [text + this.where(index, state)];
  }

  override drop({ index, ifExists }: DropIndex, _state: CompileState): readonly string[] {
    const name = this.name(index, { withSchema: false, verb: "DROP" });
    return [
      `\nDROP INDEX${ifExists ? " IF EXISTS" : ""} ${name} ON ${this.dialect.identifiers.table(this.tableOf(index))}`,
    ];
  }
}
