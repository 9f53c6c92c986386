import type { Config } from "../config/config.js";
import type { LostObject, RowChanges } from "../database/private-copy.js";
import type { Preview } from "./preview.js";
import { paintDiff } from "./show-findings.js";

/** Prints what a preview found, part by part. */
export function printPreview(config: Config, preview: Preview): void {
  const { database, steps, schemaDiff, rows, lost, milliseconds } = preview;
  const indent = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
  const lines = [
    `Preview on a private copy of ${database}; the database itself is as it was.`,
    steps.length === 0 ? "Revisions: none to run" : "Revisions:",
    ...indent(steps),
    ...(schemaDiff === "" ? ["Schema: no change"] : ["Schema:", paintDiff(schemaDiff, config.output.outColor)]),
    rows.length === 0 ? "Rows: no change" : "Rows:",
    ...indent(rows.map(rowsLine)),
    lost.length === 0 ? "Lost: nothing" : "Lost:",
    ...indent(lost.map(lostLine)),
    `Time: ${(milliseconds / 1000).toFixed(2)} s`,
  ];
  for (const line of lines) config.printStdout(line);
}

function rowsLine({ table, before, after, added, removed, changed }: RowChanges): string {
  if (before === undefined) return `${table}: ${after} (new table)`;
  return `${table}: ${before} -> ${after} (${added} added, ${removed} removed, ${changed} changed)`;
}

function lostLine({ kind, name, table, rows, movedTo }: LostObject): string {
  const now = movedTo === undefined ? "" : `now in ${movedTo}`;
  if (rows !== undefined) return `${kind} ${name} (${rows} ${rows === 1 ? "row" : "rows"}${now && `, ${now}`})`;
  if (kind === "column") return `column ${table}.${name}${now && ` (its values are ${now})`}`;
  return table === undefined ? `${kind} ${name}` : `${kind} ${name} on ${table}`;
}
