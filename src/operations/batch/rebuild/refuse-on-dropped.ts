import { parseCreateIndex } from "../../../dialects/sqlite/text/parse-create-index.js";
import { CommandError } from "../../../support/command-error.js";
import { columnsInText } from "./names-in-text.js";
import type { MasterRow } from "./table-objects.js";

/**
 * Keeps an index from going without a word, or from failing the rebuild at its end.
 *
 * @throws {CommandError} when an index that stays is on a column that does not.
 */
export function refuseOnDropped(row: MasterRow, gone: readonly string[], tableName: string): void {
  if (gone.length === 0 || row.sql === null) return;
  const { parts, where } = parseCreateIndex(row.sql);
  const texts = [...parts.map((part) => (part.column === null ? part.expression : `"${part.column}"`)), where ?? ""];
  const [column] = columnsInText(texts.join(" , "), gone);
  if (column !== undefined)
    throw new CommandError(
      `Index '${row.name}' is on column '${column}' of '${tableName}', which is dropped; drop the index first: batch.dropIndex('${row.name}')`,
    );
}
