import type { Column } from "../../schema/column.js";
import { CheckConstraint, isTypeBound } from "../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import type { ExcludeConstraint } from "../../schema/constraints/exclude-constraint.js";
import type { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import type { PrimaryKeyConstraint } from "../../schema/constraints/primary-key-constraint.js";
import type { UniqueConstraint } from "../../schema/constraints/unique-constraint.js";
import type { AddConstraint, DropConstraint } from "../../schema/ddl/constraint-nodes.js";
import { conventionalName, type NamedItem } from "../../schema/names/naming-convention.js";
import type { Table } from "../../schema/table.js";
import { EnumType } from "../../schema/types/enum-type.js";
import { CompileError } from "../compile-error.js";
import { UnsupportedError } from "../unsupported-error.js";
import type { CompileState } from "./compile-state.js";
import type { DialectParts } from "./dialect-parts.js";

/** Writes constraints, inside of CREATE TABLE and by themselves. */
export class Constraints {
  protected readonly dialect: DialectParts;

  constructor(dialect: DialectParts) {
    this.dialect = dialect;
  }

  /** `ALTER TABLE … ADD CONSTRAINT …`. */
  add({ constraint }: AddConstraint, state: CompileState): readonly string[] {
    if (!this.isWritten(constraint)) return [];
    const written = this.write(constraint, state);
    if (written === null) return [];
    return [`ALTER TABLE ${this.dialect.identifiers.table(this.tableOf(constraint))} ADD ${written}`];
  }

  /**
   * `ALTER TABLE … DROP CONSTRAINT …`.
   *
   * @throws {@link CompileError} when the constraint has no name.
   */
  drop(node: DropConstraint, _state: CompileState): readonly string[] {
    const { constraint } = node;
    if (!this.isWritten(constraint)) return [];
    const name = this.nameOf(constraint);
    if (name === null) {
      throw new CompileError(`Can't emit DROP CONSTRAINT for constraint ${describe(constraint)}; it has no name`);
    }
    const table = this.dialect.identifiers.table(this.tableOf(constraint));
    const ifExists = node.ifExists ? "IF EXISTS " : "";
    return [`ALTER TABLE ${table} DROP CONSTRAINT ${ifExists}${name}${node.cascade ? " CASCADE" : ""}`];
  }

  /** Whether the constraint is written. The CHECK of a type is written only where the database lacks the type. */
  isWritten(constraint: Constraint): boolean {
    if (!(constraint instanceof CheckConstraint) || constraint.typeBound === null) return true;
    const { typeBound } = constraint;
    const type = this.dialect.types.resolve(typeBound);
    if (type.affinity !== typeBound.affinity) return false;
    if (type instanceof EnumType) return !type.nativeEnum || !this.dialect.capabilities.supportsNativeEnum;
    return !this.dialect.capabilities.supportsNativeBoolean && this.dialect.capabilities.checksBooleans;
  }

  /** Writes a constraint; `null` when the database does not need it. */
  write(given: Constraint, state: CompileState): string | null {
    const constraint = given as TableConstraint;
    switch (constraint.kind) {
      case "primaryKeyConstraint":
        return this.primaryKey(constraint, state);
      case "uniqueConstraint":
        return this.unique(constraint, state);
      case "checkConstraint":
        return this.check(constraint, state);
      case "foreignKeyConstraint":
        return this.foreignKey(constraint, state);
      case "excludeConstraint":
        return this.exclude(constraint, state);
      default:
        throw unknownKind(constraint);
    }
  }

  /** Writes a CHECK after its column. */
  columnCheck(constraint: CheckConstraint, state: CompileState): string {
    return this.check(constraint, state);
  }

  primaryKey(constraint: PrimaryKeyConstraint, _state: CompileState): string | null {
    if (constraint.columns.length === 0) return null;
    return `${this.preamble(constraint)}PRIMARY KEY ${this.primaryKeyOptions(constraint)}(${this.names(this.primaryKeyColumns(constraint))})${this.deferrability(constraint)}`;
  }

  unique(constraint: UniqueConstraint, _state: CompileState): string | null {
    if (constraint.columns.length === 0) return null;
    return `${this.preamble(constraint)}UNIQUE ${this.uniqueOptions(constraint)}(${this.names(constraint.columns)})${this.deferrability(constraint)}`;
  }

  check(constraint: CheckConstraint, state: CompileState): string {
    const condition = this.dialect.expressions.write(constraint.sqltext, this.dialect.inSchema(state));
    return `${this.preamble(constraint)}CHECK (${condition})${this.deferrability(constraint)}`;
  }

  foreignKey(constraint: ForeignKeyConstraint, state: CompileState): string | null {
    return (
      this.preamble(constraint) +
      this.foreignKeyBody(constraint) +
      this.match(constraint) +
      this.cascades(constraint, state) +
      this.deferrability(constraint)
    );
  }

  protected exclude(constraint: ExcludeConstraint, _state: CompileState): string {
    throw new UnsupportedError(
      `Compiler for ${this.dialect.name} can't render element of type ExcludeConstraint; only postgresql has EXCLUDE constraints, so create this one only on postgresql`,
      `ExcludeConstraint ${constraint.name ?? ""}`.trim(),
      this.dialect.name,
    );
  }

  /** `CONSTRAINT name`, when it has a name. */
  preamble(constraint: Constraint): string {
    const name = this.nameOf(constraint);
    return name === null ? "" : `CONSTRAINT ${name} `;
  }

  /** Writes the name; returns `null` when neither the script nor a naming convention has one. */
  nameOf(constraint: Constraint): string | null {
    if (constraint.name !== null)
      return this.dialect.identifiers.constraint(constraint as Constraint & { name: string });
    const { table } = constraint;
    if (table === null || !("columns" in constraint) || !isTypeBound(constraint)) return null;
    const name = conventionalName(constraint as unknown as NamedItem, table);
    return name === null ? null : this.dialect.identifiers.constraint({ name, nameIsFinal: true });
  }

  protected foreignKeyBody(constraint: ForeignKeyConstraint): string {
    const { identifiers } = this.dialect;
    const local = this.names(constraint.columns);
    const remote = constraint.referredColumnNames.map((name, at) => {
      const column = constraint.elements[at]?.column;
      return identifiers.quote(name, column?.quote ?? null);
    });
    return `FOREIGN KEY(${local}) REFERENCES ${this.remoteTable(constraint)} (${remote.join(", ")})`;
  }

  /** The table that a foreign key refers to. */
  protected remoteTable(constraint: ForeignKeyConstraint): string {
    const { schema, table } = constraint.referredTableName;
    const known = constraint.referredTable;
    return this.dialect.identifiers.table(known ?? { name: table, schema });
  }

  match(constraint: ForeignKeyConstraint): string {
    return constraint.match === null ? "" : ` MATCH ${this.dialect.identifiers.phrase(constraint.match)}`;
  }

  cascades(constraint: ForeignKeyConstraint, state: CompileState): string {
    return this.onDelete(constraint) + this.onUpdate(constraint, state);
  }

  protected onDelete({ ondelete }: ForeignKeyConstraint): string {
    return ondelete === null ? "" : ` ON DELETE ${this.dialect.identifiers.phrase(ondelete)}`;
  }

  protected onUpdate({ onupdate }: ForeignKeyConstraint, _state: CompileState): string {
    return onupdate === null ? "" : ` ON UPDATE ${this.dialect.identifiers.phrase(onupdate)}`;
  }

  deferrability({ deferrable, initially }: Constraint): string {
    const when = initially === null ? "" : ` INITIALLY ${this.dialect.identifiers.phrase(initially)}`;
    return (deferrable === null ? "" : deferrable ? " DEFERRABLE" : " NOT DEFERRABLE") + when;
  }

  protected primaryKeyOptions(_constraint: PrimaryKeyConstraint): string {
    return "";
  }
  protected uniqueOptions(_constraint: UniqueConstraint): string {
    return "";
  }

  /** Returns the columns of a key. In an implicit key, the autoincrement column comes first. */
  protected primaryKeyColumns(constraint: PrimaryKeyConstraint): readonly Column[] {
    const first = constraint.isImplicit ? constraint.autoincrementColumn : null;
    if (first === null) return constraint.columns;
    return [first, ...constraint.columns.filter((column) => column !== first)];
  }

  names(columns: readonly Column[]): string {
    return columns.map((column) => this.dialect.identifiers.quote(column.name, column.quote)).join(", ");
  }

  /**
   * The table of a constraint.
   *
   * @throws {@link CompileError} when it is in none.
   */
  protected tableOf(constraint: Constraint): Table {
    if (constraint.table === null) throw new CompileError(`Constraint ${describe(constraint)} belongs to no table`);
    return constraint.table;
  }
}

function describe(constraint: Constraint): string {
  return constraint.name ?? constraint.kind;
}

function unknownKind(constraint: never): CompileError {
  return new CompileError(`Unknown kind of constraint: ${(constraint as Constraint).kind}`);
}

/** Every constraint of a table. A `switch` over `kind` that lacks one of them does not compile. */
type TableConstraint =
  | PrimaryKeyConstraint
  | UniqueConstraint
  | ForeignKeyConstraint
  | CheckConstraint
  | ExcludeConstraint;
