import { type Preview, type PreviewOptions, preview as previewRun } from "../../commands/preview.js";
import type { Config } from "../../config/config.js";
import { paintDiff } from "./paint-diff.js";

type RowChanges = Preview["rows"][number];
type LostObject = Preview["lost"][number];

/**
 * Runs an upgrade or a downgrade on a private copy of the database, and prints what it did there: the revisions, the
 * schema as a diff, rows that were added, removed or changed, objects that were lost, and the time that it took. The
 * database itself is only read. The copy is in the system's temporary folder and is always deleted.
 *
 * Environments and scripts run unchanged. Whatever they do outside of their databases is really done.
 *
 * @param revision target, as {@link upgrade} and {@link downgrade} take it.
 * @returns what changed, by database in the order in which the environment migrates them.
 * @throws RunInterruptedError where the signal aborts.
 * @throws CommandError where the run itself would fail, or the environment's connection was not opened with `connect()`.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * const [preview] = await command.preview(loadConfig(), "upgrade", "head");
 * console.log(preview?.lost);
 * ```
 */
export async function preview(
  config: Config,
  direction: "upgrade" | "downgrade",
  revision: string,
  options: PreviewOptions = {},
): Promise<readonly Preview[]> {
  const previews = await previewRun(config, direction, revision, options);
  for (const one of previews) printPreview(config, one);
  return previews;
}

/** Prints a preview, part by part. */
function printPreview(config: Config, preview: Preview): void {
  const { database, steps, schemaDiff, rows, lost, milliseconds } = preview;
  const indent = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
  const schema = paintDiff(schemaDiff, config.output.outColor);
  const lines = [
    `Preview on a private copy of ${database}; the database itself is as it was.`,
    steps.length === 0 ? "Revisions: none to run" : "Revisions:",
    ...indent(steps),
    ...(schemaDiff === "" ? ["Schema: no change"] : ["Schema:", schema]),
    rows.length === 0 ? "Rows: no change" : "Rows:",
    ...indent(rows.map(rowsLine)),
    lost.length === 0 ? "Lost: nothing" : "Lost:",
    ...indent(lost.map(lostLine)),
    `Time: ${(milliseconds / 1000).toFixed(2)} s`,
  ];
  for (const line of lines) config.printStdout(line, { isPainted: line === schema });
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
