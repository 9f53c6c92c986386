import { jsonTexts } from "../../schema/types/json-type.js";
import { getAttribute } from "../protocol/attributes.js";
import { callNow } from "../protocol/call.js";
import { evaluateNow, type Importer, runIfActive } from "../protocol/run.js";
import { PyDict } from "../values/py-dict.js";
import { Raised } from "../values/py-exception.js";
import { PyFloat } from "../values/py-float.js";
import type { PyList, PyTuple } from "../values/py-list.js";
import type { Value } from "../values/value.js";

/** Whether a value is a float that JavaScript writes as an integer, or that JSON in JavaScript cannot have, such as `NaN`. */
const isLossy = (value: Value): boolean =>
  value instanceof PyFloat && (Number.isInteger(value.value) || !Number.isFinite(value.value));

/** Whether a key is not a text, or is a number that JavaScript moves to the front of the object. */
const isMoved = (key: Value): boolean => typeof key !== "string" || /^\d+$/.test(key);

/** Whether a value of a script changes when it becomes a value of JavaScript. */
function losesItself(value: PyDict | PyList | PyTuple): boolean {
  if (!(value instanceof PyDict)) return value.items.some(isLossy);
  for (const entry of value.map.values()) if (isMoved(entry.key) || isLossy(entry.value)) return true;
  return false;
}

/** A function of the module `json` of a run. */
const jsonFunction = (importer: Importer, name: "dumps" | "loads"): Value =>
  getAttribute(evaluateNow(importer("json", true)), name);

/** Keeps Python's JSON text of a value if the value made of it here would be written differently. */
export function keepJsonText<Made extends object>(made: Made, value: PyDict | PyList | PyTuple): Made {
  const importer = losesItself(value) ? runIfActive()?.importer : undefined;
  if (importer === undefined) return made;
  try {
    jsonTexts.set(made, String(callNow(jsonFunction(importer, "dumps"), [value])));
  } catch (error) {
    // A value that cannot be written as JSON is refused only if it is stored.
    if (!(error instanceof Raised)) throw error;
  }
  return made;
}

/** The value of a script whose JSON was kept; `undefined` where nothing was lost. */
export function valueOfJsonText(made: object): Value | undefined {
  const text = jsonTexts.get(made);
  const importer = text === undefined ? undefined : runIfActive()?.importer;
  return importer === undefined ? undefined : callNow(jsonFunction(importer, "loads"), [text as string]);
}
