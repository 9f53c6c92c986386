import { type ExceptionName, exceptionClasses } from "./exception-classes.js";
import type { PyClass } from "./py-class.js";
import { PyInstance } from "./py-instance.js";
import { PyTuple } from "./py-list.js";
import type { Value } from "./value.js";

/** A place that an exception passed through. */
export interface TracebackEntry {
  readonly file: string;
  readonly line: number;
  readonly name: string;
}

/** An instance of an exception class. */
export class PyException extends PyInstance {
  args: PyTuple;
  cause: Value = null;
  context: Value = null;
  suppressContext = false;
  notes: Value[] | undefined;
  /** The outermost place first. */
  traceback: TracebackEntry[] = [];
  /** The data of a class of ours, such as the host's own error. */
  payload: Value;

  constructor(pyClass: PyClass, args: readonly Value[] = []) {
    super(pyClass);
    this.args = new PyTuple(args);
  }
}

/** A Python exception on its way through JavaScript. */
export class Raised extends Error {
  readonly exception: PyException;

  constructor(exception: PyException) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(exception.pyClass.name);
    Error.stackTraceLimit = limit;
    this.name = "Raised";
    this.exception = exception;
  }
}

/** Throws one of Python's own exceptions. */
export function raise(name: ExceptionName, ...args: readonly Value[]): never {
  throw new Raised(new PyException(exceptionClasses[name], args));
}
