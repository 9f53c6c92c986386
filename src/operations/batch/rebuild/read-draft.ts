import { reflectedType } from "../../../dialects/sqlite/reflected-type.js";
import { parseCreateTable } from "../../../dialects/sqlite/text/parse-create-table.js";
import { Column } from "../../../schema/column.js";
import { toType } from "../../../schema/types/type-engine.js";
import { CommandError } from "../../../support/command-error.js";
import type { BatchAlterTableOptions } from "../batch-alter-table-options.js";
import type { ColumnInfo } from "../reflect-keywords.js";
import { editColumnText, withClause, withoutClauses } from "./column-text-edits.js";
import { nameUnnamed } from "./name-unnamed.js";
import { withoutTableName } from "./names-in-text.js";
import type { RebuildSession } from "./rebuild-session.js";
import { type DraftColumn, findColumn, replaceColumn, type TableDraft } from "./table-draft.js";
import type { TableObjects } from "./table-objects.js";
import type { TextWriter } from "./text-writer.js";

/**
 * The table as it is, as a draft that nothing has changed yet, apart from what the options say about how it is read.
 *
 * @throws {CommandError} when the table is a virtual one.
 */
export function readDraft(
  objects: TableObjects,
  options: BatchAlterTableOptions,
  session: RebuildSession,
  writer: TextWriter,
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
  const asked = readAsAsked(draft, options, objects.name, writer);
  return options.namingConvention ? nameUnnamed(asked, objects.name, options.namingConvention, writer) : asked;
}

function readAsAsked(
  draft: TableDraft,
  options: BatchAlterTableOptions,
  tableName: string,
  writer: TextWriter,
): TableDraft {
  let asked = draft;
  const included = options.reflectKwargs?.includeColumns;
  if (included !== undefined)
    asked = { ...asked, columns: asked.columns.filter(({ definition }) => included.includes(definition.name)) };
  for (const item of options.reflectArgs ?? []) {
    if (!(item instanceof Column)) continue;
    const column = findColumn(asked, item.name);
    if (column === undefined) throw new CommandError(`Table '${tableName}' has no column named '${item.name}'`);
    asked = replaceColumn(asked, column, { ...column, definition: writer.column(item), isUnchanged: false });
  }
  for (const [, listen] of options.reflectKwargs?.listeners ?? []) {
    for (const column of asked.columns) {
      const changed = listened(column, listen, tableName, writer);
      if (changed !== column) asked = replaceColumn(asked, column, changed);
    }
  }
  return asked;
}

function listened(
  column: DraftColumn,
  listen: (column: ColumnInfo, tableName: string) => void,
  tableName: string,
  writer: TextWriter,
): DraftColumn {
  const { definition } = column;
  const clause = definition.constraints.find(({ kind }) => kind === "default");
  const before = {
    name: definition.name,
    type: reflectedType(definition.type),
    nullable: !definition.constraints.some(({ kind }) => kind === "notNull"),
    default: clause?.kind === "default" ? clause.expression : null,
  };
  const info: ColumnInfo = { ...before };
  listen(info, tableName);
  let changed = definition;
  if (info.type !== before.type)
    changed = editColumnText(changed, { type: writer.typed(definition.name, toType(info.type)).type });
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
  return changed === definition ? column : { ...column, definition: changed, isUnchanged: false };
}
