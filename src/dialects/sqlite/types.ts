import { plain, type TypeRule, type TypeTable } from "../base/types.js";

/** Dates that are stored as numbers have names of their own, so that SQLite does not turn them into text. */
const dateRule =
  (name: string): TypeRule =>
  (type) => {
    const format = (type as { readonly options?: { readonly storageFormat?: string | null } }).options?.storageFormat;
    return format === undefined || format === null || hasLetters(format) ? name : `${name}_CHAR`;
  };

/** Whether a stored date has anything but digits in it. */
function hasLetters(format: string): boolean {
  return /[^0-9]/.test(format.replaceAll(/%\(\w+\)0?\d*d/g, "0"));
}

/** Rules of types that SQLite writes in its own way. */
export const types: TypeTable = {
  datetime: dateRule("DATETIME"),
  DATETIME: dateRule("DATETIME"),
  date: dateRule("DATE"),
  DATE: dateRule("DATE"),
  time: dateRule("TIME"),
  TIME: dateRule("TIME"),
  JSON: plain("JSON"),
  JSONB: plain("JSONB"),
};
