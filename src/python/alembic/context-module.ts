import type { MetaData } from "../../schema/metadata.js";
import { ownValue } from "../../support/own-value.js";
import { EnvironmentCallbacks, isScriptFunction } from "../environment/environment-callbacks.js";
import { currentEnvironment, type RunningEnvironment } from "../environment/python-environment.js";
import { camelCase } from "../host/camel-case.js";
import type { HostBridge } from "../host/host-bridge.js";
import { environmentSignatures } from "../host/signatures/environment-signatures.js";
import { activeRun, runIfActive } from "../protocol/run.js";
import { ConnectionView, connectionOf } from "../sqlalchemy/connection-class.js";
import { currentOperations, operationsOf } from "../sqlalchemy/current-operations.js";
import { urlTextOf } from "../sqlalchemy/engine/url-class.js";
import { LazyModule } from "../sqlalchemy/lazy-module.js";
import { isMissing, missingPath, missingValue, useMissing } from "../sqlalchemy/missing-value.js";
import { raise } from "../values/py-exception.js";
import type { Value } from "../values/value.js";
import { configOf } from "./config-class.js";
import { contextOf, environmentContextOf, transactionBlock } from "./define-migration-context.js";
import { scriptsOf } from "./script-directory-class.js";

/** Modules of Python's standard library. They declare no tables, so that metadata is complete without them. */
const harmless = new Set(
  (
    "abc argparse array ast atexit bisect builtins bz2 calendar cmd codecs concurrent configparser copyreg ctypes curses " +
    "difflib dis email encodings errno faulthandler fileinput fractions gc getopt getpass gettext glob graphlib grp gzip " +
    "heapq html http imaplib importlib inspect ipaddress keyword linecache locale lzma mimetypes multiprocessing netrc " +
    "numbers optparse pickle pkgutil platform plistlib pprint profile pstats pwd queue resource runpy sched select " +
    "selectors shelve shlex shutil signal site smtplib socket sqlite3 ssl stat statistics subprocess symtable sysconfig " +
    "syslog tempfile termios threading timeit token tokenize tomllib trace traceback tracemalloc unicodedata unittest " +
    "venv weakref webbrowser xml zipfile zipimport zlib zoneinfo"
  ).split(" "),
);

const environment = (): RunningEnvironment =>
  currentEnvironment() ??
  raise("NotImplementedError", "this function of alembic.context is for an env.py, and a TypeScript environment runs");

/** The reason why models cannot be compared: their metadata is missing, or tables of it may be missing. */
function modelsMissing(given: Value, read: unknown, { missing, incomplete }: RunningEnvironment): string | undefined {
  if (isMissing(given)) return missingPath(given);
  if (read === null || read === undefined) return undefined;
  for (const one of [read].flat()) {
    if (typeof one !== "object" || one === null) return `${String(one)} is not a MetaData object`;
    const reason = incomplete.get(one);
    if (reason !== undefined) return reason;
  }
  for (const [name, reason] of missing) {
    if (!harmless.has(name.split(".")[0] ?? "")) return `${name} is missing, and may declare tables (${reason})`;
  }
  return undefined;
}

/** Converts the arguments of `configure()` to the options of this package, and configures the run. */
async function configure(bridge: HostBridge, values: readonly unknown[]): Promise<void> {
  const running = environment();
  const callbacks = new EnvironmentCallbacks(bridge, activeRun());
  const names = (environmentSignatures["configure"] ?? "").split(", ").map((one) => one.replace(/=.*$/, ""));
  const given = new Map<string, Value>();
  for (const [at, name] of names.entries()) {
    const value = values[at];
    if (name === "**kw") for (const [own, one] of value as ReadonlyMap<string, Value>) given.set(own, one);
    else if (value !== undefined) given.set(name, value as Value);
  }
  const options: Record<string, unknown> = {};
  for (const [name, value] of given) {
    const own = camelCase(name);
    if (name === "target_metadata") {
      const read = isMissing(value) ? null : bridge.read(value);
      const reason = modelsMissing(value, read, running);
      options[own] = reason === undefined ? (read as MetaData | null) : null;
      if (reason !== undefined) options["modelsMissing"] = reason;
    } else if (isMissing(value)) useMissing(value);
    else if (name === "output_buffer" && value !== null) options[own] = callbacks.outputBuffer(value);
    else if (name === "on_version_apply" && value !== null && !isScriptFunction(value)) {
      options[own] = (bridge.read(value) as Value[]).map((one) => callbacks.adapt(own, one));
    } else if (isScriptFunction(value)) options[own] = callbacks.adapt(own, value);
    else options[own] = hostValue(name, bridge.read(value));
  }
  await running.environment.configure(options);
}

function hostValue(name: string, value: unknown): unknown {
  if (name === "url") return urlTextOf(value) ?? value;
  if (!(value instanceof ConnectionView)) return value;
  return value.own ?? raise("TypeError", "context.configure() takes a connection of an engine");
}

/** The module `alembic.context`, for revisions and an `env.py`. */
export function contextModule(bridge: HostBridge): LazyModule {
  const step = () => operationsOf(activeRun());
  const calls = () => environment().environment.calls;
  const works: Readonly<Record<string, (...args: readonly never[]) => unknown>> = {
    is_offline_mode: () => step()?.host.asSql ?? calls().isOfflineMode(),
    requires_connection: () => !(step()?.host.asSql ?? calls().isOfflineMode()),
    get_context: () =>
      step() === undefined ? environmentContextOf(calls().getContext()) : contextOf(currentOperations()),
    get_bind: () => {
      if (step() !== undefined) return connectionOf(currentOperations());
      return (environmentContextOf(calls().getContext()) as { readonly connection: unknown }).connection;
    },
    get_impl: () => raise("NotImplementedError", "context.get_impl() is not supported"),
    is_transactional_ddl: () =>
      step()?.host.dialect.capabilities.transactionalDdl ?? calls().getContext().transactionalDdl,
    execute: (sql: string) => step()?.op.execute(sql) ?? calls().execute(sql),
    static_output: (text: string) => calls().staticOutput(text),
    get_x_argument: (asDictionary: boolean | undefined) => {
      const given = currentEnvironment()?.environment.calls ?? step()?.host.context.environmentContext;
      const values = given?.getXArgument() ?? [];
      if (asDictionary !== true) return [...values];
      return new Map(
        values.map((one) => [one.split("=", 1)[0] ?? "", one.includes("=") ? one.slice(one.indexOf("=") + 1) : ""]),
      );
    },
    get_tag_argument: () =>
      (currentEnvironment()?.environment.calls ?? step()?.host.context.environmentContext)?.getTagArgument() ?? null,
    get_head_revision: () => calls().getHeadRevision(),
    get_head_revisions: () => calls().getHeadRevisions(),
    get_revision_argument: () => calls().getRevisionArgument(),
    get_starting_revision_argument: () => calls().getStartingRevisionArgument(),
    begin_transaction: () => transactionBlock(calls().getContext()),
    run_migrations: (args: Readonly<Record<string, unknown>>) => calls().getContext().runMigrations(args),
  };
  const functions: Record<string, Value> = {};
  for (const [name, work] of Object.entries(works))
    functions[name] = bridge.function(name, environmentSignatures[name] ?? "", work as never);
  functions["configure"] = bridge.rawFunction("configure", environmentSignatures["configure"] ?? "**kw", (values) =>
    configure(bridge, values),
  );
  const find = (name: string): Value | undefined => {
    if (name.startsWith("__")) return undefined;
    if (name === "config" || name === "script") {
      const run = runIfActive();
      if (run === undefined) return undefined;
      if (operationsOf(run) === undefined && currentEnvironment() === undefined)
        return missingValue(`alembic.context.${name}`, "no step is running");
      return bridge.show(name === "config" ? configOf(currentEnvironment(), run) : scriptsOf(currentEnvironment()));
    }
    return ownValue(functions, name) ?? missingValue(`alembic.context.${name}`, "alembic-ts does not have it here");
  };
  return new LazyModule("alembic.context", find, ["config", "script"]);
}
