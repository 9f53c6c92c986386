import { toRaised } from "../protocol/run.js";
import type { TracebackEntry } from "../values/py-exception.js";
import type { Frame } from "./frame.js";

/** The places that errors of the host passed through; Python's exceptions keep their own. */
const places = new WeakMap<object, TracebackEntry[]>();

/** The places in scripts that an error passed through, the outermost first. */
export function tracebackOf(error: unknown): readonly TracebackEntry[] {
  const raised = toRaised(error);
  if (raised !== undefined) return raised.exception.traceback;
  return (typeof error === "object" && error !== null ? places.get(error) : undefined) ?? [];
}

/** An error that leaves a frame, with the place. */
export function traced(error: unknown, frame: Frame): unknown {
  const entry = { file: frame.layout.file, line: frame.base + frame.line, name: frame.layout.name };
  const raised = toRaised(error);
  if (raised !== undefined) {
    raised.exception.traceback.unshift(entry);
    return raised;
  }
  if (typeof error === "object" && error !== null) {
    const known = places.get(error);
    if (known === undefined) places.set(error, [entry]);
    else known.unshift(entry);
  }
  return error;
}
