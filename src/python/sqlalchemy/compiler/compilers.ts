import { CommandError } from "../../../support/command-error.js";
import { activeRun, type Run } from "../../protocol/run.js";
import type { PyClass } from "../../values/py-class.js";
import type { Value } from "../../values/value.js";

/** The functions of a class that write its instances, by the name of the dialect, or `default` for all others. */
type Functions = Map<string, Value>;

/** What the modules of each run have registered by `@compiles`. */
const registered = new WeakMap<Run, Map<PyClass, Functions>>();

/** Registers a function for the instances of a class, on some dialects or on all. */
export function registerCompiler(type: PyClass, dialects: readonly string[], work: Value): void {
  const ofRun = registered.get(activeRun()) ?? new Map<PyClass, Functions>();
  registered.set(activeRun(), ofRun);
  const functions = ofRun.get(type) ?? new Map<string, Value>();
  ofRun.set(type, functions);
  for (const name of dialects.length === 0 ? ["default"] : dialects) functions.set(name, work);
}

/** Forgets the functions of a class. */
export const forgetCompilers = (type: PyClass): void => void registered.get(activeRun())?.delete(type);

/** The function that writes the instances of a class on a dialect; `undefined` where none is registered. */
export function compilerOf(run: Run, type: PyClass, dialectName: string): Value | undefined {
  const ofRun = registered.get(run);
  if (ofRun === undefined) return undefined;
  for (const one of type.mro) {
    const functions = ofRun.get(one);
    const found = functions?.get(dialectName) ?? functions?.get("default");
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a run has registered any function. */
export const hasCompilers = (run: Run): boolean => registered.has(run);

/** SQLAlchemy's own classes for which the modules of a run have registered functions, by dialect. These are never called. */
const unsupported = new WeakMap<Run, Map<string, PyClass>>();

/** Notes that a function is registered for one of SQLAlchemy's own classes. Steps on these dialects are refused. */
export function noteUnsupported(type: PyClass, dialects: readonly string[]): void {
  const ofRun = unsupported.get(activeRun()) ?? new Map<string, PyClass>();
  unsupported.set(activeRun(), ofRun);
  for (const name of dialects.length === 0 ? ["default"] : dialects) ofRun.set(name, type);
}

/**
 * Refuses a step on a dialect for which a module has registered a function that writes one of SQLAlchemy's own classes.
 *
 * @throws {CommandError} with the name of the class
 */
export function refuseUnsupported(run: Run, dialectName: string): void {
  const ofRun = unsupported.get(run);
  const type = ofRun?.get(dialectName) ?? ofRun?.get("default");
  if (type !== undefined)
    throw new CommandError(
      `@compiles(${type.name}) is not supported: a function can write types and the script's own classes, but no other class of SQLAlchemy`,
    );
}
