import { type Preview, type PreviewOptions, preview as previewRun } from "../../commands/preview.js";
import type { Config } from "../../config/config.js";
import { paintDiff } from "./paint-diff.js";

type RowChanges = Preview["rows"][number];
type LostObject = Preview["lost"][number];
type StepLocks = NonNullable<Preview["locks"]>[number];

/**
 * Runs an upgrade or a downgrade without keeping its changes, and prints them: the revisions, the schema as a diff, the
 * numbers of added, removed and changed rows, lost objects, and the time that the run took. On SQLite the run changes a
 * private copy in the system's temporary folder, which is always deleted; the database itself is only read. On
 * PostgreSQL the run changes the database in a transaction that is rolled back; the locks of its steps are printed too.
 *
 * Environments and scripts run unchanged. What they do outside their databases is not undone.
 *
 * @param revision target, as {@link upgrade} and {@link downgrade} take it.
 * @returns the changes of each database, in the order in which the environment migrates them.
 * @throws RunInterruptedError if the signal aborts.
 * @throws CommandError if the run itself would fail, or the environment's connection was not opened with `connect()`.
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
  const onRolledBackRun = (database: string): void => {
    config.output.err(
      `The preview runs on ${database} itself, in a transaction that is rolled back; meanwhile its locks keep others waiting.\n`,
    );
  };
  const previews = await previewRun(config, direction, revision, { onRolledBackRun, ...options });
  for (const one of previews) printPreview(config, one);
  return previews;
}

/** Prints a preview, part by part. */
function printPreview(config: Config, preview: Preview): void {
  const { database, steps, schemaDiff, rows, lost, locks, milliseconds } = preview;
  const indent = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
  const schema = paintDiff(schemaDiff, config.output.outColor);
  const lines = [
    `Preview ${locks === undefined ? `on a private copy of ${database}` : `on ${database} in a transaction that was rolled back`}; the database itself is as it was.`,
    steps.length === 0 ? "Revisions: none to run" : "Revisions:",
    ...indent(steps),
    ...(schemaDiff === "" ? ["Schema: no change"] : ["Schema:", schema]),
    rows.length === 0 ? "Rows: no change" : "Rows:",
    ...indent(rows.map(rowsLine)),
    lost.length === 0 ? "Lost: nothing" : "Lost:",
    ...indent(lost.map(lostLine)),
    ...(locks === undefined ? [] : [locks.length === 0 ? "Locks: none that others would wait for" : "Locks:"]),
    ...indent((locks ?? []).map(locksLine)),
    `Time: ${(milliseconds / 1000).toFixed(2)} s`,
  ];
  for (const line of lines) config.printStdout(line, { isPainted: line === schema });
}

function rowsLine({ table, before, after, added, removed, changed }: RowChanges): string {
  if (before === undefined) return `${table}: ${after} (new table)`;
  return `${table}: ${before} -> ${after} (${added} added, ${removed} removed, ${changed} changed)`;
}

function locksLine({ step, milliseconds, locks }: StepLocks): string {
  const seconds = `${(milliseconds / 1000).toFixed(2)} s`;
  return `${step}: ${locks.map(({ mode, table }) => `${mode} on ${table}`).join(", ")}, ${seconds}`;
}

function lostLine({ kind, name, table, rows, movedTo }: LostObject): string {
  const now = movedTo === undefined ? "" : `now in ${movedTo}`;
  if (rows !== undefined) return `${kind} ${name} (${rows} ${rows === 1 ? "row" : "rows"}${now && `, ${now}`})`;
  if (kind === "column") return `column ${table}.${name}${now && ` (its values are ${now})`}`;
  return table === undefined ? `${kind} ${name}` : `${kind} ${name} on ${table}`;
}
