import { jsonTexts } from "../../../schema/types/json-type.js";
import { CompileError } from "../../compile-error.js";
import { pythonNumber } from "./python-number.js";

/**
 * Returns a value as JSON in the format of Python's `json.dumps`, so that both tools write equal rows.
 *
 * @throws {@link CompileError} when JSON cannot represent the value.
 *
 */
export function pythonJson(value: unknown): string {
  if (value === null || value === undefined) return "null";
  const given = typeof value === "object" ? jsonTexts.get(value) : undefined;
  if (given !== undefined) return given;
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`;
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? pythonNumber(value) : "null";
    case "bigint":
      return value.toString();
    case "function":
    case "symbol":
      throw notSerializable(typeof value);
    case "object": {
      if (kinds.some((kind) => value instanceof kind) || ArrayBuffer.isView(value))
        throw notSerializable(value.constructor.name);
      if ("toJSON" in value && typeof value.toJSON === "function") return pythonJson(value.toJSON());
      const entries = Object.entries(value).filter(([, one]) => one !== undefined);
      return `{${entries.map(([name, one]) => `${pythonJson(name)}: ${pythonJson(one)}`).join(", ")}}`;
    }
    default:
      // Python escapes all characters outside of ASCII.
      return JSON.stringify(value).replaceAll(
        /[\u007f-\uffff]/g,
        (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
  }
}

/** Collections and promises, which `JSON.stringify` turns into an empty object. */
const kinds = [Map, Set, WeakMap, WeakSet, Promise, ArrayBuffer] as const;

function notSerializable(name: string): CompileError {
  return new CompileError(`Object of type ${name} is not JSON serializable`);
}
