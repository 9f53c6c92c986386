import { reflectedType } from "../../../dialects/sqlite/reflection/reflected-type.js";
import type { BatchAlterTableOptions } from "../../../operations/batch/batch-alter-table-options.js";
import { ColumnOrder } from "../../../operations/batch/column-order.js";
import { columnRenames } from "../../../operations/batch/column-renames.js";
import { temporaryName } from "../../../operations/batch/temporary-name.js";
import { PositionedAlteration, PositionedColumn } from "../../../operations/lowering/lowered-node.js";
import type { AddColumn } from "../../../schema/ddl/column-nodes.js";
import { CreateIndex, type DropIndex } from "../../../schema/ddl/index-nodes.js";
import type { ClauseElement } from "../../../schema/elements/clause-element.js";
import { Index } from "../../../schema/table-index.js";
import { CommandError } from "../../../support/command-error.js";
import { applyNode, reorder } from "./apply-node.js";
import { copiesOf, type RebuildPlan } from "./rebuild-plan.js";
import type { RebuildSession } from "./rebuild-session.js";
import { type MasterRow, refuseOnDropped, type TableObjects } from "./table-objects.js";
import { placedConstraints } from "./text/draft-constraints.js";
import { readDraft } from "./text/read-draft.js";
import { columnNames, createTableStatement, sameName, type TableDraft } from "./text/table-draft.js";
import { withItems, withTableOptions } from "./text/table-options.js";
import { TextWriter } from "./text/text-writer.js";
import { withTypeChecks } from "./text/type-checks.js";

/** What a batch asks of a table. */
export interface RebuildRequest {
  readonly nodes: readonly ClauseElement[];
  readonly options: BatchAlterTableOptions;
  /** New names of columns that were renamed already. */
  readonly newNames: ReadonlyMap<string, string>;
}

/**
 * Decides all of a rebuild from the statements that the database keeps.
 *
 * @throws {CommandError} when the batch does not fit the table.
 */
export function planRebuild(objects: TableObjects, request: RebuildRequest, session: RebuildSession): RebuildPlan {
  const { nodes, options, newNames } = request;
  const writer = new TextWriter(session.host.dialect, objects.name);
  const start = readDraft(objects, options, session, writer, newNames);
  const knowledge = { typeOf: (column: { readonly type: string }) => reflectedType(column.type) };
  const order = new ColumnOrder(columnNames(start), reorderingOf(options, newNames));
  let names = newNames;
  const current = (name: string): string => names.get(name) ?? name;
  const currentOrNull = (name: string | null): string | null => (name === null ? null : current(name));
  let draft = start;
  for (const node of nodes) {
    const before = columnNames(draft);
    names = namesAtNode(names, node, nodes);
    draft = applyNode(draft, node, writer, knowledge, names);
    const after = columnNames(draft);
    for (const name of before) if (!after.includes(name)) order.drop(name);
    for (const name of after) {
      if (before.includes(name)) continue;
      if (node instanceof PositionedColumn)
        order.add(name, currentOrNull(node.insertBefore), currentOrNull(node.insertAfter));
      else order.add(name, null, null);
    }
    if (node instanceof PositionedAlteration)
      order.move(current(node.columnName), currentOrNull(node.insertBefore), currentOrNull(node.insertAfter));
  }
  draft = withTypeChecks(draft, writer);
  draft = reorder(draft, order.sorted(columnNames(draft)));
  draft = withItems(draft, options.tableArgs ?? [], writer, names);
  draft = withTableOptions(draft, options.tableKwargs ?? {}, writer);
  const temporary = temporaryName(objects.name, objects.taken);
  return {
    tableName: objects.name,
    temporaryName: temporary,
    createTable: createTableStatement(draft, session.table(temporary)),
    ...copiesOf(draft),
    ...planIndexes(objects, { ...request, newNames: names }, { start, draft, writer, session }),
    createTriggers: objects.triggers.map(({ sql, temporary: isTemporary }) => ({
      sql: sql ?? "",
      temporary: isTemporary,
    })),
    checksForeignKeys: (options.reflectArgs ?? []).length > 0 || touchesKeys(nodes, start, draft),
    autoincrement: placedConstraints(draft).some(
      ({ constraint }) => constraint.kind === "primaryKey" && constraint.autoincrement,
    ),
  };
}

/** What stands for a column that there is not. */
const NO_COLUMN = "\0";

/** `partialReordering` in the names of now. It knows columns by their old names; a new one orders nothing, as in Alembic. */
function reorderingOf(
  { partialReordering }: BatchAlterTableOptions,
  newNames: ReadonlyMap<string, string>,
): readonly (readonly string[])[] {
  const fresh = new Set(newNames.values());
  const current = (name: string) => newNames.get(name) ?? (fresh.has(name) ? NO_COLUMN : name);
  return (partialReordering ?? []).map((names) => names.map(current));
}

/** The new names of columns from a change on. The name that a column gave up is that of a new column where one takes it. */
function namesAtNode(
  newNames: ReadonlyMap<string, string>,
  node: ClauseElement,
  nodes: readonly ClauseElement[],
): ReadonlyMap<string, string> {
  if (node.kind !== "addColumn") return newNames;
  const { name } = (node as AddColumn).column;
  if (columnRenames(nodes).some(({ from, isAdded }) => from === name && isAdded)) return newNames;
  return new Map([...newNames].filter(([old]) => old !== name));
}

/** The table as it was and as it is to be, and what texts are written with. */
interface Drafts {
  readonly start: TableDraft;
  readonly draft: TableDraft;
  readonly writer: TextWriter;
  readonly session: RebuildSession;
}

function planIndexes(
  objects: TableObjects,
  { nodes, options, newNames }: RebuildRequest,
  { start, draft, writer, session }: Drafts,
): Pick<RebuildPlan, "createIndexes" | "droppedIndexes"> {
  const read = (options.reflectArgs ?? []).filter((item): item is Index => item instanceof Index);
  const isRead = (name: string): boolean => read.some((index) => sameName(index.name ?? "", name));
  const wanted = new Set(read);
  let kept: readonly MasterRow[] = objects.indexes.filter(({ name }) => !isRead(name));
  const dropped: string[] = [];
  const created: string[] = [];
  const names = columnNames(draft);
  for (const node of nodes) {
    if (node.kind === "dropIndex") {
      const { index, ifExists } = node as DropIndex;
      const name = index.name ?? "";
      const isThere = [...kept, ...wanted].some((one) => sameName(one.name ?? "", name));
      if (!isThere && !ifExists) throw new CommandError(`No such index: '${name}'`);
      kept = kept.filter((row) => !sameName(row.name, name));
      for (const one of wanted) if (sameName(one.name ?? "", name)) wanted.delete(one);
      dropped.push(name);
    } else if (node.kind === "createIndex") {
      created.push(writer.index(node as CreateIndex, names, newNames));
    }
  }
  const gone = columnNames(start).filter((name) => !names.includes(name));
  for (const row of kept) refuseOnDropped(row, gone, objects.name);
  for (const item of options.tableArgs ?? []) {
    if (item instanceof Index && item.table === null)
      throw new CommandError(`Index '${item.name ?? ""}' can't be among tableArgs; use batch.createIndex()`);
  }
  const keptStatements = kept.map(({ sql }) => session.inSchema(sql ?? ""));
  const readStatements = [...wanted].map((index) =>
    session.inSchema(writer.index(new CreateIndex(index), names, newNames)),
  );
  return { createIndexes: [...keptStatements, ...readStatements, ...created], droppedIndexes: dropped };
}

/** Whether a foreign key, or a column that one may be on, is not what it was. */
function touchesKeys(nodes: readonly ClauseElement[], start: TableDraft, draft: TableDraft): boolean {
  if (nodes.some(({ kind }) => kind === "addConstraint" || kind === "dropConstraint" || kind === "unnamedConstraint"))
    return true;
  const kept = draft.columns.filter(({ original, isUnchanged }) => original !== null && isUnchanged);
  return kept.length < start.columns.length || draft.constraints.length !== start.constraints.length;
}
