import type { Column } from "../../schema/column.js";
import type { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import type { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import type { Computed } from "../../schema/defaults/computed.js";
import type { FetchedValue } from "../../schema/defaults/fetched-value.js";
import type { Identity } from "../../schema/defaults/identity.js";
import type { IdentityOptions } from "../../schema/defaults/identity-options.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import type { TextParameter } from "../../schema/elements/text-clause.js";
import type { Select } from "../../schema/statements/select.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import type { Capabilities } from "../capabilities.js";
import type { CompileState } from "./compile-state.js";
import type { Identifiers } from "./identifiers.js";
import type { Literals } from "./literals.js";
import type { Types } from "./types.js";

/**
 * A dialect as its own parts use it. Each part writes one family of statements and calls the others through this
 * interface, so that no part imports another.
 */
export interface DialectParts {
  /** The name of the dialect, such as `postgresql`. */
  readonly name: string;
  readonly capabilities: Capabilities;
  readonly identifiers: Identifiers;
  readonly types: Types;
  readonly literals: Literals;
  readonly expressions: ExpressionWriter;
  readonly selects: SelectWriter;
  readonly tables: TableWriter;
  readonly constraints: ConstraintWriter;
  readonly comments: CommentWriter;

  /**
   * Returns the state for an expression in the schema: values are literals, and columns are written without their
   * table.
   */
  inSchema(state: CompileState): CompileState;
  /** Writes a value as a literal or as a parameter, as the compilation requires. */
  bindOrLiteral(value: unknown, type: TypeEngine, state: CompileState, hint?: string): string;
  /**
   * Writes a named parameter, with the value that comes with the call or else its own.
   *
   * @throws {@link CompileError} when it requires a value of the call and has none.
   */
  namedValue(name: string, given: TextParameter, state: CompileState): string;
  /**
   * Returns the members of a parameter whose value is a list.
   *
   * @throws {@link CompileError} when its value is not a list.
   *
   */
  members(name: string, given: TextParameter, state: CompileState): readonly unknown[];
  /** Writes the value of a column as a literal or as a parameter, as the compilation requires. */
  columnValue(value: unknown, type: TypeEngine, state: CompileState, name: string): string;
  /** Writes a parameter as the dialect needs it, such as inside a cast. */
  parameter(written: string, type: TypeEngine): string;
}

/** The part for expressions, as the other parts use it. */
export interface ExpressionWriter {
  /** Writes any clause of a statement. */
  write(clause: ClauseElement, state: CompileState, hint?: string): string;
  /** The CTEs of a statement, which are written before it; they are not written a second time. */
  takeCtes(state: CompileState): string;
  /** Writes a condition. */
  condition(clause: ClauseElement, state: CompileState): string;
  /** Writes conditions joined with AND after a word such as WHERE; returns an empty text where there are none. */
  conditions(word: string, given: readonly ClauseElement[], state: CompileState): string;
  /** Writes an operand, in parentheses where its operator needs them. */
  operand(clause: ClauseElement, against: string, state: CompileState, hint?: string): string;
}

/** The part for SELECT, as the other parts use it. */
export interface SelectWriter {
  /** Writes a SELECT. */
  write(
    select: Select,
    state: CompileState,
    place?: { readonly outer?: readonly ClauseElement[]; readonly isTable?: boolean },
  ): string;
  /** A column of a result, with its name. */
  labelled(clause: ClauseElement, state: CompileState): string;
}

/** The part for tables, as the other parts use it. */
export interface TableWriter {
  /** Writes the name, type, default and the rest of a column. */
  specification(column: Column, state: CompileState): string;
  /** Writes the value of DEFAULT; returns `null` where there is none. */
  defaultText(serverDefault: FetchedValue | null, state: CompileState): string | null;
  /** Writes `GENERATED ALWAYS AS`, the expression and how its value is kept. */
  computed(computed: Computed, state: CompileState): string;
  /** Writes `GENERATED … AS IDENTITY`. */
  identity(identity: Identity): string;
  /** Writes the options of an identity or a sequence. */
  identityOptions(options: IdentityOptions): string;
}

/** The part for constraints, as the other parts use it. */
export interface ConstraintWriter {
  /** Whether the constraint is written. The CHECK of a type is written only where the database lacks the type. */
  isWritten(constraint: Constraint): boolean;
  /** Writes a constraint; returns `null` where the database does not need it. */
  write(constraint: Constraint, state: CompileState): string | null;
  /** Writes a CHECK after its column. */
  columnCheck(constraint: CheckConstraint, state: CompileState): string;
  /** Writes the MATCH of a foreign key. */
  match(constraint: ForeignKeyConstraint): string;
  /** Writes ON DELETE and ON UPDATE of a foreign key. */
  cascades(constraint: ForeignKeyConstraint, state: CompileState): string;
  /** Writes DEFERRABLE and INITIALLY. */
  deferrability(constraint: Constraint): string;
}

/** The part for comments, as the other parts use it. */
export interface CommentWriter {
  /** Writes a comment as a literal. */
  text(comment: string | null): string;
}
