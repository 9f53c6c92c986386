import type { ClauseElement } from "../../schema/elements/clause-element.js";
import { ColumnClause } from "../../schema/elements/column-clause.js";
import { Expression, OpaqueElement } from "../../schema/elements/column-element.js";
import { Alias, UnnamedColumn } from "../../schema/statements/alias.js";
import { FromClause, Join, joinedTables } from "../../schema/statements/from-clause.js";
import { nameOfExpression, qualifiedLabel } from "../../schema/statements/row-columns.js";
import { type Compound, type FirstRows, type RowLock, Select } from "../../schema/statements/select.js";
import { selectedColumns } from "../../schema/statements/selected-columns.js";
import { hintComments, hintsFor, wordsFor } from "./clauses/hints-for.js";
import { tablesOf } from "./clauses/tables-of.js";
import type { CompileState } from "./compile-state.js";
import type { DialectParts } from "./dialect-parts.js";

/** Where a SELECT is written. */
export interface SelectPlace {
  /** The tables of the statement around it; default: those of the state. */
  readonly outer?: readonly ClauseElement[];
  /** Whether it is read as a table, so that each column needs its name. */
  readonly isTable?: boolean;
}

/** Writes SELECT statements. */
export class Selects {
  protected readonly dialect: DialectParts;

  constructor(dialect: DialectParts) {
    this.dialect = dialect;
  }

  /** Writes a SELECT. */
  write(select: Select, state: CompileState, place: SelectPlace = {}): string {
    const { parts } = select;
    const { outer = state.enclosing, isTable = false } = place;
    if (parts.given !== null)
      // What a statement gives its parameters also holds for the statements inside of it.
      return this.write(
        new Select(parts.columns, { ...parts, given: null }),
        this.#withGiven(parts.given, state),
        place,
      );
    if (parts.compound !== null) return this.#compound(select, parts.compound, state, { outer, isTable });
    const froms = this.#froms(select, outer);
    const enclosing = state.within([...outer, ...froms.flatMap(joinedTables)]);
    const { capabilities, expressions, name } = this.dialect;
    const hints = hintsFor(parts.hints, name, (table) => this.#nameOf(table, enclosing));
    const inner = enclosing.with({ hints });
    const columns = this.#columns(select, inner, isTable);
    const before = `${hintComments(hints, capabilities)}${wordsFor(parts.prefixes, name)}${this.distinct(select, inner)}${this.beforeColumns(select, inner)}`;
    let text = `SELECT ${before}${columns.join(", ")}`;
    const where = expressions.conditions(" \nWHERE", parts.criteria, inner);
    if (froms.length > 0) text += ` \nFROM ${froms.map((one) => expressions.write(one, inner)).join(", ")}`;
    else text += where === "" ? this.noTable : this.noTableBeforeWhere;
    text += where;
    const named = this.#withLabels(select, froms, inner);
    if (parts.groupBy.length > 0) text += ` GROUP BY ${this.#list(parts.groupBy, named)}`;
    text += expressions.conditions(" \nHAVING", parts.having, inner);
    if (parts.orderBy.length > 0 && !(state.isInside && this.isUnordered(select)))
      text += ` ORDER BY ${this.#order(select, named)}`;
    const suffixes = ` ${wordsFor(parts.suffixes, name)}`.trimEnd();
    return text + this.#firstRows(select, inner) + (parts.lock === null ? "" : this.lock(parts.lock)) + suffixes;
  }

  #withGiven(given: Readonly<Record<string, unknown>>, state: CompileState): CompileState {
    return state.with({ given: { ...given, ...state.given } });
  }

  /** The name of a table of the FROM, for a hint. */
  #nameOf(table: ClauseElement, state: CompileState): string {
    return table instanceof Alias
      ? this.dialect.identifiers.quote(table.isUnnamed ? state.nameOf(table, table.name) : table.name)
      : this.dialect.expressions.write(table, state);
  }

  #firstRows(select: Select, state: CompileState): string {
    return select.parts.fetch === null ? this.limit(select, state) : this.fetch(select.parts.fetch, select, state);
  }

  #compound(select: Select, given: Compound, state: CompileState, place: SelectPlace): string {
    const { parts } = select;
    const inner = state.with({ isInside: true });
    const written = given.selects.map((one) => {
      const text = this.write(one, inner, place);
      const { compound, orderBy, limit, offset, fetch } = one.parts;
      const isWhole = [compound, limit, offset, fetch].some((part) => part !== null) || orderBy.length > 0;
      return isWhole ? `(${text})` : text;
    });
    const labels = new Map(
      select.rowColumns().map(({ name }) => [name, this.dialect.identifiers.quote(name)] as const),
    );
    const order = parts.orderBy.length === 0 ? "" : ` ORDER BY ${this.#list(parts.orderBy, state.with({ labels }))}`;
    return written.join(` ${this.compounds[given.operator]} `) + order + this.#firstRows(select, state);
  }

  /** The words between SELECTs that are put together. */
  protected readonly compounds: Readonly<Record<Compound["operator"], string>> = {
    union: "UNION",
    unionAll: "UNION ALL",
    except: "EXCEPT",
    exceptAll: "EXCEPT ALL",
    intersect: "INTERSECT",
    intersectAll: "INTERSECT ALL",
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
  /** The same where conditions follow. */
  protected get noTableBeforeWhere(): string {
    return this.noTable;
  }

  /** Whether an ORDER BY names labels of the SELECT, and does not repeat their expressions. */
  protected readonly ordersByLabel: boolean = true;

  /** The word for rows that are different. */
  protected distinct({ parts }: Select, _state: CompileState): string {
    return parts.isDistinct ? "DISTINCT " : "";
  }

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

  /** The first rows, as the standard writes them. */
  protected fetch({ count, percent, withTies }: FirstRows, { parts }: Select, state: CompileState): string {
    const number = (clause: ClauseElement): string => this.fetchNumber(this.dialect.expressions.write(clause, state));
    const offset = parts.offset === null ? "" : `\n OFFSET ${number(parts.offset)} ROWS`;
    const unit = percent === true ? " PERCENT" : "";
    return `${offset}\n FETCH FIRST ${number(count)}${unit} ROWS ${withTies === true ? "WITH TIES" : "ONLY"}`;
  }

  /** A number of rows in a FETCH. */
  protected fetchNumber(written: string): string {
    return written;
  }

  /** The LIMIT of a SELECT that has only an OFFSET. */
  protected readonly allRows: string = "ALL";

  /** A column of a result, with its name. */
  labelled(clause: ClauseElement, state: CompileState, isTable = false): string {
    const { expressions, identifiers } = this.dialect;
    if (!(clause instanceof Expression)) return expressions.write(clause, state);
    if (isUnlabelled(clause, this.dialect.capabilities.supportsNativeBoolean) && !isTable)
      return expressions.write(clause, state);
    const { name, isUnnamed } = nameOfExpression(clause);
    // The column gets its number before the parameters inside of it do.
    const label = isUnnamed ? state.nameOf(clause, name) : name;
    return `${expressions.write(clause, state)} AS ${identifiers.quote(label)}`;
  }

  /** The columns of a SELECT; a name that comes a second time gets a number. */
  #columns(select: Select, state: CompileState, isTable: boolean): readonly string[] {
    const { expressions, identifiers } = this.dialect;
    const names = new Set<string>();
    const written = new Set<ClauseElement>();
    return selectedColumns(select).map((one) => {
      if (!(one instanceof ColumnClause)) {
        if (one instanceof Expression && one.node.kind === "label") names.add(one.node.name);
        return this.labelled(one, state, isTable);
      }
      const text = expressions.write(one, state);
      if (one.isLiteral) return text;
      const plain = one instanceof UnnamedColumn ? state.nameOf(one.source, one.name) : one.name;
      const qualified =
        select.parts.labelStyle === "tablenamePlusCol" &&
        !(isTable && one.table instanceof Alias && one.table.isUnnamed)
          ? qualifiedName(one, plain, state)
          : null;
      const own = qualified ?? plain;
      const isAgain = written.has(one);
      const isTaken = names.has(own);
      names.add(own);
      written.add(one);
      if (isAgain) return `${text} AS ${identifiers.quote(state.anonymousName(`${own}_`))}`;
      if (isTaken) return `${text} AS ${identifiers.quote(state.nameOf(one, own))}`;
      if (qualified !== null) return `${text} AS ${identifiers.quote(qualified)}`;
      return isTable && one.table !== null ? `${text} AS ${identifiers.quote(own, one.quote)}` : text;
    });
  }

  /** The state in which names stand for the labels and columns of a SELECT. */
  #withLabels(select: Select, froms: readonly ClauseElement[], state: CompileState): CompileState {
    const { parts } = select;
    const isNeeded = [...parts.groupBy, ...parts.orderBy].some(namesLabel);
    if (!isNeeded) return state;
    const labels = new Map<string, string>();
    const readable = froms.flatMap((one) => (one instanceof FromClause ? one.columns : []));
    for (const one of [...readable, ...selectedColumns(select)]) {
      if (one instanceof Expression && one.node.kind === "label")
        labels.set(one.node.name, this.dialect.identifiers.quote(one.node.name));
    }
    for (const one of [...selectedColumns(select), ...readable])
      if (one instanceof ColumnClause && !labels.has(one.key))
        labels.set(one.key, this.dialect.expressions.write(one, state));
    return state.with({ labels });
  }

  #list(clauses: readonly ClauseElement[], state: CompileState): string {
    return clauses.map((one) => this.dialect.expressions.operand(one, "comma", state)).join(", ");
  }

  /** An ORDER BY, which names a label of the SELECT and does not repeat its expression. */
  #order(select: Select, state: CompileState): string {
    const labels = new Set<ClauseElement>(
      this.ordersByLabel
        ? select.parts.columns.filter((one) => one instanceof Expression && one.node.kind === "label")
        : [],
    );
    const written = (clause: ClauseElement): string => {
      if (clause instanceof Expression) {
        const { node } = clause;
        if (labels.has(clause) && node.kind === "label") return this.dialect.identifiers.quote(node.name);
        const words =
          node.kind === "unary" && Object.hasOwn(directions, node.operator) ? directions[node.operator] : undefined;
        if (node.kind === "unary" && words !== undefined && labels.size > 0 && labelBelow(clause, labels))
          return `${written(node.operand)}${words}`;
      }
      return this.dialect.expressions.operand(clause, "comma", state);
    };
    return select.parts.orderBy.map(written).join(", ");
  }

  #froms(select: Select, outer: readonly ClauseElement[]): readonly ClauseElement[] {
    const { parts } = select;
    const joined = new Set(parts.joins.map(({ target }) => target));
    const lefts = parts.joins.flatMap(({ left }) => (left === null ? [] : [left]));
    const found = new Set<ClauseElement>([
      ...parts.froms,
      ...lefts,
      ...tablesOf([...parts.columns, ...parts.criteria]),
    ]);
    // What a join reads is not read a second time beside it.
    const hidden = new Set([...found].flatMap((one) => (one instanceof Join ? joinedTables(one) : [])));
    const given = new Set(parts.froms);
    const froms = [...found].filter(
      (one) => !(parts.correlated.includes(one) || hidden.has(one) || (joined.has(one) && !given.has(one))),
    );
    const own = froms.filter((one) => !outer.includes(one));
    return this.#joined(select, own.length > 0 || outer.length === 0 ? own : froms);
  }

  /** The FROM with the joins of a SELECT, each beside the table that it is joined with. */
  #joined({ parts }: Select, given: readonly ClauseElement[]): readonly ClauseElement[] {
    const froms = [...given];
    for (const { left, target, onclause, options } of parts.joins) {
      const named = new Set(left === null ? (onclause === null ? [] : tablesOf([onclause])) : [left]);
      const at = froms.findIndex((one) => joinedTables(one).some((table) => named.has(table)));
      const [from] = froms.splice(Math.max(at, 0), 1);
      if (from === undefined) froms.push(target);
      else froms.unshift(new Join(from, target, onclause ?? undefined, options));
    }
    return froms;
  }
}

/** A column's name behind that of its table, as the ORM's queries label it; `null` for a column of no table. */
function qualifiedName({ table }: ColumnClause, name: string, state: CompileState): string | null {
  if (table === null) return null;
  const tableName = table instanceof Alias && table.isUnnamed ? state.nameOf(table, table.name) : table.name;
  return qualifiedLabel(table.schema ?? null, tableName, name);
}

/** The words behind an expression of an ORDER BY. */
const directions: Readonly<Record<string, string>> = {
  asc: " ASC",
  desc: " DESC",
  nullsFirst: " NULLS FIRST",
  nullsLast: " NULLS LAST",
};

function labelBelow(clause: ClauseElement, labels: ReadonlySet<ClauseElement>): boolean {
  if (labels.has(clause)) return true;
  return clause instanceof Expression && clause.node.kind === "unary" && labelBelow(clause.node.operand, labels);
}

/** Whether a clause of an ORDER BY or GROUP BY is the name of a label. */
function namesLabel(clause: ClauseElement): boolean {
  if (clause.kind === "labelReference") return true;
  if (clause instanceof OpaqueElement) return namesLabel(clause.element);
  return clause instanceof Expression && clause.node.kind === "unary" && namesLabel(clause.node.operand);
}

/** Operators before or behind a column of a SELECT, which keeps its own name then. */
function isUnlabelled({ node }: Expression, hasBoolean: boolean): boolean {
  if (node.kind !== "unary" || !(node.operand instanceof ColumnClause)) return false;
  return node.operator !== "not" || hasBoolean;
}
