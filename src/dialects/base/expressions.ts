import type { ClauseElement } from "../../schema/elements/clause-element.js";
import type { ColumnClause } from "../../schema/elements/column-clause.js";
import { Expression } from "../../schema/elements/column-element.js";
import { decidedClauses } from "../../schema/elements/decided-clauses.js";
import type { NamedSequence, NodeOf } from "../../schema/elements/expression-node.js";
import { UnnamedColumn } from "../../schema/statements/alias.js";
import { Values } from "../../schema/statements/values.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { CompileError } from "../compile-error.js";
import { UnsupportedError } from "../unsupported-error.js";
import type { Clause } from "./clauses/clause.js";
import { hintedTable } from "./clauses/hints-for.js";
import { hintOf, isBare, isWhole } from "./clauses/is-constant.js";
import { needsParentheses } from "./clauses/needs-parentheses.js";
import { type BitwiseOperator, isInfix, spellings, symbols } from "./clauses/operators.js";
import { writeCase } from "./clauses/write-case.js";
import { writeMembership } from "./clauses/write-membership.js";
import { commonPattern, writeText } from "./clauses/write-text.js";
import { writeUnary } from "./clauses/write-unary.js";
import { writeWindow } from "./clauses/write-window.js";
import type { CompileState } from "./compile-state.js";
import type { DialectParts } from "./dialect-parts.js";
import { Froms, type FromWords } from "./froms.js";
import { Functions } from "./functions.js";

/** Writes expressions. A dialect overrides those that it spells differently. */
export class Expressions implements FromWords {
  protected readonly dialect: DialectParts;
  protected readonly functions: Functions;
  readonly #froms: Froms;

  constructor(dialect: DialectParts, functions: Functions = new Functions()) {
    this.dialect = dialect;
    this.functions = functions;
    this.#froms = new Froms(dialect, this);
  }

  /** Writes any clause of a statement. */
  write(given: ClauseElement, state: CompileState, hint = "param"): string {
    const clause = given as Clause;
    switch (clause.kind) {
      case "expression":
        return this.expression(clause, state, hint);
      case "column":
      case "schemaColumn":
        return this.column(clause, state);
      case "text":
        return writeText(clause, state, this.textPattern, (given, name) => this.dialect.namedValue(name, given, state));
      case "opaque":
      case "textualSelect":
        return this.write(clause.element, state, hint);
      case "customElement":
        return clause.writeFor(this.dialect.name, (one) => this.write(one, state));
      case "collation":
        return this.dialect.identifiers.collation(clause.collation);
      case "select":
        return this.dialect.selects.write(clause, state);
      case "table":
      case "schemaTable":
        return hintedTable(this.dialect.identifiers.table(clause), clause, state, this.dialect.capabilities);
      case "alias":
      case "cte":
      case "join":
        return hintedTable(this.#froms.write(clause, state), clause, state, this.dialect.capabilities);
      case "valuesRows": {
        const inner = clause.isLiteral ? state.with({ literalBinds: true }) : state;
        const rows = clause.rows.map((row) => row.map((one) => this.write(one, inner)).join(", "));
        return `VALUES ${rows.map((row) => `(${row})`).join(", ")}`;
      }
      case "labelReference": {
        const found = state.labels?.get(clause.name);
        if (found !== undefined) return found;
        throw new CompileError(
          `Can't resolve label reference for ORDER BY / GROUP BY / DISTINCT etc. Textual SQL expression '${clause.name}' should be explicitly declared as text('${clause.name}')`,
        );
      }
      default:
        throw new CompileError(`A ${kindOf(clause)} cannot be part of an expression`);
    }
  }

  /**
   * The quoted pieces of a text, in which a colon does not begin a parameter, its escaped colons and its parameters.
   */
  readonly textPattern: RegExp = commonPattern;

  readonly aliasKeyword: string = "AS ";
  readonly recursiveKeyword: string = "WITH RECURSIVE";
  readonly innerJoin: string = "JOIN";

  /** Writes a condition; a boolean value is one by itself only where there is a boolean type. */
  condition(clause: ClauseElement, state: CompileState): string {
    return isBare(clause) && !this.dialect.capabilities.supportsNativeBoolean
      ? `${this.write(clause, state)} = 1`
      : this.write(clause, state);
  }

  /** Writes conditions joined with AND after a word such as WHERE; returns an empty text where there are none. */
  conditions(word: string, given: readonly ClauseElement[], state: CompileState): string {
    const clauses = decidedClauses("and", given);
    const [only] = clauses;
    if (only === undefined) return "";
    if (clauses.length === 1) return `${word} ${this.condition(only, state)}`;
    return `${word} ${clauses.map((clause) => this.operand(clause, "and", state)).join(" AND ")}`;
  }

  /** Writes an operand, in parentheses where its operator needs them. */
  operand(clause: ClauseElement, against: string, state: CompileState, hint = "param"): string {
    if ((against === "and" || against === "or") && isBare(clause)) return this.condition(clause, state);
    const written = this.write(clause, state, hint);
    return needsParentheses(clause, against) ? `(${written})` : written;
  }

  protected column(column: ColumnClause, state: CompileState): string {
    const { identifiers } = this.dialect;
    if (column.isLiteral) return identifiers.column(column);
    const { table } = column;
    const hasTable = state.includeTable && table !== null && !(table instanceof Values && table.isNameless);
    // The table gets its number before the column does.
    const before = !hasTable ? "" : `${this.#froms.nameOf(table, state)}.`;
    if (!(column instanceof UnnamedColumn)) return before + identifiers.column(column);
    return before + identifiers.quote(state.nameOf(column.source, column.name));
  }

  /** The CTEs of a statement, which are written before it; they are not written a second time. */
  takeCtes(state: CompileState): string {
    return this.#froms.takeCtes(state);
  }

  protected expression(clause: Expression, state: CompileState, hint: string): string {
    const { node } = clause;
    switch (node.kind) {
      case "bind":
        if (node.inline) return this.dialect.literals.renderStored(node.value, clause.type);
        if (node.name !== null) return this.dialect.namedValue(node.name, { ...node, type: clause.type }, state);
        return this.dialect.bindOrLiteral(node.value, clause.type, state, hint);
      case "null":
        return "NULL";
      case "true":
      case "false":
        return this.dialect.literals.boolean(node.kind === "true");
      case "binary":
        return this.#operation(node, clause.type, state);
      case "unary":
        return writeUnary(node, this, this.dialect, state);
      case "list":
        if (node.clauses.length === 0)
          throw new CompileError(`sa.${node.operator}() without conditions cannot be used as a condition`);
        return state.inOperation(() =>
          node.clauses.map((one) => this.operand(one, node.operator, state, hint)).join(spellings[node.operator]),
        );
      case "function":
        return this.functions.write(
          node.path,
          node.args,
          (one, name) => this.write(one, state, name),
          this.dialect.identifiers,
        );
      case "cast":
        return this.cast(node, clause.type, state);
      case "case":
        return writeCase(node, this, state);
      case "coerce":
        return this.write(node.clause, state, hint);
      case "label":
        return this.write(node.element, state, hint);
      case "extract":
        return this.extract(node.field, node.expression, state);
      case "tuple":
        return `(${node.clauses.map((one) => this.write(one, state, hint)).join(", ")})`;
      case "array":
        return this.array(
          node.clauses.map((one) => this.write(one, state, hint)),
          clause.type,
        );
      case "subquery":
        return `(${this.write(node.select, state)})`;
      case "nextValue":
        return this.nextValue(node.sequence);
      case "over":
        return `${this.write(node.element, state, hint)} OVER (${writeWindow(node, this, state)})`;
      case "filter":
        return `${this.write(node.element, state, hint)} FILTER (${this.conditions("WHERE", node.criteria, state)})`;
      case "withinGroup":
        return `${this.write(node.element, state, hint)} WITHIN GROUP (ORDER BY ${node.orderBy.map((one) => this.operand(one, "comma", state)).join(", ")})`;
    }
  }

  #operation(node: NodeOf<"binary">, type: TypeEngine, state: CompileState): string {
    if (node.operator === "jsonGetitem" || node.operator === "jsonPathGetitem") return this.jsonItem(node, type, state);
    const symbol = symbols[node.operator];
    if (symbol !== undefined) return this.eager(node, symbol, state);
    const isOperator = node.operator === "concat" ? this.concatIsOperator : isInfix(node.operator);
    return isOperator ? state.inOperation(() => this.binary(node, state)) : this.binary(node, state);
  }

  /** Writes an operator whose precedence differs between databases: in parentheses if it is part of another operation. */
  protected eager(node: NodeOf<"binary">, symbol: string, state: CompileState): string {
    const { isInOperation } = state;
    const written = state.inOperation(() => this.operands(node, state).join(symbol));
    return isInOperation ? `(${written})` : written;
  }

  /** Writes both sides of an operator. */
  protected operands(node: NodeOf<"binary">, state: CompileState): readonly [left: string, right: string] {
    const hint = hintOf(node.left);
    return [this.operand(node.left, node.operator, state, hint), this.operand(node.right, node.operator, state, hint)];
  }

  /**
   * Writes an index into JSON, by a key, a number or a path, as a value of a type.
   *
   * @throws {@link CompileError} when the dialect has no JSON.
   */
  protected jsonItem(_node: NodeOf<"binary">, _type: TypeEngine, _state: CompileState): string {
    throw new CompileError(
      `paths into JSON are not supported for ${this.dialect.name}; write the expression as sa.text()`,
    );
  }
  /**
   * Writes the index of an array.
   *
   * @throws {@link CompileError} when the dialect has no arrays.
   */
  protected item(_node: NodeOf<"binary">, _left: string, _right: string): string {
    throw new CompileError(`${this.dialect.name} has no arrays`);
  }
  /**
   * Writes an array of values.
   *
   * @throws {@link CompileError} when the dialect has no arrays.
   */
  protected array(_values: readonly string[], _type: TypeEngine): string {
    throw new CompileError(`${this.dialect.name} has no arrays`);
  }

  protected binary(node: NodeOf<"binary">, state: CompileState): string {
    const hint = hintOf(node.left);
    if (node.operator === "concat") return this.concat(this.#concatenated(node, state, hint));
    const left = this.operand(node.left, node.operator, state, hint);
    if (node.operator === "in" || node.operator === "notIn")
      return writeMembership(node, left, this, this.dialect, state, hint);
    const right = this.operand(node.right, node.operator, state, hint);
    const escaped = (written: string): string =>
      node.escape === undefined || node.escape === null
        ? written
        : `${written} ESCAPE ${this.dialect.literals.string(node.escape)}`;
    switch (node.operator) {
      case "getitem":
        return this.item(node, left, right);
      case "custom":
        return `${left} ${node.symbol ?? ""} ${right}`;
      case "between":
      case "notBetween":
        return `${left}${spellings[node.operator]}${this.#bounds(node.right, state, hint)}`;
      case "like":
      case "notLike":
        return escaped(`${left}${spellings[node.operator]}${right}`);
      case "ilike":
      case "notIlike":
        return escaped(this.ilike(left, right, node.operator === "notIlike"));
      case "truediv":
        return this.divide(left, right);
      case "floordiv":
        return this.floorDivide(left, right, isWhole(node.right));
      case "regexpMatch":
      case "notRegexpMatch":
        return this.regexpMatch(left, right, this.#flags(node), node.operator === "notRegexpMatch");
      case "regexpReplace":
        return this.regexpReplace(left, this.#parts(node.right, state, hint), this.#flags(node));
      case "bitwiseAnd":
      case "bitwiseOr":
      case "bitwiseXor":
      case "bitwiseLshift":
      case "bitwiseRshift":
        return this.bitwise(node.operator, left, right);
      case "mod":
        return `${left}${state.doublesPercents ? " %% " : " % "}${right}`;
      case "isDistinctFrom":
      case "isNotDistinctFrom":
        return this.distinctness(left, right, node.operator === "isNotDistinctFrom");
      default:
        return `${left}${spellings[node.operator]}${right}`;
    }
  }

  /**
   * Writes a condition that a regular expression is found in a value; its flags are a literal.
   *
   * @throws {@link CompileError} when the dialect has no regular expressions.
   */
  protected regexpMatch(_left: string, _pattern: string, _flags: string | null, _isNot: boolean): string {
    throw new CompileError(`${this.dialect.name} dialect does not support regular expressions`);
  }
  /**
   * Writes the replacement of what a regular expression matches: its pattern and the replacement, and its flags.
   *
   * @throws {@link CompileError} when the dialect has nothing for it.
   */
  protected regexpReplace(_left: string, _parts: readonly [string, string], _flags: string | null): string {
    throw new CompileError(`${this.dialect.name} dialect does not support regular expression replacements`);
  }
  /** Writes an operator on the bits of two numbers. */
  protected bitwise(operator: BitwiseOperator, left: string, right: string): string {
    return `${left}${spellings[operator]}${right}`;
  }
  bitwiseNot(operand: string): string {
    return `~${operand}`;
  }
  protected ilike(left: string, right: string, isNot: boolean): string {
    return `lower(${left})${isNot ? " NOT LIKE " : " LIKE "}lower(${right})`;
  }
  /** Division keeps the fraction, even where the database's own does not. */
  protected divide(left: string, right: string): string {
    return `${left} / CAST(${right} AS NUMERIC)`;
  }
  /** Division without the fraction. */
  protected floorDivide(left: string, right: string, isWholeNumber: boolean): string {
    return isWholeNumber ? `${left} / ${right}` : `FLOOR(${this.divide(left, right)})`;
  }
  /** Whether SQLAlchemy writes the joining of texts by its general rule for operators. */
  protected readonly concatIsOperator: boolean = true;

  protected concat(parts: readonly string[]): string {
    return parts.join(" || ");
  }
  protected distinctness(left: string, right: string, isSame: boolean): string {
    return `${left} IS ${isSame ? "NOT " : ""}DISTINCT FROM ${right}`;
  }
  /** A SELECT of no rows, for `IN ()`. */
  emptySet(_columns: number): string | undefined {
    return undefined;
  }
  /** The keyword before the rows of `tuple IN (…)`. */
  readonly rowsKeyword: string = "";

  /** A SELECT of no rows, for a list without members in a text. */
  noMembers(_type: TypeEngine): string {
    return "SELECT 1 WHERE 1!=1";
  }

  /** The next value of a sequence. */
  protected nextValue(sequence: NamedSequence): string {
    throw new UnsupportedError(
      `Dialect '${this.dialect.name}' does not support sequence increments; '${sequence.name}' has no next value here, so use an identity or set the number yourself`,
      "Sequence",
      this.dialect.name,
    );
  }

  /** Whether there is a CAST that gives NULL for values that have no such type. */
  protected readonly hasTryCast: boolean = false;

  protected cast(node: NodeOf<"cast">, type: TypeEngine, state: CompileState): string {
    if (node.tryCast && !this.hasTryCast)
      throw new UnsupportedError(
        `${this.dialect.name} has no TRY_CAST; use sa.cast(), or write the statement as text`,
        "tryCast",
        this.dialect.name,
      );
    const clause = this.write(node.clause, state);
    return `${node.tryCast ? "TRY_CAST" : "CAST"}(${clause} AS ${this.dialect.types.write(type)})`;
  }

  protected extract(field: string, expression: ClauseElement, state: CompileState): string {
    return `EXTRACT(${field} FROM ${this.write(expression, state)})`;
  }

  #concatenated(node: NodeOf<"binary">, state: CompileState, hint: string): readonly string[] {
    return [node.left, node.right].flatMap((one) =>
      one instanceof Expression && one.node.kind === "binary" && one.node.operator === "concat"
        ? this.#concatenated(one.node, state, hintOf(one.node.left))
        : [this.operand(one, "concat", state, hint)],
    );
  }

  #flags({ flags }: NodeOf<"binary">): string | null {
    return flags === undefined || flags === null ? null : this.dialect.literals.string(flags);
  }

  /** The pattern and the replacement of a regular expression. */
  #parts(right: ClauseElement, state: CompileState, hint: string): readonly [string, string] {
    const { clauses } = (right as Expression).node as NodeOf<"list">;
    return clauses.map((one) => this.operand(one, "comma", state, hint)) as unknown as [string, string];
  }

  #bounds(right: ClauseElement, state: CompileState, hint: string): string {
    const node = (right as Expression).node as NodeOf<"list">;
    return node.clauses.map((one) => this.operand(one, "and", state, hint)).join(" AND ");
  }
}

/** The kind of a clause that no case takes. */
function kindOf(clause: never): string {
  return (clause as ClauseElement).kind;
}
