import type { CreateIndex, DropIndex } from "../../schema/ddl/index-nodes.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import { Expression } from "../../schema/elements/column-element.js";
import { dialectOption } from "../../schema/schema-item.js";
import type { Index } from "../../schema/table-index.js";
import { ownValue } from "../../support/own-value.js";
import type { CompileState } from "../base/compile-state.js";
import { Indexes as BaseIndexes } from "../base/indexes.js";
import { sharedOption } from "./shared-option.js";

/** Indexes as MySQL writes them. */
export class Indexes extends BaseIndexes {
  override create(node: CreateIndex, state: CompileState): readonly string[] {
    const { index } = node;
    const option = (name: string): unknown => dialectOption(index, this.dialect.name, name) ?? null;
    const shared = (name: string): unknown => sharedOption(index, this.dialect.name, name, state);
    const prefix = option("prefix") === null ? "" : `${String(option("prefix"))} `;
    const head = `CREATE ${index.unique ? "UNIQUE " : ""}${prefix}INDEX ${node.ifNotExists ? "IF NOT EXISTS " : ""}`;
    const table = this.dialect.identifiers.table(this.tableOf(index));
    let text = `${head}${this.name(index, { withSchema: false })} ON ${table} (${this.parts(index, state)})`;
    const [parser, using] = [shared("withParser"), shared("using")];
    if (parser !== null) text += ` WITH PARSER ${String(parser)}`;
    if (using !== null) text += ` USING ${this.dialect.identifiers.quote(String(using))}`;
    return [text];
  }

  override drop({ index, ifExists }: DropIndex, _state: CompileState): readonly string[] {
    const name = this.name(index, { withSchema: false, verb: "DROP" });
    return [
      `\nDROP INDEX ${ifExists ? "IF EXISTS " : ""}${name} ON ${this.dialect.identifiers.table(this.tableOf(index))}`,
    ];
  }

  protected override parts(index: Index, state: CompileState): string {
    const length = dialectOption(index, this.dialect.name, "length") as
      | number
      | Readonly<Record<string, number>>
      | null
      | undefined;
    return index.expressions
      .map((one) => {
        const written = this.part(one, state);
        const name = "name" in one && typeof one.name === "string" ? one.name : written;
        const count =
          typeof length === "object" && length !== null
            ? (ownValue(length, name) ?? ownValue(length, written))
            : length;
        return count === undefined || count === null ? written : `${written}(${count})`;
      })
      .join(", ");
  }

  /** Each expression is in parentheses. */
  protected override part(expression: ClauseElement, state: CompileState): string {
    const written = super.part(expression, state);
    return expression instanceof Expression && needsParentheses(expression) ? `(${written})` : written;
  }
}

function needsParentheses({ node }: Expression): boolean {
  return (
    node.kind === "function" ||
    node.kind === "binary" ||
    (node.kind === "unary" && node.operator !== "asc" && node.operator !== "desc")
  );
}
