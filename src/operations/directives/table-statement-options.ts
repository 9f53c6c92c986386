import { optionKeys } from "../../schema/option-keys.js";
import { type UnusedTableOptions, unusedTableOptionKeys } from "./unused-table-options.js";

/** Options of a statement that creates or drops a table. */
export interface TableStatementOptions extends UnusedTableOptions {
  /** Schema of the table; left out, the default one. */
  readonly schema?: string | null | undefined;
  /** Notes of the application; nothing here reads them. */
  readonly info?: Readonly<Record<string, unknown>> | undefined;
  /** `true` quotes the name, `false` never does; left out, where the dialect needs it. */
  readonly quote?: boolean | null | undefined;
  /** `true` quotes the schema, `false` never does; left out, where the dialect needs it. */
  readonly quoteSchema?: boolean | null | undefined;
}

/** The names of {@link TableStatementOptions}. */
export const tableStatementOptionKeys = optionKeys<TableStatementOptions>({
  ...unusedTableOptionKeys.names,
  schema: true,
  info: true,
  quote: true,
  quoteSchema: true,
});
