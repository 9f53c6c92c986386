import type { CreateIndex, DropIndex } from "../../schema/ddl/index-nodes.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import { TextClause } from "../../schema/elements/text-clause.js";
import { dialectOption } from "../../schema/schema-item.js";
import type { Table } from "../../schema/table.js";
import type { Index } from "../../schema/table-index.js";
import { CompileError } from "../compile-error.js";
import type { CompileState } from "./compile-state.js";
import type { DialectParts } from "./dialect-parts.js";

/** Writes CREATE INDEX and DROP INDEX. */
export class Indexes {
  protected readonly dialect: DialectParts;

  constructor(dialect: DialectParts) {
    this.dialect = dialect;
  }

  create(node: CreateIndex, state: CompileState): readonly string[] {
    const { index } = node;
    const table = this.tableOf(index);
    const name = this.name(index, { withSchema: false });
    const head = `CREATE ${index.unique ? "UNIQUE " : ""}INDEX ${node.ifNotExists ? "IF NOT EXISTS " : ""}`;
    return [`${head}${name} ON ${this.dialect.identifiers.table(table)} (${this.parts(index, state)})`];
  }

  drop(node: DropIndex, _state: CompileState): readonly string[] {
    return [
      `\nDROP INDEX ${node.ifExists ? "IF EXISTS " : ""}${this.name(node.index, { withSchema: true, verb: "DROP" })}`,
    ];
  }

  /** The parts of an index. */
  protected parts(index: Index, state: CompileState): string {
    return index.expressions.map((one) => this.part(one, state)).join(", ");
  }

  protected part(expression: ClauseElement, state: CompileState): string {
    return this.dialect.expressions.write(expression, this.dialect.inSchema(state));
  }

  /** ` WHERE …` of a partial index. */
  protected where(index: Index, state: CompileState): string {
    const given = dialectOption(index, this.dialect.name, "where") as ClauseElement | string | null | undefined;
    if (given === undefined || given === null) return "";
    const clause = typeof given === "string" ? new TextClause(given) : given;
    return ` WHERE ${this.dialect.expressions.condition(clause, this.dialect.inSchema(state))}`;
  }

  /**
   * The name of an index.
   *
   * @throws {@link CompileError} when it has none.
   */
  name(index: Index, options: { readonly withSchema: boolean; readonly verb?: "CREATE" | "DROP" }): string {
    if (index.name === null) {
      throw new CompileError(`${options.verb ?? "CREATE"} INDEX requires that the index have a name`);
    }
    const { identifiers } = this.dialect;
    const name = identifiers.index(index as Index & { readonly name: string });
    const schema = index.table?.schema ?? null;
    if (!options.withSchema || schema === null || schema === "") return name;
    return `${identifiers.schema(schema, index.table?.quoteSchema ?? null)}.${name}`;
  }

  /**
   * The table of an index.
   *
   * @throws {@link CompileError} when it is on none.
   */
  protected tableOf(index: Index): Table {
    if (index.table === null) throw new CompileError(`Index '${index.name}' is not associated with any table.`);
    return index.table;
  }
}
