import { type PythonLiteral, pythonRepr } from "../../../config/python/python-repr.js";
import { escapeColons } from "../../../dialects/literal-text.js";
import { Column } from "../../../schema/column.js";
import { ClauseElement } from "../../../schema/elements/clause-element.js";
import type { OtherDialectOptions } from "../../../schema/keywords/other-dialect-options.js";
import type { ConstraintName } from "../../../schema/names/constraint-name.js";
import { Conv } from "../../../schema/names/conv.js";
import { dialectOptionsOf } from "../../../schema/schema-item.js";
import type { AutogenContext } from "../../autogen-context.js";
import { sqlOf } from "../../sql-of.js";

/** A name of this package in Python's spelling: `referentSchema` is `referent_schema`. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A plain value as Python's `repr()` writes it, dictionaries among them. */
export function repr(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return `[${value.map(repr).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([key, entry]) => `${repr(key)}: ${repr(entry)}`)
      .join(", ")}}`;
  }
  return pythonRepr(value as PythonLiteral);
}

/** Keyword arguments in order, without those that have no value. */
export type Keywords = readonly (readonly [name: string, text: string | undefined])[];

/** Arguments as the text between the parentheses of a call. */
export const pythonArguments = (args: readonly string[], keywords: Keywords = []): string =>
  [...args, ...keywords.flatMap(([name, text]) => (text === undefined ? [] : [`${name}=${text}`]))].join(", ");

/** The prefix of SQLAlchemy's names: `sa.` unless the environment configures another. */
export const saPrefix = (context: AutogenContext): string => context.opts.sqlalchemyModulePrefix ?? "sa.";

/** The prefix of directives: `op.`, and `batch_op.` in a batch. */
export const opPrefix = (context: AutogenContext): string =>
  context.hasBatch ? "batch_op." : (context.opts.alembicModulePrefix ?? "op.");

/** The prefix of PostgreSQL's own names; the script imports the module. */
export function postgresqlPrefix(context: AutogenContext): string {
  context.imports.add("from sqlalchemy.dialects import postgresql");
  return "postgresql.";
}

/** The name of a constraint or index: `op.f('…')` where no naming convention is to be applied to it. */
export function nameText(context: AutogenContext, name: ConstraintName): string {
  if (name instanceof Conv) return `${opPrefix(context)}f(${repr(name.name)})`;
  return name === null ? "None" : repr(String(name));
}

/** The name of a constraint or index that is a schema object. */
export function itemNameText(
  context: AutogenContext,
  item: { readonly name: string | null; readonly nameIsFinal: boolean },
): string {
  return nameText(context, item.name !== null && item.nameIsFinal ? new Conv(item.name) : item.name);
}

/** A condition as the string that a CHECK or a generated column takes. */
export function conditionText(clause: string | ClauseElement, context: AutogenContext): string {
  return repr(typeof clause === "string" ? clause : sqlOf(context.dialect, clause));
}

/**
 * SQL as `sa.text('…')`. A colon that would begin a parameter is escaped; Alembic does not do that, and its script
 * fails on such a text.
 */
export const textCall = (sql: string, context: AutogenContext): string =>
  `${saPrefix(context)}text(${repr(escapeColons(sql))})`;

/** A part of an index: a column by its name, anything else as `sa.literal_column('…')`. */
export function indexPartText(part: string | ClauseElement, context: AutogenContext): string {
  if (typeof part === "string") return repr(part);
  if (part instanceof Column) return repr(part.name);
  return `${saPrefix(context)}literal_column(${repr(sqlOf(context.dialect, part))})`;
}

function keywordText(value: unknown, context: AutogenContext): string {
  if (value instanceof Column) return repr(value.name);
  if (value instanceof ClauseElement) return textCall(sqlOf(context.dialect, value), context);
  if (Array.isArray(value)) return `[${value.map((one) => keywordText(one, context)).join(", ")}]`;
  return repr(value);
}

/** The keywords of single dialects, such as `sqlite_where=sa.text('…')`, of a directive or a schema object. */
export function dialectKeywords(options: OtherDialectOptions, context: AutogenContext): Keywords {
  return Object.entries(dialectOptionsOf(options)).map(
    ([name, value]) => [snakeCase(name), keywordText(value, context)] as const,
  );
}

/** The options that were given, each under Python's name, without those that are empty or `false`. */
export function givenKeywords(source: object, names: readonly string[]): Keywords {
  const values = source as Readonly<Record<string, unknown>>;
  return names.filter((name) => Boolean(values[name])).map((name) => [snakeCase(name), repr(values[name])] as const);
}

/** An option of a directive that is written where it is not `null`. */
export const optional = (name: string, value: boolean | string | null): Keywords =>
  value === null ? [] : [[name, repr(value)]];

/** The schema as an option, and the table as an argument; in a batch both are known. */
export const schemaKeyword = (context: AutogenContext, schema: string | null): Keywords =>
  context.hasBatch || !schema ? [] : [["schema", repr(schema)]];

/** The table of a directive; in a batch it is known. */
export const tableText = (context: AutogenContext, name: string): readonly string[] =>
  context.hasBatch ? [] : [repr(name)];
