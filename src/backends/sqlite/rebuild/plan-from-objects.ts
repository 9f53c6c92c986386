import type { BatchAlterTableOptions } from "../../../operations/batch/batch-alter-table-options.js";
import { applyChanges } from "../../../operations/batch/rebuild/table-description.js";
import { temporaryName } from "../../../operations/batch/temporary-name.js";
import { CreateIndex } from "../../../schema/ddl/index-nodes.js";
import type { ClauseElement } from "../../../schema/elements/clause-element.js";
import { Index } from "../../../schema/table-index.js";
import { CommandError } from "../../../support/command-error.js";
import { copiesOf, type RebuildPlan } from "./rebuild-plan.js";
import type { RebuildSession } from "./rebuild-session.js";
import { refuseOnDropped, type TableObjects } from "./table-objects.js";
import { DescribedText, type TextParts } from "./text/described-text.js";
import { placedConstraints } from "./text/draft-constraints.js";
import { readDraft } from "./text/read-draft.js";
import { columnNames, createTableStatement, reorder, sameName, type TableDraft } from "./text/table-draft.js";
import { withItems, withTableOptions } from "./text/table-options.js";
import { TextWriter } from "./text/text-writer.js";
import { withTypeChecks } from "./text/type-checks.js";

/** The changes of a batch to a table. */
export interface RebuildRequest {
  readonly nodes: readonly ClauseElement[];
  readonly options: BatchAlterTableOptions;
  /** New names of columns that are renamed already. */
  readonly newNames: ReadonlyMap<string, string>;
}

/**
 * Decides all of a rebuild from the statements that the database keeps, so that the new table has every word of the old
 * one that the batch does not change: comments, spellings of types, clauses that no model has. {@link planFromModel} is
 * the other planner: with `copyFrom` the script's own `sa.Table` replaces those statements, and Alembic writes the whole
 * table from it.
 *
 * @throws {CommandError} when the batch does not fit the table.
 */
export function planFromObjects(objects: TableObjects, request: RebuildRequest, session: RebuildSession): RebuildPlan {
  const { nodes, options, newNames } = request;
  const writer = new TextWriter(session.host.dialect, objects.name);
  const start = readDraft(objects, options, session, writer, newNames);
  const described = new DescribedText(
    {
      tableName: objects.name,
      draft: start,
      ...indexesOf(objects, options),
      reordering: reorderingOf(options, newNames),
    },
    writer,
  );
  const names = applyChanges(described, nodes, newNames);
  let { draft } = described;
  draft = withTypeChecks(draft, writer);
  draft = reorder(draft, described.order.sorted(columnNames(draft)));
  draft = withItems(draft, options.tableArgs ?? [], writer, names);
  draft = withTableOptions(draft, options.tableKwargs ?? {}, writer);
  const temporary = temporaryName(objects.name, objects.taken);
  return {
    tableName: objects.name,
    temporaryName: temporary,
    createTable: createTableStatement(draft, session.table(temporary)),
    ...copiesOf(draft),
    ...planIndexes(described, { ...request, newNames: names }, { start, draft, writer, session }),
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

/** A placeholder for a column that does not exist. */
const NO_COLUMN = "\0";

/**
 * `partialReordering` with the current names. It names columns by their old names; a new column in it has no effect, as
 * in Alembic.
 */
function reorderingOf(
  { partialReordering }: BatchAlterTableOptions,
  newNames: ReadonlyMap<string, string>,
): readonly (readonly string[])[] {
  const fresh = new Set(newNames.values());
  const current = (name: string) => newNames.get(name) ?? (fresh.has(name) ? NO_COLUMN : name);
  return (partialReordering ?? []).map((names) => names.map(current));
}

/** The indexes of the table: those of the database, replaced by those of `reflectArgs`. */
function indexesOf(
  objects: TableObjects,
  { reflectArgs = [] }: BatchAlterTableOptions,
): Pick<TextParts, "indexes" | "readIndexes"> {
  const readIndexes = reflectArgs.filter((item): item is Index => item instanceof Index);
  const isRead = (name: string): boolean => readIndexes.some((index) => sameName(index.name ?? "", name));
  return { indexes: objects.indexes.filter(({ name }) => !isRead(name)), readIndexes };
}

/** The old and the new table, and the writer of texts. */
interface Drafts {
  readonly start: TableDraft;
  readonly draft: TableDraft;
  readonly writer: TextWriter;
  readonly session: RebuildSession;
}

function planIndexes(
  { indexes, tableName }: DescribedText,
  { options, newNames }: RebuildRequest,
  { start, draft, writer, session }: Drafts,
): Pick<RebuildPlan, "createIndexes" | "droppedIndexes"> {
  const names = columnNames(draft);
  const gone = columnNames(start).filter((name) => !names.includes(name));
  for (const row of indexes.kept) refuseOnDropped(row, gone, tableName);
  for (const item of options.tableArgs ?? []) {
    if (item instanceof Index && item.table === null)
      throw new CommandError(`Index '${item.name ?? ""}' can't be among tableArgs; use batch.createIndex()`);
  }
  const created = indexes.created.map((node) => writer.index(node, names, newNames));
  const read = indexes.read.map((index) => session.inSchema(writer.index(new CreateIndex(index), names, newNames)));
  const kept = indexes.kept.map(({ sql }) => session.inSchema(sql ?? ""));
  return { createIndexes: [...kept, ...read, ...created], droppedIndexes: indexes.dropped };
}

/** Whether a foreign key, or a column that one may use, changes. */
function touchesKeys(nodes: readonly ClauseElement[], start: TableDraft, draft: TableDraft): boolean {
  if (nodes.some(({ kind }) => kind === "addConstraint" || kind === "dropConstraint" || kind === "unnamedConstraint"))
    return true;
  const kept = draft.columns.filter(({ original, isUnchanged }) => original !== null && isUnchanged);
  return kept.length < start.columns.length || draft.constraints.length !== start.constraints.length;
}
