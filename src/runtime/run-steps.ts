import { InterruptedError } from "../database/interrupted-error.js";
import { untilAborted } from "../database/until-aborted.js";
import { ResolutionError } from "../graph/revision-error.js";
import { callOf } from "../operations/calls/call-queue.js";
import { Operations } from "../operations/operations.js";
import type { OperationsHost } from "../operations/operations-host.js";
import { CommandError } from "../support/command-error.js";
import { type Logger, LogLevel } from "../support/logger.js";
import { ConcurrentMigrationGuard } from "./concurrent-migration-guard.js";
import { nameKeptStatements } from "./errors/name-kept-statements.js";
import { nameRevision } from "./errors/name-revision.js";
import { OnlineSink } from "./online-sink.js";
import type { ContextOptions } from "./options/context-options.js";
import type { RunPlan } from "./run-listener.js";
import type { RunArguments, RunnableStep } from "./runnable-step.js";
import type { StepContext } from "./step-context.js";
import { VersionRows } from "./version-rows.js";
import { usualVersionLength } from "./version-table.js";

const LOGGER = "alembic.runtime.migration";

/** The steps of the command; a version row without its file gets a hint of its own, because no argument names it. */
async function decidedSteps(decide: NonNullable<ContextOptions["fn"]>, heads: readonly string[], context: StepContext) {
  try {
    return await decide(heads, context);
  } catch (error) {
    if (!(error instanceof CommandError) || !(error.cause instanceof ResolutionError)) throw error;
    const { argument } = error.cause;
    if (!heads.includes(argument)) throw error;
    const hint = `The database is at '${argument}', which no revision file has. Put this file back, as the branch or the version that ran it has it. Where the schema is that of another revision, 'stamp --purge' writes that one.`;
    throw new CommandError(error.message, { cause: error.cause, hint });
  }
}

/**
 * The work of a run: reads the version rows, lets the command decide on the steps, and takes them one by one. What is
 * written comes after everything that can be decided beforehand. Returns the plan, or `undefined` if there is no step.
 */
export async function runSteps(context: StepContext, args: RunArguments): Promise<RunPlan | undefined> {
  const { opts, connection } = context;
  const { listener } = opts;
  if (opts.fn === undefined) throw new CommandError("This context has no steps to run: no command made it");
  if (opts.purge && connection === undefined) throw new CommandError("Can't use --purge with --sql mode");
  await context.transaction?.begin();
  const heads = opts.purge ? [] : await context.getCurrentHeads();
  const steps = await decidedSteps(opts.fn, heads, context);
  const plan = steps.length > 0 && connection !== undefined ? planOf(steps, heads, context) : undefined;
  const versions = steps.flatMap(({ step }) => step.toRevisions);
  if (versions.some((version) => version.length > usualVersionLength))
    await context.versionTable.requireRoom(versions, heads, connection);
  if (plan !== undefined) await listener?.beforeFirstWrite?.(plan);
  if (connection !== undefined && !opts.dontMutate && heads.length === 0) {
    await context.ensureVersionTable();
    if (opts.purge) await context.versionTable.send(context.sink, context.versionTable.deleteAll());
  }
  const online = context.sink instanceof OnlineSink ? context.sink : undefined;
  const log = online === undefined ? context.logger : afterStatements(online, context.logger);
  const rows = new VersionRows({ table: context.versionTable, sink: context.sink, logger: log, heads });
  const guard = new ConcurrentMigrationGuard(context, rows);
  const missingAwaits = new MissingAwaitErrors();
  for (const [index, runnable] of steps.entries()) {
    if (index > 0) await context.transaction?.begin();
    const ahead = goesAhead(context, online, runnable, steps[index + 1]);
    await guard.check();
    await listener?.beforeStep?.(runnable.step.longLog);
    missingAwaits.check();
    try {
      // What a script's file does when it is loaded comes after the steps before.
      if (!ahead.script) await online?.settleScripts();
      await context.beginStep(() =>
        takeStep(context, runnable, { rows, args, guard, missingAwaits, log, online, ahead }),
      );
    } catch (error) {
      warnOfSplitStep(context, error);
      throw nameKeptStatements(error, connection?.driver.standing, [...rows.heads]);
    }
    if (index + 1 < steps.length && context.transaction?.policy === "step") await context.transaction.commit();
  }
  if (plan !== undefined) await listener?.beforeCommit?.(plan);
  // A failure that a script left behind surfaces in the next turn of the event loop; after the commit it could not be
  // rolled back.
  if (plan !== undefined) await nextTurn();
  missingAwaits.close();
  if (context.transaction?.policy === "step") await context.transaction.commit();
  return plan;
}

/** Waits for the next turn of the event loop; a browser has no `setImmediate`. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}

/** Unlike an interruption, the failure of a step does not mention that its beginning stays. */
function warnOfSplitStep({ transaction, logger }: StepContext, error: unknown): void {
  if (transaction?.splitsStep !== true || error instanceof InterruptedError) return;
  const message =
    "An autocommit block had committed the beginning of the step that failed, which stays; the version is that of the " +
    "last step that was committed whole.";
  logger.log(LogLevel.warning, LOGGER, message);
}

/** What the steps of a run have in common. */
interface StepParts {
  readonly rows: VersionRows;
  readonly args: RunArguments;
  readonly guard: ConcurrentMigrationGuard;
  readonly missingAwaits: MissingAwaitErrors;
  /** Logs what the run does. */
  readonly log: Logger;
  /** Sends the statements of an online run. */
  readonly online: OnlineSink | undefined;
  readonly ahead: Ahead;
}

/** What of a step the database need not be waited for. */
interface Ahead {
  /** Its script's statements. */
  readonly script: boolean;
  /** Its version. */
  readonly version: boolean;
}

/**
 * Decides for what a run need not wait: where it is one transaction of its own, every later statement finds its earlier
 * ones executed, and one that fails undoes all of them. So a step's version need not be written before the next step
 * begins, and neither need the statements of a script that does not see what became of them be executed, unless somebody
 * is told of each step. The last version is waited for, and with it everything.
 */
function goesAhead(
  context: StepContext,
  online: OnlineSink | undefined,
  step: RunnableStep,
  next: RunnableStep | undefined,
): Ahead {
  const { transaction, opts } = context;
  const isFree = transaction?.policy === "run" && callbacksOf(context).length === 0;
  const version = isFree && next !== undefined && online?.goesAhead === true;
  const isTold = opts.listener !== undefined || opts.operations !== undefined;
  return { version, script: version && !isTold && step.isPlain === true };
}

/** A log that has a line when the statements before it have ended well, as if each had been waited for. */
function afterStatements(sink: OnlineSink, logger: Logger): Logger {
  return { log: (level, name, message) => sink.after(() => logger.log(level, name, message)) };
}

/** Runs one step: its script, then its version rows, then the listeners. */
async function takeStep(context: StepContext, runnable: RunnableStep, parts: StepParts): Promise<void> {
  const { rows, guard, args, log, online, ahead } = parts;
  const { step } = runnable;
  if (context.asSql && rows.heads.size === 0) await context.ensureVersionTable();
  log.log(LogLevel.info, LOGGER, `Running ${step.longLog}`);
  if (context.asSql) context.sink.comment(`-- Running ${step.shortLog}`);
  if (runnable.run !== undefined) await runScript(context, runnable, parts);
  await guard.check();
  await rows.move(step, ahead.version ? online : undefined);
  for (const callback of callbacksOf(context)) {
    await callback({ ctx: context, step: step.info, heads: new Set(rows.heads), runArgs: args });
  }
}

async function runScript(
  context: StepContext,
  { step, path, run, mapError }: RunnableStep,
  { args, missingAwaits, log, online, ahead }: StepParts,
): Promise<void> {
  const revision = step.revision?.revision ?? "";
  const name = (error: unknown): unknown => nameRevision(error, revision, path);
  if (online !== undefined) online.script = { revision, isPlain: ahead.script, name };
  const operations = new (context.opts.operations ?? Operations)(hostOf(context, missingAwaits, log));
  try {
    await untilAborted(context.opts.signal, () => run?.(operations, args));
    await operations.close();
    online?.requireNoLateFailure();
  } catch (error) {
    // Calls that the script did not wait for end before the run rolls back; what they raise comes second.
    await operations.close().catch(() => undefined);
    // Nothing that the script did is the reason if the version of the step before could not be written.
    if (!(error instanceof InterruptedError)) await online?.settle();
    // A compiled script has other lines than its source, and the stack of a call without `await` does not lead to its line.
    await mapError?.(callOf(error));
    throw name(error);
  } finally {
    if (online !== undefined) online.script = undefined;
  }
}

function hostOf(context: StepContext, missingAwaits: MissingAwaitErrors, logger: Logger): OperationsHost {
  const { listener } = context.opts;
  return {
    dialect: context.dialect,
    sink: context.sink,
    connection: context.connection?.driver,
    backend: context.connection?.backend,
    asSql: context.asSql,
    opts: context.opts,
    context,
    logger,
    notice: context.notice,
    ...(context.newCallScopes === undefined ? {} : { callScopes: context.newCallScopes() }),
    onLateCall: (error) => missingAwaits.take(error),
    signal: context.opts.signal,
    ...(listener?.onProgress === undefined ? {} : { onProgress: (progress) => listener.onProgress?.(progress) }),
  };
}

function callbacksOf({ opts }: StepContext) {
  const { onVersionApply } = opts;
  if (onVersionApply === undefined) return [];
  return typeof onVersionApply === "function" ? [onVersionApply] : onVersionApply;
}

function planOf(steps: readonly RunnableStep[], heads: readonly string[], context: StepContext): RunPlan {
  const first = steps[0]?.step;
  return {
    direction: first?.isStamp ? "stamp" : first?.isUpgrade ? "upgrade" : "downgrade",
    heads,
    steps: steps.map(({ step }) => step.longLog),
    revisions: steps.flatMap(({ step }) => (step.isUpgrade ? step.toRevisions : step.fromRevisions)),
    connection: context.connection as NonNullable<typeof context.connection>,
    isPreview: context.opts.previewed !== undefined,
  };
}

/** The errors of calls that scripts made after they had ended: they fail the run as long as it can be rolled back. */
class MissingAwaitErrors {
  #isOpen = true;
  #first: CommandError | undefined;

  /** Takes an error; returns whether the run will throw it. */
  take(error: CommandError): boolean {
    if (this.#isOpen) this.#first ??= error;
    return this.#isOpen;
  }

  /** @throws {CommandError} when a call came too late. */
  check(): void {
    if (this.#first !== undefined) throw this.#first;
  }

  /** The same as {@link check}, for the last time. */
  close(): void {
    this.#isOpen = false;
    this.check();
  }
}
