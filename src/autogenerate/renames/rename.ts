import { CommandError } from "../../support/command-error.js";

/** A rename: of a table, or with `table` of a column of it. */
export interface Rename {
  /** The table of the column, by its new name if it is renamed as well; `null` to rename a table. */
  readonly table: string | null;
  /** The attached database of the table; without it, the default schema. */
  readonly schema?: string | null | undefined;
  readonly from: string;
  readonly to: string;
}

/**
 * Parses an argument of `--rename`: `old=new` for a table, `table.old=new` for a column.
 *
 * @throws {@link CommandError} when the text is neither.
 */
export function parseRename(text: string): Rename {
  const [left, right, ...more] = text.split("=").map((part) => part.trim());
  if (!left || !right || more.length > 0)
    throw new CommandError(`Can't read the rename '${text}': write old_table=new_table or table.old_column=new_column`);
  const dot = left.lastIndexOf(".");
  if (dot < 0) return { table: null, from: left, to: right };
  const table = left.slice(0, dot);
  const to = right.startsWith(`${table}.`) ? right.slice(table.length + 1) : right;
  if (to.includes("."))
    throw new CommandError(`Can't read the rename '${text}': a column stays in its table, so write ${left}=new_column`);
  return { table, from: left.slice(dot + 1), to };
}
