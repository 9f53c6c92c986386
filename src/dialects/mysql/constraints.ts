import { isTypeBound } from "../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import type { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import type { PrimaryKeyConstraint } from "../../schema/constraints/primary-key-constraint.js";
import type { DropConstraint } from "../../schema/ddl/constraint-nodes.js";
import type { CompileState } from "../base/compile-state.js";
import { Constraints as BaseConstraints } from "../base/constraints.js";
import { CompileError } from "../compile-error.js";
import { UnsupportedError } from "../unsupported-error.js";
import { sharedOption } from "./shared-option.js";

/** Constraints as MySQL writes them. */
export class Constraints extends BaseConstraints {
  /** The keyword for dropping a CHECK. */
  protected readonly checkWord: string = "CHECK";

  override drop({ constraint }: DropConstraint, _state: CompileState): readonly string[] {
    if (isTypeBound(constraint)) return [];
    const table = this.dialect.identifiers.table(this.tableOf(constraint));
    return [`ALTER TABLE ${table} DROP ${this.#dropped(constraint)}`];
  }

  override primaryKey(constraint: PrimaryKeyConstraint, state: CompileState): string | null {
    const text = super.primaryKey(constraint, state);
    const using = sharedOption(constraint, this.dialect.name, "using", state);
    if (text === null || using === null) return text;
    return `${text} USING ${this.dialect.identifiers.quote(String(using))}`;
  }

  override match(constraint: ForeignKeyConstraint): string {
    if (constraint.match === null) return "";
    throw new CompileError(
      "MySQL ignores the 'MATCH' keyword while at the same time causes ON UPDATE/ON DELETE clauses to be ignored.",
    );
  }

  #dropped(constraint: Constraint): string {
    switch (constraint.kind) {
      case "foreignKeyConstraint":
        return `FOREIGN KEY ${this.#name(constraint)}`;
      case "primaryKeyConstraint":
        return "PRIMARY KEY ";
      case "uniqueConstraint":
        return `INDEX ${this.#name(constraint)}`;
      case "checkConstraint":
        return `${this.checkWord} ${this.#name(constraint)}`;
      default:
        throw new UnsupportedError(
          "No generic 'DROP CONSTRAINT' in MySQL - please specify constraint type",
          "dropConstraint",
          this.dialect.name,
        );
    }
  }

  #name(constraint: Constraint): string {
    const name = this.nameOf(constraint);
    if (name === null) {
      throw new CompileError(`Can't emit DROP CONSTRAINT for constraint ${constraint.kind}; it has no name`);
    }
    return name;
  }
}
