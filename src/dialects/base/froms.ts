import type { ClauseElement } from "../../schema/elements/clause-element.js";
import { Alias } from "../../schema/statements/alias.js";
import { Cte } from "../../schema/statements/cte.js";
import { Join, joinedTables } from "../../schema/statements/from-clause.js";
import { Select } from "../../schema/statements/select.js";
import { Values } from "../../schema/statements/values.js";
import type { CompileState } from "./compile-state.js";
import type { DialectParts } from "./dialect-parts.js";
import type { TableName } from "./identifiers.js";

/** The words in a FROM that dialects spell differently. */
export interface FromWords {
  /** The word between a table and its other name, and a space. */
  readonly aliasKeyword: string;
  /** The words before CTEs that read themselves. */
  readonly recursiveKeyword: string;
  /** The words between tables whose rows are matched. */
  readonly innerJoin: string;
}

/** Writes aliases, subqueries, CTEs and joins. */
export class Froms {
  readonly #dialect: DialectParts;
  readonly #words: FromWords;

  constructor(dialect: DialectParts, words: FromWords) {
    this.#dialect = dialect;
    this.#words = words;
  }

  write(clause: Alias | Join, state: CompileState): string {
    if (clause instanceof Cte) return this.#cte(clause, state);
    return clause instanceof Join ? this.#join(clause, state) : this.#alias(clause, state);
  }

  /** The name by which the columns of a table, alias, subquery or CTE are read. */
  nameOf(table: TableName | Alias, state: CompileState): string {
    const { identifiers } = this.#dialect;
    if (!(table instanceof Alias)) return identifiers.table(table);
    const owner = table instanceof Cte ? table.origin : table;
    return identifiers.quote(table.isUnnamed ? state.nameOf(owner, table.name) : table.name);
  }

  #alias(alias: Alias, state: CompileState): string {
    const { element, isLateral } = alias;
    const name = this.nameOf(alias, state);
    const { aliasKeyword } = this.#words;
    if (alias instanceof Values) {
      const rows = this.#dialect.expressions.write(element, state);
      if (alias.isNameless) return `(${rows})`;
      return `${isLateral ? "LATERAL " : ""}(${rows}) ${aliasKeyword}${name} (${this.#columnNames(alias, state)})`;
    }
    if (element instanceof Select || element.kind === "textualSelect") {
      const inner = state.with({ isInside: true, enclosing: isLateral ? state.enclosing : [] });
      return `${isLateral ? "LATERAL " : ""}(${this.#rows(element, inner)}) ${aliasKeyword}${name}`;
    }
    return `${this.#dialect.expressions.write(element, state)} ${aliasKeyword}${name}`;
  }

  #rows(element: ClauseElement, state: CompileState): string {
    return element instanceof Select
      ? this.#dialect.selects.write(element, state, { isTable: true })
      : this.#dialect.expressions.write(element, state);
  }

  /** The name of a CTE, which is written before the statement once. */
  #cte(cte: Cte, state: CompileState): string {
    const name = this.nameOf(cte, state);
    if (state.ctes.has(name)) return name;
    const written = { text: "", isRecursive: cte.isRecursive };
    // A recursive CTE reads itself by its name.
    state.ctes.set(name, written);
    const rows = this.#rows(cte.element, state.with({ isInside: true, enclosing: [] }));
    written.text = `${name}${cte.namesColumns ? `(${this.#columnNames(cte, state)})` : ""} AS \n(${rows})`;
    // Those that it reads come before it.
    state.ctes.delete(name);
    state.ctes.set(name, written);
    return name;
  }

  #columnNames({ columns }: Alias, state: CompileState): string {
    const bare = state.with({ includeTable: false });
    return columns.map((one) => this.#dialect.expressions.write(one, bare)).join(", ");
  }

  /** The CTEs of a statement, which are written before it; they are not written a second time. */
  takeCtes(state: CompileState): string {
    const all = [...state.ctes.values()];
    state.ctes.clear();
    if (all.length === 0) return "";
    const word = all.some(({ isRecursive }) => isRecursive) ? this.#words.recursiveKeyword : "WITH";
    return `${word} ${all.map(({ text }) => text).join(", \n")}\n `;
  }

  #join({ left, right, onclause, isOuter, isFull }: Join, state: CompileState): string {
    const inner = state.with({ isInside: true });
    const { expressions } = this.#dialect;
    const other = expressions.write(right, inner);
    const words = isFull ? "FULL OUTER JOIN" : isOuter ? "LEFT OUTER JOIN" : this.#words.innerJoin;
    const sides = `${expressions.write(left, inner)} ${words} ${right instanceof Join ? `(${other})` : other}`;
    const tables = [...joinedTables(left), ...joinedTables(right)];
    return `${sides} ON ${expressions.condition(onclause, inner.within([...state.enclosing, ...tables]))}`;
  }
}
