/** Keywords that belong to one dialect, such as `postgresqlUsing` or `mysqlEngine`. */
export interface DialectOptions {
  readonly [keyword: `sqlite${string}`]: unknown;
  readonly [keyword: `postgresql${string}`]: unknown;
  readonly [keyword: `mysql${string}`]: unknown;
  readonly [keyword: `mariadb${string}`]: unknown;
  readonly [keyword: `mssql${string}`]: unknown;
  readonly [keyword: `oracle${string}`]: unknown;
}

/** Options that all schema objects share. */
export interface SchemaItemOptions extends DialectOptions {
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

/** Whether an option is a keyword of a dialect. */
export const dialectKeyword = /^(sqlite|postgresql|mysql|mariadb|mssql|oracle)[A-Z]/;

/** The keywords of dialects among some options. */
export function dialectOptionsOf(options: object): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  // This runs for every column and constraint of a schema, and few have such keywords.
  for (const key of Object.keys(options)) {
    const value = (options as Readonly<Record<string, unknown>>)[key];
    if (value !== undefined && dialectKeyword.test(key)) found[key] = value;
  }
  return found;
}

/** The value of a dialect's keyword: `dialectOption(index, "postgresql", "using")`; `undefined` if it was not given. */
export function dialectOption(
  item: { readonly dialectOptions: Readonly<Record<string, unknown>> },
  dialectName: string,
  option: string,
): unknown {
  return item.dialectOptions[`${dialectName}${option.charAt(0).toUpperCase()}${option.slice(1)}`];
}
