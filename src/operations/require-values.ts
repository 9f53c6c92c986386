import type { CompiledStatement } from "../dialects/dialect.js";
import { CommandError } from "../support/command-error.js";

/** Strings, quoted names and comments, in which a colon is no parameter. */
const quoted = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?\*\//g;

/**
 * Sees to it that every `:name` of a statement has a value: SQLite would take NULL for one that has none.
 *
 * @throws {CommandError} when one has none.
 */
export function requireValues({ sql, params }: CompiledStatement): void {
  if (!sql.includes(":") || Array.isArray(params)) return;
  const values: object = params ?? {};
  for (const [, name = ""] of sql
    .replaceAll(quoted, "''")
    .matchAll(/(?<![:\w\u0080-\uffff]):([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)/g))
    if (!Object.hasOwn(values, name)) throw new CommandError(`A value is required for bind parameter '${name}'`);
}
