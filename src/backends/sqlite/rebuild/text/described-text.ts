import { ColumnOrder } from "../../../../operations/batch/column-order.js";
import type { NewNames, TableDescription } from "../../../../operations/batch/rebuild/table-description.js";
import type { UnnamedConstraint } from "../../../../operations/lowering/lowered-node.js";
import type { Column } from "../../../../schema/column.js";
import type { Constraint } from "../../../../schema/constraints/constraint.js";
import type { AlterColumnOptions } from "../../../../schema/ddl/column-nodes.js";
import type { CreateIndex, DropIndex } from "../../../../schema/ddl/index-nodes.js";
import type { Index } from "../../../../schema/table-index.js";
import type { MasterRow } from "../table-objects.js";
import { addColumn, alterColumn, dropColumn } from "./draft-columns.js";
import { addConstraint, dropUnnamedConstraint, placedConstraints, removeConstraint } from "./draft-constraints.js";
import { columnNames, findColumn, sameName, type TableDraft } from "./table-draft.js";
import type { TextWriter } from "./text-writer.js";

/** The description of a table in the database itself. */
export interface TextParts {
  readonly tableName: string;
  /** The parts of its CREATE TABLE. */
  readonly draft: TableDraft;
  /** Its indexes, as the database stores them. */
  readonly indexes: readonly MasterRow[];
  /** Indexes that the script gives with `reflectArgs`. */
  readonly readIndexes: readonly Index[];
  /** Lists of columns that stay together. */
  readonly reordering: readonly (readonly string[])[];
}

/**
 * A table described by the text of its CREATE TABLE, in which every part that a batch does not change stays verbatim.
 */
export class DescribedText implements TableDescription {
  readonly tableName: string;
  readonly order: ColumnOrder;
  readonly #writer: TextWriter;
  #draft: TableDraft;
  #indexes: readonly MasterRow[];
  #readIndexes: readonly Index[];
  readonly #created: CreateIndex[] = [];
  readonly #dropped: string[] = [];
  /** Constraints that were removed with their column. As in Alembic's batches, a script may still drop them afterwards. */
  readonly #gone = new Set<string>();

  constructor({ tableName, draft, indexes, readIndexes, reordering }: TextParts, writer: TextWriter) {
    this.tableName = tableName;
    this.#draft = draft;
    this.#indexes = indexes;
    this.#readIndexes = readIndexes;
    this.#writer = writer;
    this.order = new ColumnOrder(columnNames(draft), reordering);
  }

  /** The parts of the new CREATE TABLE. */
  get draft(): TableDraft {
    return this.#draft;
  }

  /** The indexes that the new table has, and the names of those that were dropped. */
  get indexes(): {
    readonly kept: readonly MasterRow[];
    readonly read: readonly Index[];
    readonly created: readonly CreateIndex[];
    readonly dropped: readonly string[];
  } {
    return { kept: this.#indexes, read: this.#readIndexes, created: this.#created, dropped: this.#dropped };
  }

  columnNamed(name: string): string | undefined {
    return findColumn(this.#draft, name)?.definition.name;
  }

  isTaken(name: string): boolean {
    return this.columnNamed(name) !== undefined;
  }

  addColumn(column: Column): void {
    this.#draft = addColumn(this.#draft, column, this.#writer);
  }

  dropColumn(name: string): void {
    const before = placedConstraints(this.#draft);
    this.#draft = dropColumn(this.#draft, name);
    for (const { constraint } of before)
      if (constraint.name !== null && this.#named(constraint.name).length === 0) this.#gone.add(constraint.name);
  }

  alterColumn(name: string, options: AlterColumnOptions, newNames: NewNames): void {
    this.#draft = alterColumn(this.#draft, name, options, this.#writer, newNames);
  }

  hasConstraint(name: string): boolean {
    return this.#named(name).length > 0 || this.#gone.has(name);
  }

  addConstraint(constraint: Constraint, newNames: NewNames): void {
    this.#draft = addConstraint(this.#draft, constraint, this.#writer, newNames);
  }

  dropConstraint(name: string): void {
    this.#gone.delete(name);
    this.#draft = this.#named(name).reduce(removeConstraint, this.#draft);
  }

  dropUnnamedConstraint(wanted: UnnamedConstraint): void {
    this.#draft = dropUnnamedConstraint(this.#draft, wanted);
  }

  createIndex(node: CreateIndex): void {
    this.#created.push(node);
  }

  dropIndex({ index }: DropIndex): boolean {
    const isOther = (one: { readonly name: string | null }): boolean => !sameName(one.name ?? "", index.name ?? "");
    const [kept, read] = [this.#indexes.filter(isOther), this.#readIndexes.filter(isOther)];
    const isThere = kept.length < this.#indexes.length || read.length < this.#readIndexes.length;
    this.#indexes = kept;
    this.#readIndexes = read;
    this.#dropped.push(index.name ?? "");
    return isThere;
  }

  #named(name: string) {
    return placedConstraints(this.#draft).filter(({ constraint }) => constraint.name === name);
  }
}
