import { timedeltaMicros } from "../modules/time/timedelta.js";
import { getAttributeOr } from "../protocol/attributes.js";
import { text } from "../protocol/text.js";
import type { PyInstance } from "../values/py-instance.js";
import { PyObject } from "../values/py-instance.js";
import type { HostBridge } from "./host-bridge.js";

/** The classes whose values go into SQL as their text, which the types of columns read again. */
const asText = [
  "datetime.datetime",
  "datetime.date",
  "datetime.time",
  "uuid.UUID",
  "decimal.Decimal",
  "pathlib.PurePath",
];

/** A member of an enum that is a text or number goes in as that, any other one by its name, as `sa.Enum` stores it. */
function memberValue(value: PyInstance): unknown {
  const payload = value instanceof PyObject ? value.payload : undefined;
  if (typeof payload === "string" || typeof payload === "number" || typeof payload === "bigint") return payload;
  return getAttributeOr(value, "_name_", null);
}

/** Defines how values of Python's standard library are read. */
export function readStandardValues(bridge: HostBridge): void {
  for (const name of asText) bridge.readWith(name, text);
  bridge.readWith("enum.Enum", memberValue);
  // Intervals are given in seconds.
  bridge.readWith("datetime.timedelta", (value) => Number(timedeltaMicros(value) ?? 0n) / 1_000_000);
}
