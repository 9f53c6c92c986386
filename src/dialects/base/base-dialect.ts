import type { SqlValue } from "../../database/connection.js";
import { showArgument } from "../../schema/arguments/show-argument.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import { type DdlNode, isDdlNode } from "../../schema/ddl/ddl-node.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import type { TextParameter } from "../../schema/elements/text-clause.js";
import { Delete } from "../../schema/statements/delete.js";
import { Insert } from "../../schema/statements/insert.js";
import { Update } from "../../schema/statements/update.js";
import type { Table } from "../../schema/table.js";
import { NullType } from "../../schema/types/null-type.js";
import { type TypeEngine, type TypeInput, toType } from "../../schema/types/type-engine.js";
import type { Capabilities } from "../capabilities.js";
import type { CompareHooks } from "../compare-hooks.js";
import { CompileError } from "../compile-error.js";
import type { CompiledStatement, CompiledTable, CompileOptions, Dialect, ResultValue } from "../dialect.js";
import { UnsupportedError } from "../unsupported-error.js";
import { spaceTabs } from "./clauses/write-text.js";
import type { Columns } from "./columns.js";
import type { Comments } from "./comments.js";
import { CompileState } from "./compile-state.js";
import type { Constraints } from "./constraints.js";
import type { DialectParts } from "./dialect-parts.js";
import type { Expressions } from "./expressions.js";
import type { Identifiers, TableName } from "./identifiers.js";
import type { Indexes } from "./indexes.js";
import type { Literals } from "./literals.js";
import type { RowStatements } from "./row-statements.js";
import type { Selects } from "./selects.js";
import type { Sequences } from "./sequences.js";
import type { Tables } from "./tables.js";
import type { Types } from "./types.js";

/**
 * The base of all dialects. Each family of statements has a part that writes it, and a dialect can replace every part.
 * A dialect from outside of this package begins with {@link PlainDialect}, which has the parts of plain SQL.
 *
 * @example
 * ```ts
 * import { BaseDialect, loadDialect } from "alembic-ts";
 *
 * const dialect = await loadDialect("mysql");
 * if (dialect instanceof BaseDialect) console.log(dialect.identifiers.quoteAlways("order")); // `order`
 * ```
 *
 */
export abstract class BaseDialect implements Dialect, DialectParts {
  abstract readonly name: string;
  abstract readonly implName: string;
  /** What the database can do. */
  abstract readonly capabilities: Capabilities;
  abstract readonly compareHooks: CompareHooks;
  /** Writes names. */
  abstract readonly identifiers: Identifiers;
  /** Writes types. */
  abstract readonly types: Types;
  /** Writes values as literals, and converts values of parameters and results. */
  abstract readonly literals: Literals;
  /** Writes expressions, conditions and texts. */
  abstract readonly expressions: Expressions;
  /** Writes SELECT. */
  abstract readonly selects: Selects;
  /** Writes INSERT, UPDATE and DELETE. */
  abstract readonly rowStatements: RowStatements;
  /** Writes CREATE TABLE, and what changes a table as a whole. */
  abstract readonly tables: Tables;
  /** Writes what changes columns. */
  abstract readonly columns: Columns;
  /** Writes constraints. */
  abstract readonly constraints: Constraints;
  /** Writes indexes. */
  abstract readonly indexes: Indexes;
  /** Writes comments on tables and columns. */
  abstract readonly comments: Comments;
  /** Writes sequences. */
  abstract readonly sequences: Sequences;

  compile(node: ClauseElement, options: CompileOptions = {}): readonly CompiledStatement[] {
    const state = new CompileState(options);
    // A text without parameters has its percent signs doubled as a whole.
    const plain = state.doublesPercents ? new CompileState({ ...options, paramstyle: "named" }) : state;
    const doubled = (sql: string): string => (state.doublesPercents ? sql.replaceAll("%", "%%") : sql);
    if (isDdlNode(node)) return this.schemaChange(node, plain).map((sql) => ({ sql: doubled(sql) }));
    if (state.literalBinds) return [{ sql: doubled(this.statement(node, plain)) }];
    return [state.finish(this.statement(node, state))];
  }

  writesConstraint(constraint: Constraint): boolean {
    return this.constraints.isWritten(constraint);
  }

  compileTable(table: Table): CompiledTable {
    const state = new CompileState({});
    return { elements: this.tables.elements(table, state), options: this.tables.afterTable(table, state) };
  }

  compileExpression(clause: ClauseElement, options: { readonly includeTable?: boolean } = {}): string {
    const includeTable = options.includeTable ?? false;
    return this.expressions.write(clause, new CompileState({ literalBinds: true, includeTable, isSchema: true }));
  }

  compileType(type: TypeInput): string {
    return this.types.write(toType(type));
  }

  castsValues(type: TypeEngine, oldType: TypeEngine): boolean {
    return type.affinity !== oldType.affinity;
  }

  bindValue(value: unknown, type: TypeEngine = new NullType(), name?: string | number): SqlValue {
    try {
      return this.literals.bindValue(value, type);
    } catch (error) {
      if (!(error instanceof CompileError) || name === undefined) throw error;
      throw new CompileError(`Error binding parameter ${name}: ${error.message}`, { cause: error });
    }
  }

  resultValue(value: SqlValue, type: TypeEngine): ResultValue {
    return this.literals.resultValue(value, type);
  }

  renderLiteral(value: unknown, type?: TypeEngine): string {
    return this.literals.render(value, type);
  }

  scriptText(sql: string): string {
    return spaceTabs(sql, this.expressions.textPattern).trim();
  }

  quoteIdentifier(name: string, quote: boolean | null = null): string {
    return this.identifiers.quote(name, quote);
  }

  formatTable(table: TableName): string {
    return this.identifiers.table(table);
  }

  /** The state for expressions inside of the schema: literals, and columns without their table. */
  inSchema(state: CompileState): CompileState {
    return state.with({ literalBinds: true, includeTable: false, isSchema: true });
  }

  /** Writes a value as a literal or as a parameter, as the compilation requires. */
  bindOrLiteral(value: unknown, type: TypeEngine, state: CompileState, hint = "param"): string {
    if (state.literalBinds) return this.literals.render(value, type);
    return this.parameter(state.bindAnonymous(hint, this.literals.bindValue(value, type)), type);
  }

  /**
   * Writes a named parameter, with the value of the call or else its own.
   *
   * @throws {@link CompileError} when it needs a value of the call and has none.
   *
   */
  namedValue(name: string, given: TextParameter, state: CompileState): string {
    if (given.isExpanding === true) {
      const members = this.members(name, given, state);
      if (members.length === 0) return `(${this.expressions.noMembers(given.type)})`;
      return `(${members.map((one) => this.bindOrLiteral(one, given.type, state, name)).join(", ")})`;
    }
    const value = this.#valueOf(name, given, state);
    if (state.literalBinds) return this.literals.render(value, given.type);
    return this.parameter(state.bind(name, this.bindValue(value, given.type, name)), given.type);
  }

  /**
   * Returns the members of a parameter whose value is a list.
   *
   * @throws {@link CompileError} when its value is not a list.
   *
   */
  members(name: string, given: TextParameter, state: CompileState): readonly unknown[] {
    const value = this.#valueOf(name, given, state);
    if (Array.isArray(value)) return value;
    throw new CompileError(`The value of the parameter '${name}' must be a list, not ${showArgument(value)}`);
  }

  #valueOf(name: string, given: TextParameter, state: CompileState): unknown {
    const { values } = state;
    const isGiven = values !== undefined && Object.hasOwn(values, name);
    if (!isGiven && state.given !== undefined && Object.hasOwn(state.given, name)) return state.given[name];
    if (values !== undefined && !isGiven && given.isRequired === true)
      throw new CompileError(`A value is required for bind parameter '${name}'`);
    return isGiven ? values[name] : given.value;
  }

  /** Writes the value of a column as a literal or as a parameter, as the compilation requires. */
  columnValue(value: unknown, type: TypeEngine, state: CompileState, name: string): string {
    if (state.literalBinds) return this.literals.renderStored(value, type);
    return this.parameter(state.bindColumn(name, this.bindValue(value, type, name)), type);
  }

  /** Writes a parameter as the dialect needs it, such as inside a cast. */
  parameter(written: string, _type: TypeEngine): string {
    return written;
  }

  /** A statement that reads or changes rows, or a text. */
  protected statement(node: ClauseElement, state: CompileState): string {
    const written = this.#rowStatement(node, state);
    return this.expressions.takeCtes(state) + written;
  }

  #rowStatement(node: ClauseElement, state: CompileState): string {
    if (node instanceof Insert) return this.rowStatements.insert(node, state);
    if (node instanceof Update) return this.rowStatements.update(node, state);
    if (node instanceof Delete) return this.rowStatements.delete(node, state);
    return this.expressions.write(node, state);
  }

  /** Writes the statements of a schema change. */
  protected schemaChange(node: DdlNode, state: CompileState): readonly string[] {
    switch (node.kind) {
      case "createTable":
        return this.tables.create(node, state);
      case "dropTable":
        return this.tables.drop(node, state);
      case "renameTable":
        return this.tables.rename(node, state);
      case "addColumn":
        return this.columns.add(node, state);
      case "dropColumn":
        return this.columns.drop(node, state);
      case "alterColumn":
        return this.columns.alter(node, state);
      case "addConstraint":
        return this.constraints.add(node, state);
      case "dropConstraint":
        return this.constraints.drop(node, state);
      case "createIndex":
        return this.indexes.create(node, state);
      case "dropIndex":
        return this.indexes.drop(node, state);
      case "setTableComment":
        return this.comments.setTable(node);
      case "dropTableComment":
        return this.comments.dropTable(node);
      case "setColumnComment":
        return this.comments.setColumn(node);
      case "createSequence":
        return this.sequences.create(node);
      case "dropSequence":
        return this.sequences.drop(node);
      case "createSchema":
        return this.sequences.createSchema(node);
      case "dropSchema":
        return this.sequences.dropSchema(node);
      case "createType":
        return this.createType(node.type, state);
      case "dropType":
        return this.dropType(node.type, state);
    }
  }

  /** Writes the statement that creates a named type; throws where there are none. */
  protected createType(type: TypeEngine, _state: CompileState): readonly string[] {
    return this.#refuseType("CREATE TYPE", type);
  }

  /** Writes the statement that drops a named type; throws where there are none. */
  protected dropType(type: TypeEngine, _state: CompileState): readonly string[] {
    return this.#refuseType("DROP TYPE", type);
  }

  #refuseType(construct: string, type: TypeEngine): never {
    throw new UnsupportedError(
      `${this.name} has no ${construct} for ${type.typeName}: only postgresql has named types, so run this only on postgresql`,
      construct,
      this.name,
    );
  }
}
