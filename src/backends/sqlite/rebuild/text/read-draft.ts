import { reflectedType } from "../../../../dialects/sqlite/reflection/reflected-type.js";
import { parseCreateTable } from "../../../../dialects/sqlite/text/parse-create-table.js";
import type { BatchAlterTableOptions } from "../../../../operations/batch/batch-alter-table-options.js";
import { namesBeforeRenames } from "../../../../operations/batch/column-renames.js";
import type { ColumnInfo } from "../../../../operations/batch/reflect-keywords.js";
import { type TypeEngine, toType } from "../../../../schema/types/type-engine.js";
import { CommandError } from "../../../../support/command-error.js";
import { areNumberTypes } from "../rebuild-plan.js";
import type { RebuildSession } from "../rebuild-session.js";
import type { TableObjects } from "../table-objects.js";

import { editColumnText, withClause, withoutClauses } from "./column-text-edits.js";
import { nameUnnamed } from "./name-unnamed.js";
import { withoutTableName } from "./names-in-text.js";
import { type ReadTable, withReflectArgs } from "./reflect-args.js";
import { type DraftColumn, replaceColumn, type TableDraft } from "./table-draft.js";
import type { TextWriter } from "./text-writer.js";
import { withCheckedType } from "./type-checks.js";

/**
 * The current table as a draft without changes, apart from the options on how it is read.
 *
 * @throws {CommandError} when it is a virtual table.
 */
export function readDraft(
  objects: TableObjects,
  options: BatchAlterTableOptions,
  session: RebuildSession,
  writer: TextWriter,
  newNames: ReadonlyMap<string, string>,
): TableDraft {
  const parsed = parseCreateTable(objects.sql);
  if (parsed === undefined)
    throw new CommandError(`Table '${objects.name}' can't be built anew: it is a virtual table`);
  const plain = <Element extends { readonly text: string }>(element: Element): Element => ({
    ...element,
    text: withoutTableName(element.text, objects.name),
  });
  const draft: TableDraft = {
    columns: parsed.columns.map((column): DraftColumn => {
      const definition = { ...plain(column), constraints: column.constraints.map(plain) };
      const isGenerated = column.constraints.some(({ kind }) => kind === "generated");
      const source = isGenerated ? null : session.quote(column.name);
      return { definition, source, original: column.name, isUnchanged: true };
    }),
    constraints: parsed.constraints.map(plain),
    withoutRowid: parsed.withoutRowid,
    strict: parsed.strict,
    prefixes: [],
  };
  const asked = readAsAsked(draft, options, { name: objects.name, newNames }, writer);
  return options.namingConvention
    ? nameUnnamed(asked, { name: objects.name, newNames }, options.namingConvention, writer)
    : asked;
}

function readAsAsked(
  draft: TableDraft,
  options: BatchAlterTableOptions,
  table: ReadTable,
  writer: TextWriter,
): TableDraft {
  const { namingConvention } = options;
  const tableName = table.name;
  const before = namesBeforeRenames(table.newNames);
  let asked = draft;
  const included = options.reflectKwargs?.includeColumns;
  if (included !== undefined)
    asked = { ...asked, columns: asked.columns.filter(({ definition }) => included.includes(before(definition.name))) };
  asked = withReflectArgs(asked, options, table, writer);
  for (const [, listen] of options.reflectKwargs?.listeners ?? []) {
    for (const column of asked.columns) {
      const { column: changed, type } = listened(
        column,
        before(column.definition.name),
        (info) => listen(info, tableName),
        writer,
      );
      if (changed !== column) asked = replaceColumn(asked, column, changed);
      if (type !== null) asked = withCheckedType(asked, changed, type, { tableName, namingConvention, writer });
    }
  }
  return asked;
}

/** The column as changed by a listener, and its type if that is new. */
function listened(
  column: DraftColumn,
  name: string,
  listen: (column: ColumnInfo) => void,
  writer: TextWriter,
): { readonly column: DraftColumn; readonly type: TypeEngine | null } {
  const { definition } = column;
  const clause = definition.constraints.find(({ kind }) => kind === "default");
  const before = {
    name,
    type: reflectedType(definition.type),
    nullable: !definition.constraints.some(({ kind }) => kind === "notNull"),
    default: clause?.kind === "default" ? clause.expression : null,
  };
  const info: ColumnInfo = { ...before };
  listen(info);
  let changed = definition;
  const type = info.type === before.type ? null : toType(info.type);
  if (type !== null) changed = editColumnText(changed, { type: writer.typed(definition.name, type).type });
  if (info.nullable !== before.nullable) {
    changed = withoutClauses(changed, ({ kind }) => kind === "notNull" || kind === "null");
    if (!info.nullable)
      changed = withClause(changed, { kind: "notNull", name: null, text: "NOT NULL", onConflict: null });
  }
  if (info.default !== before.default) {
    changed = withoutClauses(changed, ({ kind }) => kind === "default");
    if (info.default !== null) {
      const text = `DEFAULT (${info.default})`;
      changed = withClause(changed, {
        kind: "default",
        name: null,
        text,
        expression: info.default,
        isParenthesised: true,
      });
    }
  }
  if (changed === definition) return { column, type };
  const isNumber = areNumberTypes(definition, changed);
  return { column: { ...column, definition: changed, isUnchanged: false, isNumber }, type };
}
