import { type Column, serverDefaultOf } from "../../../schema/column.js";
import { isTypeBound } from "../../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../../schema/constraints/constraint.js";
import type { AddColumn, AlterColumn, DropColumn } from "../../../schema/ddl/column-nodes.js";
import type { AddConstraint, DropConstraint } from "../../../schema/ddl/constraint-nodes.js";
import type { CreateIndex, DropIndex } from "../../../schema/ddl/index-nodes.js";
import type { ClauseElement } from "../../../schema/elements/clause-element.js";
import { BooleanType } from "../../../schema/types/boolean-type.js";
import { EnumType } from "../../../schema/types/enum-type.js";
import type { TypeEngine } from "../../../schema/types/type-engine.js";
import { CommandError } from "../../../support/command-error.js";
import { PositionedAlteration, PositionedColumn } from "../../lowering/lowered-node.js";
import { type BatchModel, plainCopy } from "./batch-model.js";

/**
 * Applies one change of a batch to the model of its table.
 *
 * @throws {CommandError} when the change does not fit the table.
 */
export function applyToModel(model: BatchModel, node: ClauseElement): void {
  switch (node.kind) {
    case "addColumn":
      addColumn(model, node as AddColumn);
      return;
    case "dropColumn":
      dropColumn(model, (node as DropColumn).columnName);
      return;
    case "alterColumn":
      alterColumn(model, node as AlterColumn);
      return;
    case "addConstraint":
      addConstraint(model, (node as AddConstraint).constraint);
      return;
    case "dropConstraint":
      dropConstraint(model, (node as DropConstraint).constraint);
      return;
    case "createIndex": {
      const { index } = node as CreateIndex;
      model.newIndexes.set(index.name ?? "", node as CreateIndex);
      return;
    }
    case "dropIndex": {
      const { index, ifExists } = node as DropIndex;
      if (!model.indexes.delete(index.name ?? "") && !ifExists) model.unlistedDrops.add(index.name ?? "");
      return;
    }
    case "setTableComment":
    case "dropTableComment":
    case "setColumnComment":
      // The CREATE TABLE of the new table carries them, as far as the columns and the table have them.
      return;
    case "unnamedConstraint":
      throw new CommandError("A constraint without a name can be dropped by its columns only where the table is read");
    default:
      throw new CommandError(
        node.kind === "renameTable"
          ? "A table can't be renamed inside of a batch; use op.renameTable() before or after it"
          : `A batch can't carry out '${node.kind}'`,
      );
  }
}

function existing(model: BatchModel, name: string): Column {
  const column = model.columns.get(name);
  if (column === undefined) throw new CommandError(`Table '${model.table.name}' has no column named '${name}'`);
  return column;
}

function addColumn(model: BatchModel, node: AddColumn): void {
  const isPlaced = node instanceof PositionedColumn;
  model.order.add(node.column.name, isPlaced ? node.insertBefore : null, isPlaced ? node.insertAfter : null);
  // The CHECK of a type comes as a constraint of its own, which has the name that a convention gave it.
  model.columns.set(
    node.column.name,
    plainCopy(node.column, { type: withoutCheck(node.column.type), withIndex: true }),
  );
  model.transfers.delete(node.column.name);
}

function dropColumn(model: BatchModel, name: string): void {
  existing(model, name);
  model.columns.delete(name);
  model.transfers.delete(name);
  model.order.drop(name);
  model.droppedKeyColumns.add(name);
}

function alterColumn(model: BatchModel, node: AlterColumn): void {
  const { columnName, options } = node;
  const before = existing(model, columnName);
  const transfer = model.transfers.get(columnName);
  let type = before.type;
  const { newColumnName, existingType } = options;
  if (newColumnName !== undefined && newColumnName !== columnName) {
    const old = existingType?.forDialect(model.dialect.name);
    if ((old instanceof BooleanType || old instanceof EnumType) && old.name !== null)
      model.namedConstraints.delete(String(old.name));
  }
  if (transfer !== undefined) {
    const using = model.dialect.capabilities.rebuildsTables ? options.sqliteUsing || null : null;
    const cast =
      options.type !== undefined && model.dialect.castsValues(options.type, before.type) ? [options.type] : [];
    model.transfers.set(columnName, {
      column: transfer.column,
      using: using ?? transfer.using,
      casts: using === null ? [...transfer.casts, ...cast] : [],
      isConverted: transfer.isConverted || options.type !== undefined,
    });
  }
  if (options.type !== undefined) {
    type = withoutCheck(options.type);
  }
  const column = plainCopy(before, {
    type,
    name: newColumnName ?? before.name,
    nullable: options.nullable,
    withIndex: true,
  });
  if (options.serverDefault !== undefined) column.serverDefault = serverDefaultOf(options.serverDefault);
  if (options.autoincrement !== undefined) column.autoincrement = options.autoincrement;
  if (options.comment !== undefined) column.comment = options.comment;
  model.columns.set(columnName, column);
  if (node instanceof PositionedAlteration) model.order.move(columnName, node.insertBefore, node.insertAfter);
}

function addConstraint(model: BatchModel, constraint: Constraint): void {
  if (constraint.name === null && !isTypeBound(constraint)) throw new CommandError("Constraint must have a name");
  if (constraint.kind === "primaryKeyConstraint")
    model.unnamedConstraints = model.unnamedConstraints.filter((one) => one !== model.table.primaryKey);
  if (constraint.name === null) model.unnamedConstraints.push(constraint);
  else model.namedConstraints.set(constraint.name, constraint);
}

function dropConstraint(model: BatchModel, constraint: Constraint): void {
  const { name } = constraint;
  if (name === null) {
    if (isTypeBound(constraint)) return;
    throw new CommandError("Constraint must have a name");
  }
  const own = model.columnConstraints.get(name);
  if (own !== undefined) {
    model.columnConstraints.delete(name);
    const column = existing(model, own.column);
    model.columns.set(own.column, withoutConstraint(column, name));
    return;
  }
  const found = model.namedConstraints.get(name);
  if (found === undefined) {
    if (isTypeBound(constraint)) return;
    throw new CommandError(`No such constraint: '${name}'`);
  }
  model.namedConstraints.delete(name);
  if (found.kind === "primaryKeyConstraint")
    for (const key of model.table.primaryKey.columnKeys) {
      const column = model.columns.get(key);
      if (column !== undefined) column.primaryKey = false;
    }
}

function withoutConstraint(column: Column, name: string): Column {
  return plainCopy(column, { without: name, withIndex: true });
}

/** The type without the CHECK that it would bring along. */
function withoutCheck(type: TypeEngine): TypeEngine {
  if (!(type instanceof BooleanType || type instanceof EnumType) || !type.createConstraint) return type;
  return Object.assign(type.copy(), { createConstraint: false });
}
