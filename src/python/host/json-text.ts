import { jsonTexts } from "../../schema/types/json-type.js";
import { getAttribute } from "../protocol/attributes.js";
import { callNow } from "../protocol/call.js";
import { evaluateNow, runIfActive } from "../protocol/run.js";
import { PyDict } from "../values/py-dict.js";
import { Raised } from "../values/py-exception.js";
import { PyFloat } from "../values/py-float.js";
import type { PyList, PyTuple } from "../values/py-list.js";
import type { Value } from "../values/value.js";

/** A float that JavaScript writes as an integer, or that its JSON does not have. */
const isLossy = (value: Value): boolean =>
  value instanceof PyFloat && (Number.isInteger(value.value) || !Number.isFinite(value.value));

/** A key that moves to the front in JavaScript's order, or that is no text. */
const isMoved = (key: Value): boolean => typeof key !== "string" || /^\d+$/.test(key);

/** Whether a value of a script loses something as a value of JavaScript. */
function losesItself(value: PyDict | PyList | PyTuple): boolean {
  if (!(value instanceof PyDict)) return value.items.some(isLossy);
  for (const entry of value.map.values()) if (isMoved(entry.key) || isLossy(entry.value)) return true;
  return false;
}

/** Keeps the JSON that Python writes of a value, where what was made of the value here would be written in another way. */
export function keepJsonText<Made extends object>(made: Made, value: PyDict | PyList | PyTuple): Made {
  const importer = losesItself(value) ? runIfActive()?.importer : undefined;
  if (importer === undefined) return made;
  try {
    const dumps = getAttribute(evaluateNow(importer("json", true)), "dumps");
    jsonTexts.set(made, String(callNow(dumps, [value])));
  } catch (error) {
    // A value that JSON does not have is refused where it is stored, if it is.
    if (!(error instanceof Raised)) throw error;
  }
  return made;
}
