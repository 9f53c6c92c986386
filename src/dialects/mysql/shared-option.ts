import { dialectOption, type SchemaItem } from "../../schema/schema-item.js";
import type { CompileState } from "../base/compile-state.js";

/** An option that MariaDB also accepts under MySQL's name, with a warning; `null` where it was not given. */
export function sharedOption(item: SchemaItem, dialectName: string, option: string, state: CompileState): unknown {
  const own = dialectOption(item, dialectName, option) ?? null;
  if (own !== null || dialectName === "mysql") return own;
  const fallback = dialectOption(item, "mysql", option) ?? null;
  if (fallback !== null) {
    const name = option.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    state.warn(
      `Using 'mysql_${name}' with the '${dialectName}' dialect is deprecated; please additionally specify '${dialectName}_${name}'.`,
    );
  }
  return fallback;
}
