import type { CompiledStatement } from "../dialects/dialect.js";
import { catchRevisionErrors, revisionErrorWords } from "../graph/revision-command-error.js";
import type { RevisionIds } from "../graph/revision-ids.js";
import type { RevisionMap } from "../graph/revision-map.js";
import { type HeadChange, HeadMaintainer } from "../graph/steps/head-maintainer.js";
import type { MigrationStep } from "../graph/steps/migration-step.js";
import { stampSteps } from "../graph/steps/stamp-steps.js";
import type { StatementSink } from "../operations/statements/statement-sink.js";
import { CommandError } from "../support/command-error.js";
import { type Logger, LogLevel } from "../support/logger.js";
import type { OnlineSink } from "./online-sink.js";
import type { StepContext } from "./step-context.js";
import type { VersionTable } from "./version-table.js";

/** The sink through which the rows are written. */
export interface VersionRowsParts {
  readonly table: VersionTable;
  readonly sink: StatementSink;
  readonly logger: Logger;
  /** The rows as they are now. */
  readonly heads: Iterable<string>;
}

/** The version rows of a run: what the database, or the script that is written, holds after the steps so far. */
export class VersionRows {
  readonly #parts: VersionRowsParts;
  readonly #maintainer: HeadMaintainer;

  constructor(parts: VersionRowsParts) {
    this.#parts = parts;
    this.#maintainer = new HeadMaintainer(parts.heads);
  }

  get heads(): ReadonlySet<string> {
    return this.#maintainer.heads;
  }

  /**
   * Writes what a step changes.
   *
   * @param ahead - sends the statements where the run need not wait for them; what follows then fails in their place.
   * @throws CommandError where a row is missing or exists twice.
   */
  async move(step: MigrationStep, ahead?: OnlineSink): Promise<void> {
    const { table, sink, logger } = this.#parts;
    const { changes, log } = this.#maintainer.updateToStep(step);
    logger.log(LogLevel.debug, "alembic.runtime.migration", log);
    for (const change of changes) {
      const statements = this.#statements(change);
      const check = (rows: number | undefined): void => requireOneRow(change, rows, table.name);
      if (ahead === undefined) check(await table.send(sink, statements));
      else for (const statement of statements) await ahead.executeAhead(statement, { check });
    }
  }

  #statements(change: HeadChange): readonly CompiledStatement[] {
    const { table } = this.#parts;
    if (change.kind === "insert") return table.insert(change.version);
    return change.kind === "update" ? table.update(change.from, change.to) : table.delete(change.version);
  }
}

/** @throws CommandError where an update or delete matched no row or several; offline, nobody knows. */
function requireOneRow(change: HeadChange, rows: number | undefined, table: string): void {
  if (change.kind === "insert" || rows === undefined || rows === 1) return;
  const doing =
    change.kind === "update" ? `updating '${change.from}' to '${change.to}'` : `deleting '${change.version}'`;
  throw new CommandError(`Online migration expected to match one row when ${doing} in '${table}'; ${rows} found`);
}

/** Makes the version rows name revisions without running a script, inside the transaction that is open. */
export async function stampRows(context: StepContext, map: RevisionMap, revision: RevisionIds): Promise<void> {
  const heads = await context.getCurrentHeads();
  const steps = catchRevisionErrors(revisionErrorWords.stamp, () => stampSteps(map, revision, heads));
  if (!context.asSql && heads.length === 0) await context.ensureVersionTable();
  const { versionTable: table, sink, logger } = context;
  const rows = new VersionRows({ table, sink, logger, heads });
  for (const step of steps) await rows.move(step);
}
