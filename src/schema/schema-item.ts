import type { OptionKeys } from "./arguments/option-keys.js";
import { dialectKeyword } from "./keywords/dialect-keyword.js";
import type { OtherDialectOptions } from "./keywords/other-dialect-options.js";

/** Options that all schema objects share. */
export interface SchemaItemOptions extends OtherDialectOptions {
  /** Notes of the application; nothing here reads them. */
  readonly info?: Readonly<Record<string, unknown>>;
}

/** A part of a schema: constraint, index, sequence, default; tables and columns have the same two fields. */
export abstract class SchemaItem {
  abstract readonly kind: string;
  /** Notes of the application; nothing here reads them. */
  info: Readonly<Record<string, unknown>> = {};
  /** Keywords of dialects, such as `{ postgresqlUsing: "gin" }`. */
  dialectOptions: Readonly<Record<string, unknown>> = {};
}

/** The keywords of dialects among some options, those under `dialectOptions` included. */
export function dialectOptionsOf(options: object): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  let others: object | undefined;
  // This runs for every column and constraint of a schema, and few have such keywords.
  for (const key of Object.keys(options)) {
    const value = (options as Readonly<Record<string, unknown>>)[key];
    if (value === undefined) continue;
    if (key === "dialectOptions") others = value as object;
    else if (dialectKeyword.test(key)) found[key] = value;
  }
  // Those beside `dialectOptions` come first, and count where one is given twice.
  return others === undefined ? found : { ...found, ...others, ...found };
}

/**
 * The keywords of dialects among some options, or of a schema object, as a call takes them: those that it names as options,
 * all others under `dialectOptions`.
 */
export function dialectArguments<Options extends OtherDialectOptions>(
  options: object,
  named: OptionKeys<keyof Options & string>,
): Options {
  const own: Record<string, unknown> = {};
  const others: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(dialectOptionsOf(options)))
    (Object.hasOwn(named.names, key) ? own : others)[key] = value;
  return (Object.keys(others).length === 0 ? own : { ...own, dialectOptions: others }) as Options;
}

/** The value of a dialect's keyword: `dialectOption(index, "postgresql", "using")`; `undefined` if it was not given. */
export function dialectOption(
  item: { readonly dialectOptions: Readonly<Record<string, unknown>> },
  dialectName: string,
  option: string,
): unknown {
  return item.dialectOptions[`${dialectName}${option.charAt(0).toUpperCase()}${option.slice(1)}`];
}
