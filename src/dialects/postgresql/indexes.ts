import type { CreateIndex, DropIndex } from "../../schema/ddl/index-nodes.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import type { ColumnClause } from "../../schema/elements/column-clause.js";
import { Expression } from "../../schema/elements/column-element.js";
import { dialectOption } from "../../schema/schema-item.js";
import type { Index } from "../../schema/table-index.js";
import type { CompileState } from "../base/compile-state.js";
import { Indexes as BaseIndexes } from "../base/indexes.js";
import { nullsDistinct } from "./constraints.js";
import { withOptions } from "./tables.js";

/** Indexes as PostgreSQL writes them. */
export class Indexes extends BaseIndexes {
  override create(node: CreateIndex, state: CompileState): readonly string[] {
    const { index } = node;
    const { identifiers } = this.dialect;
    const option = (name: string): unknown => dialectOption(index, "postgresql", name);
    const words = [
      "CREATE",
      ...(index.unique ? ["UNIQUE"] : []),
      "INDEX",
      ...(option("concurrently") ? ["CONCURRENTLY"] : []),
      ...(node.ifNotExists ? ["IF NOT EXISTS"] : []),
    ];
    const name = this.name(index, { withSchema: false });
    const using = option("using") ? `USING ${identifiers.phrase(String(option("using"))).toLowerCase()} ` : "";
    let text = `${words.join(" ")} ${name} ON ${identifiers.table(this.tableOf(index))} ${using}(${this.parts(index, state)})`;
    const include = option("include") as readonly (string | ColumnClause)[] | null | undefined;
    if (include !== undefined && include !== null && include.length > 0) {
      const names = include.map((one) => identifiers.quote(typeof one === "string" ? one : one.name));
      text += ` INCLUDE (${names.join(", ")})`;
    }
    const nulls = nullsDistinct(index);
    if (nulls !== "") text += ` ${nulls}`;
    const given = option("with") as Record<string, unknown> | null | undefined;
    if (given !== undefined && given !== null && Object.keys(given).length > 0) text += ` WITH (${withOptions(given)})`;
    if (option("tablespace")) text += ` TABLESPACE ${identifiers.quote(String(option("tablespace")))}`;
    return [text + this.where(index, state)];
  }

  override drop(node: DropIndex, _state: CompileState): readonly string[] {
    const concurrently = dialectOption(node.index, "postgresql", "concurrently") ? "CONCURRENTLY " : "";
    const name = this.name(node.index, { withSchema: true, verb: "DROP" });
    return [`\nDROP INDEX ${concurrently}${node.ifExists ? "IF EXISTS " : ""}${name}`];
  }

  protected override parts(index: Index, state: CompileState): string {
    const ops = (dialectOption(index, "postgresql", "ops") ?? {}) as Readonly<Record<string, string>>;
    return index.expressions
      .map((one) => {
        const key = keyOf(one);
        const operatorClass = key !== undefined && Object.hasOwn(ops, key) ? ` ${ops[key]}` : "";
        return this.part(one, state) + operatorClass;
      })
      .join(", ");
  }

  /** Each expression that is not a function call is in parentheses. */
  protected override part(expression: ClauseElement, state: CompileState): string {
    const written = super.part(expression, state);
    return expression instanceof Expression && isOperator(expression) ? `(${written})` : written;
  }
}

function isOperator({ node }: Expression): boolean {
  return node.kind === "binary" || node.kind === "list" || (node.kind === "unary" && node.operator === "neg");
}

function keyOf(clause: ClauseElement): string | undefined {
  if ("key" in clause && typeof clause.key === "string") return clause.key;
  return clause instanceof Expression && clause.node.kind === "label" ? clause.node.name : undefined;
}
