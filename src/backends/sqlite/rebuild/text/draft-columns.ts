import { CompileState } from "../../../../dialects/base/compile-state.js";
import { hex } from "../../../../dialects/base/literals.js";
import { columnDefault } from "../../../../dialects/base/values/column-defaults.js";
import type { Dialect } from "../../../../dialects/dialect.js";
import { reflectedType } from "../../../../dialects/sqlite/reflection/reflected-type.js";
import type { ColumnConstraintText, ColumnText } from "../../../../dialects/sqlite/text/create-table-text.js";
import { Column } from "../../../../schema/column.js";
import type { AlterColumnOptions } from "../../../../schema/ddl/column-nodes.js";
import { Computed } from "../../../../schema/defaults/computed.js";
import { ClauseElement } from "../../../../schema/elements/clause-element.js";
import type { TypeEngine } from "../../../../schema/types/type-engine.js";
import { isBytes } from "../../../../support/is-built-in.js";
import { isNumberType } from "../rebuild-plan.js";
import { editColumnText, withClause, withoutClauses } from "./column-text-edits.js";
import { columnsInConstraint, withNewNames } from "./names-in-text.js";
import { type DraftColumn, findColumn, replaceColumn, sameName, type TableDraft } from "./table-draft.js";
import type { TextWriter } from "./text-writer.js";

/** Adds a column. */
export function addColumn(draft: TableDraft, column: Column, writer: TextWriter): TableDraft {
  const definition = writer.column(column);
  const source = defaultSource(column, writer.dialect);
  const added: DraftColumn = { definition, source, original: null, isUnchanged: false };
  const grown = { ...draft, columns: [...draft.columns, added] };
  return column.primaryKey && !hasPrimaryKey(draft) ? withPrimaryKey(grown, column.name, writer) : grown;
}

/** The SQL of the application's default for a new column of existing rows; `null` if there is none. */
function defaultSource(column: Column, dialect: Dialect): string | null {
  if (column.computed !== null) return null;
  const value = columnDefault(column, "default", new CompileState({ values: {} }), dialect.capabilities);
  if (value === undefined) return null;
  if (value instanceof ClauseElement) return `(${dialect.compileExpression(value)})`;
  const stored = dialect.bindValue(value, column.type, column.name);
  return isBytes(stored) ? `X'${hex(stored)}'` : dialect.renderLiteral(stored);
}

/** Drops a column, and the constraints that are on it. */
export function dropColumn(draft: TableDraft, name: string): TableDraft {
  const column = findColumn(draft, name);
  if (column === undefined) return draft;
  const names = draft.columns.map(({ definition }) => definition.name);
  const isOnIt = (columns: readonly string[]): boolean => columns.some((one) => sameName(one, column.definition.name));
  const constraints = draft.constraints.flatMap((constraint) => {
    const columns = columnsInConstraint(constraint, names);
    if (!isOnIt(columns)) return [constraint];
    // A CHECK of other columns too stays, so that SQLite refuses the table rather than losing the rule unnoticed.
    if (constraint.kind === "check") return columns.length === 1 ? [] : [constraint];
    if (constraint.kind !== "primaryKey" || constraint.parts.length < 2) return [];
    const parts = constraint.parts.filter((part) => part.column === null || !isOnIt([part.column]));
    const named = /^[\s\S]*?\bKEY\s*\(/i.exec(constraint.text)?.[0] ?? "PRIMARY KEY (";
    return [{ ...constraint, parts, text: `${named}${parts.map(({ text }) => text).join(", ")})` }];
  });
  return { ...draft, columns: draft.columns.filter((one) => one !== column), constraints };
}

/** Changes a column; it already has its new name. */
export function alterColumn(
  draft: TableDraft,
  name: string,
  options: AlterColumnOptions,
  writer: TextWriter,
  newNames: ReadonlyMap<string, string>,
): TableDraft {
  const column = findColumn(draft, name);
  if (column === undefined) return draft;
  let { definition, isUnchanged, isGiven = false, isNumber } = column;
  let source = becomesPlain(column, options) ? writer.quote(column.original ?? "") : column.source;
  const typeCheck = options.type === undefined ? (column.typeCheck ?? null) : null;
  if (options.type !== undefined) {
    const cast = castTo(options.type, reflectedType(definition.type), writer);
    if (cast !== undefined && source !== null && !options.sqliteUsing) source = `CAST(${source} AS ${cast})`;
    isUnchanged = false;
    isNumber = isNumberType(options.type.forDialect(writer.dialect.name));
    definition = withType(definition, writer.typed(definition.name, options.type));
  }
  if (options.sqliteUsing) {
    source = `(${withNewNames(options.sqliteUsing, newNames)})`;
    isUnchanged = false;
    isGiven = true;
  }
  if (options.nullable !== undefined) definition = withNullability(definition, options.nullable);
  if (options.serverDefault !== undefined) {
    const { serverDefault } = options;
    const wanted = writer.column(new Column(definition.name, reflectedType(definition.type), { serverDefault }));
    const isGenerated = serverDefault instanceof Computed;
    definition = withoutClauses(definition, ({ kind }) => kind === "default" || kind === "generated");
    for (const clause of wanted.constraints)
      if (clause.kind === "default" || clause.kind === "generated") definition = withClause(definition, clause);
    if (isGenerated) {
      source = null;
      isUnchanged = false;
      isGiven = true;
    }
  }
  return replaceColumn(draft, column, {
    ...column,
    ...{ definition, source, isUnchanged, isGiven, typeCheck },
    ...(isNumber === undefined ? {} : { isNumber }),
  });
}

/** Whether a generated column gets another default or none, so that it stores its values from now on. */
function becomesPlain({ definition, original }: DraftColumn, { serverDefault }: AlterColumnOptions): boolean {
  if (original === null || serverDefault === undefined || serverDefault instanceof Computed) return false;
  return definition.constraints.some(({ kind }) => kind === "generated");
}

/** The SQL type that old values are cast to. */
function castTo(type: TypeEngine, old: TypeEngine, writer: TextWriter): string | undefined {
  if (!writer.dialect.castsValues(type, old)) return undefined;
  // A collation belongs to the column; CAST accepts none.
  return writer.dialect.compileType(type).replace(/ COLLATE [^\n]*/, "");
}

function withType(column: ColumnText, typed: ColumnText): ColumnText {
  const collation = typed.constraints.find(({ kind }) => kind === "collate");
  const changed = editColumnText(column, { type: typed.type });
  return collation === undefined ? changed : withClause(changed, collation);
}

function withNullability(column: ColumnText, nullable: boolean): ColumnText {
  if (nullable) return withoutClauses(column, ({ kind }) => kind === "notNull");
  if (column.constraints.some(({ kind }) => kind === "notNull")) return column;
  const plain = withoutClauses(column, ({ kind }) => kind === "null");
  const clause: ColumnConstraintText = { kind: "notNull", name: null, text: "NOT NULL", onConflict: null };
  return withClause(plain, clause);
}

/** Whether the table has a primary key, in a column or as a constraint of its own. */
function hasPrimaryKey(draft: TableDraft): boolean {
  const isKey = ({ kind }: { readonly kind: string }): boolean => kind === "primaryKey";
  return draft.constraints.some(isKey) || draft.columns.some(({ definition }) => definition.constraints.some(isKey));
}

function withPrimaryKey(draft: TableDraft, name: string, writer: TextWriter): TableDraft {
  const text = writer.quote(name);
  const part = { column: name, expression: name, collation: null, order: null, nulls: null, text };
  const key = { kind: "primaryKey", name: null, parts: [part], order: null, autoincrement: false } as const;
  const constraint = { ...key, onConflict: null, text: `PRIMARY KEY (${text})`, comments: [] };
  return { ...draft, constraints: [constraint, ...draft.constraints] };
}
