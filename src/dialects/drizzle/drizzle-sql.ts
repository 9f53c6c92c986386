import { DefaultClause } from "../../schema/defaults/default-clause.js";
import { literalText } from "../literal-text.js";
import { type DrizzleColumn, type DrizzleDialect, type DrizzleSql, isDrizzleSql } from "./drizzle-table.js";

/** How names are written in SQL. */
export interface SqlSpelling {
  readonly dialect: DrizzleDialect;
  /** The name of a column in the database. */
  readonly columnName: (column: { readonly name: string; readonly keyAsName?: boolean }) => string;
}

/** Returns the text of a piece of SQL, with its values as literals. */
export function sqlText(sql: DrizzleSql, { dialect, columnName }: SqlSpelling, isAlone = false): string {
  const quote = dialect === "mysql" ? "`" : '"';
  return sql.toQuery({
    casing: { getColumnCasing: columnName },
    escapeName: (name: string) => `${quote}${name.replaceAll(quote, quote + quote)}${quote}`,
    escapeParam: () => "?",
    escapeString: quoteText,
    inlineParams: true,
    // With this word Drizzle omits the table before a column.
    ...(isAlone ? { invokeSource: "indexes" } : {}),
  }).sql;
}

const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The default of a column in DDL; `undefined` if it has none or the application computes it. */
export function sqlDefault(column: DrizzleColumn, spelling: SqlSpelling): DefaultClause | undefined {
  const { default: value } = column;
  if (value === undefined) return undefined;
  return new DefaultClause(
    literalText(isDrizzleSql(value) ? sqlText(value, spelling, true) : valueText(value, column)),
  );
}

function valueText(value: unknown, column: DrizzleColumn): string {
  if (value === null) return "NULL";
  if (typeof value === "boolean" || typeof value === "number" || typeof value === "bigint") return String(value);
  if (typeof value === "string") return quoteText(value);
  const mapped = column.mapToDriverValue(value);
  if (typeof mapped === "number") return String(mapped);
  if (mapped instanceof Uint8Array) return `X'${Array.from(mapped, hex).join("")}'`;
  return quoteText(typeof mapped === "string" ? mapped : JSON.stringify(mapped));
}

const hex = (byte: number): string => byte.toString(16).padStart(2, "0");
