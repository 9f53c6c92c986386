import type { ClauseElement } from "../elements/clause-element.js";
import { ColumnClause } from "../elements/column-clause.js";
import { Expression } from "../elements/column-element.js";
import { QuotedName } from "../names/quoted-name.js";
import { FromClause } from "./from-clause.js";
import type { RowColumn } from "./row-columns.js";

/** A column of a subquery whose name the statement makes up, as it does for an expression without a name. */
export class UnnamedColumn extends ColumnClause {
  /** The expression that has the same name in the subquery. */
  readonly source: ClauseElement;

  constructor({ name, type, source }: RowColumn) {
    super(name, type);
    this.source = source;
  }
}

/** A column of an alias or subquery that is a column of a table there. */
export class ProxyColumn extends ColumnClause {}

/** A column of a subquery or alias. */
function columnOf(column: RowColumn): ColumnClause {
  if (column.isUnnamed === true) return new UnnamedColumn(column);
  const { name, quote = null, type } = column;
  const given = quote === null ? name : new QuotedName(name, quote);
  return isOfTable(column.source) ? new ProxyColumn(given, type) : new ColumnClause(given, type);
}

/** Whether a clause is a column of a table, or another name for one. */
function isOfTable(clause: ClauseElement): boolean {
  if (clause.kind === "schemaColumn" || clause instanceof ProxyColumn) return true;
  return clause instanceof Expression && clause.node.kind === "label" && isOfTable(clause.node.element);
}

/** A table, a subquery or a CTE under a name of its own. */
export class Alias<Names extends string = string> extends FromClause {
  readonly kind: "alias" | "cte" = "alias";
  /** The name, or what a made-up name begins with. */
  readonly name: string;
  /** Whether the statement that reads it makes up its name. */
  readonly isUnnamed: boolean;
  readonly schema = null;
  readonly element: ClauseElement;
  /** Whether the subquery may read what is before it in the FROM. */
  readonly isLateral: boolean;
  readonly columns: readonly ColumnClause[];
  readonly c: { readonly [Name in Names]: ColumnClause };

  /** @param name left out, the statement makes one up */
  constructor(
    element: ClauseElement,
    columns: readonly RowColumn[],
    name: string | undefined,
    { hint = "anon", isLateral = false }: { readonly hint?: string; readonly isLateral?: boolean } = {},
  ) {
    super();
    this.element = element;
    this.name = name ?? hint;
    this.isUnnamed = name === undefined;
    this.isLateral = isLateral;
    this.columns = columns.map((column) => {
      const copied = columnOf(column);
      copied.attachTo(this);
      return copied;
    });
    const record: Record<string, ColumnClause> = Object.create(null);
    for (const column of this.columns) record[column.name] ??= column;
    this.c = record as { readonly [Name in Names]: ColumnClause };
  }

  /** The same rows under another name. */
  alias(name?: string): Alias<Names> {
    return new Alias<Names>(this, this.columns.map(asRowColumn), name, { hint: this.name });
  }
}

/** A column as a column of what reads it. */
export function asRowColumn(column: ColumnClause): RowColumn {
  const isUnnamed = column instanceof UnnamedColumn;
  return {
    name: column.name,
    quote: column.quote,
    type: column.type,
    source: isUnnamed ? column.source : column,
    isUnnamed,
  };
}
