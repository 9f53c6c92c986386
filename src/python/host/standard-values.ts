import { sa } from "../../schema/sa.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { timedeltaMicros } from "../modules/time/timedelta.js";
import { getAttributeOr } from "../protocol/attributes.js";
import { text } from "../protocol/text.js";
import { PyInstance, PyObject } from "../values/py-instance.js";
import type { Value } from "../values/value.js";
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

/** The type by which SQLAlchemy binds a value of a class, where no column has one. */
const types: Readonly<Record<string, () => TypeEngine>> = {
  "datetime.datetime": () => sa.DateTime(),
  "datetime.date": () => sa.Date(),
  "datetime.time": () => sa.Time(),
  "decimal.Decimal": () => sa.Numeric(),
};

/** A value of a script for a place that has no type: with that of its class, where SQLAlchemy knows one by it. */
export function typedValue(bridge: HostBridge, value: Value): unknown {
  const read = bridge.read(value);
  if (!(value instanceof PyInstance) || typeof read !== "string") return read;
  for (const one of value.pyClass.mro) {
    const name = `${one.isNative ? one.module : String(one.attributes.get("__module__"))}.${one.name}`;
    const make = Object.hasOwn(types, name) ? types[name] : undefined;
    if (make !== undefined) return sa.literal(read, make());
  }
  return read;
}

/** Defines how values of Python's standard library are read. */
export function readStandardValues(bridge: HostBridge): void {
  for (const name of asText) bridge.readWith(name, text);
  bridge.readWith("enum.Enum", memberValue);
  // Intervals are given in seconds.
  bridge.readWith("datetime.timedelta", (value) => Number(timedeltaMicros(value) ?? 0n) / 1_000_000);
}
