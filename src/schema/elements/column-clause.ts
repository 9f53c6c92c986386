import { type NameInput, splitName } from "../names/quoted-name.js";
import { NullType } from "../types/null-type.js";
import { type TypeEngine, type TypeInput, toType } from "../types/type-engine.js";
import type { ClauseElement } from "./clause-element.js";
import { ColumnElement } from "./column-element.js";

/** The table, alias or other clause that a column belongs to. */
export interface NamedSelectable extends ClauseElement {
  readonly name: string;
  readonly schema: string | null;
}

/** A column of which only the name is known, as `sa.column("name")` constructs it. */
export class ColumnClause<Name extends string = string> extends ColumnElement {
  readonly kind: "column" | "schemaColumn" = "column";
  readonly name: Name;
  /** Whether the name is quoted; `null` leaves it to the dialect. */
  readonly quote: boolean | null;
  /** Whether the name is SQL that is written unchanged. */
  readonly isLiteral: boolean;
  #type: TypeEngine;
  #table: NamedSelectable | null = null;

  constructor(name: Name | NameInput, type?: TypeInput | null, options: { readonly isLiteral?: boolean } = {}) {
    super();
    const split = splitName(name);
    this.name = split.name as Name;
    this.quote = split.quote;
    this.isLiteral = options.isLiteral ?? false;
    this.#type = type === undefined || type === null ? new NullType() : toType(type);
  }

  /** The name by which the column is found in its table. */
  get key(): string {
    return this.name;
  }
  get type(): TypeEngine {
    return this.#type;
  }
  set type(type: TypeEngine) {
    this.#type = type;
  }
  /** The table it belongs to, or `null`. */
  get table(): NamedSelectable | null {
    return this.#table;
  }

  /** Attaches the column to a table; the table calls it. */
  attachTo(table: NamedSelectable | null): void {
    this.#table = table;
  }
}
