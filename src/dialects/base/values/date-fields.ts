import { isDate } from "../../../support/is-built-in.js";
/** The parts of a date and time; the offset is `null` where none was given. */
export interface DateFields {
  /** `YYYY-MM-DD`; empty for a time of day alone. */
  readonly date: string;
  /** `HH:MM:SS`; empty for a day alone. */
  readonly time: string;
  /** Six digits. */
  readonly microseconds: string;
  /** Such as `+02:00`. */
  readonly offset: string | null;
}

const written =
  /^(?:(?<date>\d{4}-\d{2}-\d{2})(?:[T ]|$))?(?:(?<time>\d{2}:\d{2}(?::\d{2})?)(?:\.(?<fraction>\d{1,9}))?\s*(?<offset>Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Splits a date and time into its parts. A `Date` is read in UTC and without offset; a text is ISO 8601, with a space
 * or a `T`.
 *
 * @returns the parts, or `undefined` when the value is not a date or time.
 */
export function dateFields(value: unknown): DateFields | undefined {
  if (isDate(value)) {
    const [date = "", rest = ""] = value.toISOString().replace("Z", "").split("T");
    const [time = "", fraction = ""] = rest.split(".");
    return { date, time, microseconds: fraction.padEnd(6, "0"), offset: null };
  }
  const found = typeof value === "string" ? written.exec(value)?.groups : undefined;
  if (found === undefined || (found["date"] === undefined && found["time"] === undefined)) return undefined;
  const time = found["time"] === undefined ? "" : found["time"].length === 5 ? `${found["time"]}:00` : found["time"];
  const given = found["offset"] === "Z" ? "+00:00" : found["offset"];
  return {
    date: found["date"] ?? "",
    time,
    microseconds: (found["fraction"] ?? "").slice(0, 6).padEnd(6, "0"),
    offset: given === undefined ? null : given.length === 5 ? `${given.slice(0, 3)}:${given.slice(3)}` : given,
  };
}

/** A date and time as Python's `isoformat(" ")` writes it: with microseconds only if they are not zero. */
export function isoDateTime(fields: DateFields): string {
  const time = fields.time === "" ? "00:00:00" : fields.time;
  return `${fields.date} ${isoTime({ ...fields, time })}`;
}

/** A time of day as Python's `isoformat()` writes it. */
export function isoTime(fields: DateFields): string {
  const fraction = fields.microseconds === "000000" ? "" : `.${fields.microseconds}`;
  return `${fields.time}${fraction}${fields.offset ?? ""}`;
}
