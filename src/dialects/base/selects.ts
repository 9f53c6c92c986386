import type { ClauseElement } from "../../schema/elements/clause-element.js";
import { Expression } from "../../schema/elements/column-element.js";
import type { Compound, RowLock, Select } from "../../schema/statements/select.js";
import { selectedColumns } from "../../schema/statements/selected-columns.js";
import { tablesOf } from "./clauses/tables-of.js";
import type { CompileState } from "./compile-state.js";
import type { DialectParts } from "./dialect-parts.js";

/** Writes SELECT statements. */
export class Selects {
  protected readonly dialect: DialectParts;

  constructor(dialect: DialectParts) {
    this.dialect = dialect;
  }

  /** Writes a SELECT; `outer` are the tables of the statement around it. */
  write(select: Select, state: CompileState, outer: readonly ClauseElement[] = state.enclosing): string {
    const { parts } = select;
    if (parts.compound !== null) return this.#compound(select, parts.compound, state, outer);
    const froms = this.#froms(select, outer);
    const inner = state.within([...outer, ...froms]);
    const { expressions } = this.dialect;
    const columns = selectedColumns(select).map((one) => this.labelled(one, inner));
    let text = `SELECT ${parts.isDistinct ? "DISTINCT " : ""}${this.beforeColumns(select, inner)}${columns.join(", ")}`;
    if (froms.length > 0) text += ` \nFROM ${this.#fromText(select, froms, inner)}`;
    else text += this.noTable;
    text += expressions.conditions(" \nWHERE", parts.criteria, inner);
    if (parts.groupBy.length > 0) text += ` GROUP BY ${this.#list(parts.groupBy, inner)}`;
    text += expressions.conditions(" \nHAVING", parts.having, inner);
    if (parts.orderBy.length > 0 && !(state.isInside && this.isUnordered(select)))
      text += ` ORDER BY ${this.#list(parts.orderBy, inner)}`;
    return text + this.limit(select, inner) + (parts.lock === null ? "" : this.lock(parts.lock));
  }

  #compound(select: Select, given: Compound, state: CompileState, outer: readonly ClauseElement[]): string {
    const { parts } = select;
    const inner = state.with({ isInside: true });
    const written = given.selects.map((one) => {
      const text = this.write(one, inner, outer);
      const isWhole = one.parts.compound !== null || one.parts.orderBy.length > 0 || one.parts.limit !== null;
      return isWhole || one.parts.offset !== null ? `(${text})` : text;
    });
    const order = parts.orderBy.length === 0 ? "" : ` ORDER BY ${this.#list(parts.orderBy, state)}`;
    return written.join(` ${this.compounds[given.operator]} `) + order + this.limit(select, state);
  }

  /** The words between SELECTs that are put together. */
  protected readonly compounds: Readonly<Record<Compound["operator"], string>> = {
    union: "UNION",
    unionAll: "UNION ALL",
    except: "EXCEPT",
    intersect: "INTERSECT",
  };

  /** What locks the rows; nothing where the database has nothing for it. */
  protected lock(_lock: RowLock): string {
    return "";
  }

  /** Whether a SELECT inside of another statement may have no ORDER BY. */
  protected isUnordered(_select: Select): boolean {
    return false;
  }

  /** The text in place of FROM for a SELECT without a table. */
  protected readonly noTable: string = "";

  /** Writes the text before the columns, such as TOP. */
  protected beforeColumns(_select: Select, _state: CompileState): string {
    return "";
  }

  /** The number of rows, and the first of them. */
  protected limit({ parts }: Select, state: CompileState): string {
    const { expressions } = this.dialect;
    const limit = parts.limit === null ? "" : `\n LIMIT ${expressions.write(parts.limit, state)}`;
    if (parts.offset === null) return limit;
    const all = parts.limit === null ? `\n LIMIT ${this.allRows}` : limit;
    return `${all} OFFSET ${expressions.write(parts.offset, state)}`;
  }

  /** The LIMIT of a SELECT that has only an OFFSET. */
  protected readonly allRows: string = "ALL";

  /** A column of a result, with its name. */
  labelled(clause: ClauseElement, state: CompileState): string {
    const { expressions, identifiers } = this.dialect;
    if (!(clause instanceof Expression)) return expressions.write(clause, state);
    const { node } = clause;
    const name = node.kind === "label" ? node.name : this.#anonymousName(clause);
    const isFixed = node.kind === "label" || (node.kind === "cast" && name !== "anon");
    // The column gets its number before the parameters inside of it do.
    const label = isFixed ? name : state.anonymousName(name);
    return `${expressions.write(clause, state)} AS ${identifiers.quote(label)}`;
  }

  #list(clauses: readonly ClauseElement[], state: CompileState): string {
    return clauses.map((one) => this.dialect.expressions.operand(one, "comma", state)).join(", ");
  }

  #anonymousName({ node }: Expression): string {
    if (node.kind === "function") return node.path.at(-1) ?? "anon";
    if (node.kind === "nextValue") return "next_value";
    if (node.kind === "cast" && "name" in node.clause) return String(node.clause.name);
    return "anon";
  }

  #froms(select: Select, outer: readonly ClauseElement[]): readonly ClauseElement[] {
    const { parts } = select;
    const joined = new Set(parts.joins.map(({ target }) => target));
    const read = tablesOf([...parts.columns, ...parts.criteria]).filter((one) => !joined.has(one));
    const found = new Set<ClauseElement>([...parts.froms, ...read]);
    const froms = [...found].filter((one) => !parts.correlated.includes(one));
    const own = froms.filter((one) => !outer.includes(one));
    return own.length > 0 || outer.length === 0 ? own : froms;
  }

  #fromText(select: Select, froms: readonly ClauseElement[], state: CompileState): string {
    const { expressions } = this.dialect;
    const written = froms.map((one) => expressions.write(one, state));
    const joins = select.parts.joins.map(
      ({ target, onclause, isOuter }) =>
        ` ${isOuter ? "LEFT OUTER JOIN" : "JOIN"} ${expressions.write(target, state)} ON ${expressions.condition(onclause, state)}`,
    );
    return written.join(", ") + joins.join("");
  }
}
