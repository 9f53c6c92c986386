import { DropConstraint } from "../../../schema/ddl/constraint-nodes.js";
import { CreateIndex } from "../../../schema/ddl/index-nodes.js";
import { DropTable, RenameTable } from "../../../schema/ddl/table-nodes.js";
import type { ClauseElement } from "../../../schema/elements/clause-element.js";
import { ColumnClause } from "../../../schema/elements/column-clause.js";
import type { ColumnElement } from "../../../schema/elements/column-element.js";
import { Insert } from "../../../schema/statements/insert.js";
import { Select } from "../../../schema/statements/select.js";
import { createTableNodes } from "../../lowering/lower-table.js";
import type { LoweringContext } from "../../lowering/lowering.js";
import { temporaryName } from "../temporary-name.js";
import { newIndexes, newTable } from "./new-table.js";
import type { TableModel } from "./table-model.js";

/** The statements of a rebuild, in Alembic's order. */
export interface RebuildStatements {
  /** Makes the new table. */
  readonly create: readonly ClauseElement[];
  /** Fills it and removes the old one. */
  readonly move: readonly ClauseElement[];
  /** Removes the new table, when that failed. */
  readonly undo: readonly ClauseElement[];
  /** Puts it in the old one's place. */
  readonly finish: readonly ClauseElement[];
}

/** The statements of a rebuild that any database takes. */
export function rebuildStatements(model: TableModel, context: LoweringContext): RebuildStatements {
  const { table: old, dialect } = model;
  const fresh = newTable(model, temporaryName(old.name));
  const before = dialect.capabilities.dropsConstraintsBeforeRebuild
    ? old.constraints.filter(({ name }) => name !== null && model.namedConstraints.has(name))
    : [];
  const order = model.order.sorted([...model.columns.keys()]);
  const transfers = order.flatMap((key) => {
    const transfer = model.transfers.get(key);
    return transfer === undefined ? [] : [{ name: model.columns.get(key)?.name ?? key, ...transfer }];
  });
  const select = new Select(
    transfers.map(({ column, using, casts }) => {
      if (using === null && casts.length === 0) return column;
      const given = using === null ? column : new ColumnClause(`(${using})`, column.type, { isLiteral: true });
      return casts.reduce<ColumnElement>((value, type) => value.cast(type), given).label(column.name);
    }),
  );
  return {
    create: [...before.map((constraint) => new DropConstraint(constraint)), ...createTableNodes(fresh, context)],
    move: [
      new Insert(fresh).fromSelect(
        transfers.map(({ name }) => name),
        select,
      ),
      new DropTable(old),
    ],
    undo: [new DropTable(fresh)],
    finish: [
      new RenameTable(temporaryName(old.name), old.name, { schema: old.schema }),
      ...newIndexes(model).map((index) => new CreateIndex(index)),
    ],
  };
}
