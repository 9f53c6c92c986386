import { UserDefinedType } from "../../schema/types/user-defined-type.js";
import { isMap } from "../../support/is-built-in.js";
import { runIfActive } from "../protocol/run.js";
import { exceptionClasses } from "../values/exception-classes.js";
import { PyClass } from "../values/py-class.js";
import { PyException, Raised } from "../values/py-exception.js";
import { PyList, PyTuple } from "../values/py-list.js";
import { isInStep, MissingPythonError, reasonOfMissing } from "./missing-value.js";

/** The arguments of a call one by one, also those in lists and keywords. */
function* flattened(values: Iterable<unknown>): Generator<unknown> {
  for (const value of values) {
    if (Array.isArray(value)) yield* flattened(value);
    else if (isMap(value)) yield* flattened(value.values());
    else if (value instanceof PyList || value instanceof PyTuple) yield* flattened(value.items);
    else yield value;
  }
}

/**
 * Why a call of this package failed. Where it was given a missing name, that is the reason, and not the kind of argument
 * that the missing name seems to be.
 */
export function blameMissing(error: unknown, values: readonly unknown[]): unknown {
  if (error instanceof Raised || error instanceof MissingPythonError || runIfActive() === undefined) return error;
  for (const value of flattened(values)) {
    const reason = value instanceof PyClass ? reasonOfMissing(value) : undefined;
    if (reason === undefined) continue;
    return isInStep()
      ? new MissingPythonError(reason, "step")
      : new Raised(new PyException(exceptionClasses.ImportError, [reason]));
  }
  return error;
}

/** The type of a column whose type is a missing name. The column can be declared, but not written. */
class MissingType extends UserDefinedType {
  readonly reason: string;

  constructor(reason: string) {
    super();
    this.reason = reason;
  }

  getColSpec(): string {
    throw new MissingPythonError(this.reason, "step");
  }
}

/** An argument of a column or a variant, where a missing name is a type that fails when it is written. */
export function columnArgument(value: unknown): unknown {
  const reason = value instanceof PyClass ? reasonOfMissing(value) : undefined;
  return reason === undefined ? value : new MissingType(reason);
}
