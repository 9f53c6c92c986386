import type { ColumnText } from "../../../dialects/sqlite/text/create-table-text.js";
import { parseCreateTable } from "../../../dialects/sqlite/text/parse-create-table.js";
import { newIndexes, newTable } from "../../../operations/batch/rebuild/new-table.js";
import type { TableModel } from "../../../operations/batch/rebuild/table-model.js";
import { temporaryName } from "../../../operations/batch/temporary-name.js";
import { CreateIndex, type DropIndex } from "../../../schema/ddl/index-nodes.js";
import { CreateTable } from "../../../schema/ddl/table-nodes.js";
import type { ClauseElement } from "../../../schema/elements/clause-element.js";
import { CommandError } from "../../../support/command-error.js";
import { isNumberType, type RebuildPlan } from "./rebuild-plan.js";
import type { RebuildSession } from "./rebuild-session.js";
import { refuseOnDropped, type TableObjects } from "./table-objects.js";
import { withNewNames } from "./text/names-in-text.js";
import { sameName } from "./text/table-draft.js";

/**
 * Decides all of a rebuild from the `sa.Table` that `copyFrom` gives, and keeps what that does not have: triggers and
 * further indexes. {@link planFromObjects} is the planner for a batch without `copyFrom`.
 */
export function planFromModel(
  model: TableModel,
  nodes: readonly ClauseElement[],
  { objects, newNames }: { readonly objects: TableObjects; readonly newNames: ReadonlyMap<string, string> },
  session: RebuildSession,
): RebuildPlan {
  const { dialect, table } = model;
  const temporary = temporaryName(table.name, objects.taken);
  const fresh = newTable(model, temporary);
  const order = model.order.sorted([...model.columns.keys()]);
  const pairs = order.flatMap((key) => {
    const transfer = model.transfers.get(key);
    const column = model.columns.get(key);
    return transfer === undefined || column === undefined ? [] : [{ column, transfer }];
  });
  const droppedIndexes = nodes
    .filter((node): node is DropIndex => node.kind === "dropIndex")
    .map(({ index }) => index.name ?? "");
  const indexes = newIndexes(model);
  const unlisted = objects.indexes.filter(
    ({ name }) => ![...droppedIndexes, ...indexes.map((index) => index.name ?? "")].some((one) => sameName(one, name)),
  );
  for (const name of model.unlistedDrops)
    if (!objects.indexes.some((row) => sameName(row.name, name))) throw new CommandError(`No such index: '${name}'`);
  const before = parseCreateTable(objects.sql)?.columns ?? [];
  const gone = before
    .map(({ name }) => name)
    .filter((name) => !fresh.columns.some((column) => sameName(column.name, name)));
  for (const row of unlisted) refuseOnDropped(row, gone, objects.name);
  const statementsOf = (node: ClauseElement): string[] => dialect.compile(node).map(({ sql }) => sql.trim());
  return {
    tableName: objects.name,
    temporaryName: temporary,
    createTable: statementsOf(new CreateTable(fresh)).join(";\n"),
    // Columns were renamed in the old table already, so both tables have the new names.
    copied: pairs
      .filter(({ column }) => column.computed === null)
      .map(({ column, transfer: { using, casts } }) => ({
        column: column.name,
        source: casts.reduce(
          (value, type) => `CAST(${value} AS ${dialect.compileType(type).replace(/ COLLATE [^\n]*/, "")})`,
          using === null ? session.quote(column.name) : `(${withNewNames(using, newNames)})`,
        ),
      })),
    compared: pairs.map(({ column, transfer }) => ({
      from: column.name,
      to: column.name,
      comparison:
        transfer.using !== null || (column.computed !== null && isGenerated(before, column.name))
          ? "none"
          : transfer.isConverted
            ? "conversion"
            : "value",
      type: dialect.compileType(column.type),
      isNumber: isNumberType(column.type),
      collation: true,
    })),
    createIndexes: [
      ...indexes.flatMap((index) => statementsOf(new CreateIndex(index))),
      ...unlisted.map(({ sql }) => session.inSchema(sql ?? "")),
    ],
    createTriggers: objects.triggers.map(({ sql, temporary: isTemporary }) => ({
      sql: sql ?? "",
      temporary: isTemporary,
    })),
    droppedIndexes,
    checksForeignKeys: true,
    autoincrement: /\bAUTOINCREMENT\b/.test(statementsOf(new CreateTable(fresh)).join(" ")),
  };
}

/** Whether the old column is generated. The values of one that is not are data, which a generated column must not replace. */
function isGenerated(columns: readonly ColumnText[], name: string): boolean {
  const found = columns.find((column) => sameName(column.name, name));
  return found?.constraints.some(({ kind }) => kind === "generated") ?? true;
}
