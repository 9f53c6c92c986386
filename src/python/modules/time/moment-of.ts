import { getAttribute } from "../../protocol/attributes.js";
import { callNow } from "../../protocol/call.js";
import { requireIndex } from "../../protocol/get-item.js";
import { repr } from "../../protocol/text.js";
import { defineMembers, nativeClass } from "../../values/native-class.js";
import type { PyClass } from "../../values/py-class.js";
import { raise } from "../../values/py-exception.js";
import { PyObject } from "../../values/py-instance.js";
import { notImplementedSingleton } from "../../values/singletons.js";
import { strOf, typeName } from "../../values/type-of.js";
import type { Value } from "../../values/value.js";
import { calendarDate, calendarDays, calendarMonthLength } from "./calendar-days.js";
import { formatTime, offsetText, type TimeFields } from "./format-time.js";
import { makeTimedelta, timedeltaMicros } from "./timedelta.js";

/** The classes of the module; `datetime.ts` and `timezone.ts` give them their members. */
export const tzinfoClass: PyClass = nativeClass({ name: "tzinfo", module: "datetime" });
export const timezoneClass: PyClass = nativeClass({
  name: "timezone",
  module: "datetime",
  bases: [tzinfoClass],
  hashKey: (self: PyObject) => `\0z${zoneOf(self).offset}`,
});
export const dateClass: PyClass = nativeClass({ name: "date", module: "datetime", hashKey: momentKey });
export const timeClass: PyClass = nativeClass({ name: "time", module: "datetime", hashKey: momentKey });
export const datetimeClass: PyClass = nativeClass({
  name: "datetime",
  module: "datetime",
  bases: [dateClass],
  hashKey: momentKey,
});

/** A time zone with a fixed offset. */
export const makeTimezone = (offset: bigint, name?: string): PyObject =>
  new PyObject(timezoneClass, { kind: "timezone", offset, name } satisfies ZonePayload);

/** `timezone.utc`. */
export const utcTimezone: PyObject = makeTimezone(0n);

export const zoneOf = (self: Value): ZonePayload => (self as PyObject).payload as ZonePayload;

/** The data of `date`, `time` and `datetime`; a date has no time, a time has the date 1900-01-01. */
export interface MomentPayload extends TimeFields {
  readonly kind: "date" | "time" | "datetime";
  readonly tzinfo: Value;
  readonly fold: number;
}

/** The data of a `timezone`. */
export interface ZonePayload {
  readonly kind: "timezone";
  readonly offset: bigint;
  readonly name: string | undefined;
}

export const dayMicros = 86_400_000_000n;

export function momentOf(value: Value): MomentPayload | undefined {
  const payload = value instanceof PyObject ? (value.payload as MomentPayload | undefined) : undefined;
  return payload?.kind === "date" || payload?.kind === "time" || payload?.kind === "datetime" ? payload : undefined;
}

export const own = (self: Value): MomentPayload => momentOf(self) as MomentPayload;

export const whole = (value: Value): number => Number(requireIndex(value));

export function checked(kind: MomentPayload["kind"], fields: Omit<MomentPayload, "kind">): MomentPayload {
  const { year, month, day, hour, minute, second, microsecond } = fields;
  if (kind !== "time") {
    if (year < 1 || year > 9999) raise("ValueError", `year ${year} is out of range`);
    if (month < 1 || month > 12) raise("ValueError", "month must be in 1..12");
    if (day < 1 || day > calendarMonthLength(year, month)) raise("ValueError", "day is out of range for month");
  }
  if (hour < 0 || hour > 23) raise("ValueError", "hour must be in 0..23");
  if (minute < 0 || minute > 59) raise("ValueError", "minute must be in 0..59");
  if (second < 0 || second > 59) raise("ValueError", "second must be in 0..59");
  if (microsecond < 0 || microsecond > 999999) raise("ValueError", "microsecond must be in 0..999999");
  if (fields.tzinfo !== null && !(fields.tzinfo instanceof PyObject && fields.tzinfo.pyClass.isSubclassOf(tzinfoClass)))
    raise("TypeError", `tzinfo argument must be None or of a tzinfo subclass, not type '${typeName(fields.tzinfo)}'`);
  return { ...fields, kind };
}

export const nothing = {
  year: 1900,
  month: 1,
  day: 1,
  hour: 0,
  minute: 0,
  second: 0,
  microsecond: 0,
  tzinfo: null,
  fold: 0,
};

/** A `date` of ours, for a host's values. */
export const makeDate = (year: number, month: number, day: number, type: PyClass = dateClass): PyObject =>
  new PyObject(type, checked("date", { ...nothing, year, month, day }));

/** A `datetime` of ours, for a host's values. */
export const makeDatetime = (fields: Partial<Omit<MomentPayload, "kind">>, type: PyClass = datetimeClass): PyObject =>
  new PyObject(type, checked("datetime", { ...nothing, ...fields }));

/** A `time` of ours, for a host's values. */
export const makeTime = (fields: Partial<Omit<MomentPayload, "kind">>, type: PyClass = timeClass): PyObject =>
  new PyObject(type, checked("time", { ...nothing, ...fields }));

/** Microseconds since the first day, without any offset. */
export const localMicros = (at: MomentPayload): bigint =>
  BigInt(at.kind === "time" ? 0 : calendarDays(at.year, at.month, at.day)) * dayMicros +
  BigInt(((at.hour * 60 + at.minute) * 60 + at.second) * 1_000_000) +
  BigInt(at.microsecond);

export const epoch = BigInt(calendarDays(1970, 1, 1)) * dayMicros;

export function fieldsAt(micros: bigint): TimeFields {
  let days = micros / dayMicros;
  if (micros % dayMicros < 0n) days -= 1n;
  if (days < 1n || days > 3652059n) raise("OverflowError", "date value out of range");
  const [year, month, day] = calendarDate(Number(days));
  const rest = Number(micros - days * dayMicros);
  const seconds = Math.floor(rest / 1_000_000);
  return {
    year,
    month,
    day,
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    microsecond: rest % 1_000_000,
  };
}

/** The offset of a moment with a time zone. */
export function offsetOf(self: Value, at: MomentPayload): bigint | undefined {
  if (at.tzinfo === null) return undefined;
  const payload = (at.tzinfo as PyObject).payload as ZonePayload | undefined;
  if (payload?.kind === "timezone") return payload.offset;
  const delta = callNow(getAttribute(at.tzinfo, "utcoffset"), [at.kind === "time" ? null : self]);
  return delta === null ? undefined : timedeltaMicros(delta);
}

export function zoneName(self: Value, at: MomentPayload): string {
  if (at.tzinfo === null) return "";
  const payload = (at.tzinfo as PyObject).payload as ZonePayload | undefined;
  if (payload?.kind === "timezone") return nameOf(payload);
  return strOf(callNow(getAttribute(at.tzinfo, "tzname"), [self])) ?? "";
}

export const nameOf = ({ name, offset }: ZonePayload): string =>
  name ?? (offset === 0n ? "UTC" : `UTC${offsetText(offset, ":")}`);

/** Moves a moment by microseconds, its zone kept. */
export function shift(self: PyObject, micros: bigint): PyObject {
  const at = own(self);
  const { tzinfo } = at;
  if (at.kind === "date") {
    let days = micros / dayMicros;
    if (micros % dayMicros < 0n) days -= 1n;
    const { year, month, day } = fieldsAt(localMicros(at) + days * dayMicros);
    return makeDate(year, month, day, self.pyClass);
  }
  return makeDatetime({ ...fieldsAt(localMicros(at) + micros), tzinfo }, self.pyClass);
}

/** Microseconds that order moments: without offset where both have none. */
export function comparable(self: Value, at: MomentPayload): { readonly micros: bigint; readonly isAware: boolean } {
  const offset = offsetOf(self, at);
  return { micros: localMicros(at) - (offset ?? 0n), isAware: offset !== undefined };
}

export function compare(decide: (a: bigint, b: bigint) => boolean, isEquality: boolean) {
  return (self: Value, other: Value): Value => {
    const [a, b] = [own(self), momentOf(other)];
    if (b === undefined || a.kind !== b.kind) {
      if (b !== undefined && !isEquality && a.kind !== "time" && b.kind !== "time")
        raise("TypeError", `can't compare ${typeName(self)} to ${typeName(other)}`);
      return notImplementedSingleton;
    }
    const [left, right] = [comparable(self, a), comparable(other, b)];
    if (left.isAware !== right.isAware) {
      if (isEquality) return decide(0n, 1n);
      raise("TypeError", `can't compare offset-naive and offset-aware ${a.kind}s`);
    }
    return decide(left.micros, right.micros);
  };
}

export const two = (value: number): string => String(value).padStart(2, "0");
export const dateText = (at: MomentPayload): string =>
  `${String(at.year).padStart(4, "0")}-${two(at.month)}-${two(at.day)}`;

export function clockText(self: Value, at: MomentPayload, spec: string): string {
  const offset = offsetOf(self, at);
  const micros = String(at.microsecond).padStart(6, "0");
  const parts: Readonly<Record<string, string>> = {
    hours: two(at.hour),
    minutes: `${two(at.hour)}:${two(at.minute)}`,
    seconds: `${two(at.hour)}:${two(at.minute)}:${two(at.second)}`,
    milliseconds: `${two(at.hour)}:${two(at.minute)}:${two(at.second)}.${micros.slice(0, 3)}`,
    microseconds: `${two(at.hour)}:${two(at.minute)}:${two(at.second)}.${micros}`,
  };
  const chosen = spec === "auto" ? (at.microsecond === 0 ? "seconds" : "microseconds") : spec;
  const text = parts[chosen] ?? raise("ValueError", "Unknown timespec value");
  return text + (offset === undefined ? "" : offsetText(offset, ":"));
}

/** `isoformat`. */
export function isoText(self: Value, separator = "T", spec = "auto"): string {
  const at = own(self);
  if (at.kind === "date") return dateText(at);
  if (at.kind === "time") return clockText(self, at, spec);
  return `${dateText(at)}${separator}${clockText(self, at, spec)}`;
}

export function reprOf(self: PyObject): string {
  const at = own(self);
  const date = [at.year, at.month, at.day];
  const time = [at.hour, at.minute];
  if (at.second !== 0 || at.microsecond !== 0) time.push(at.second);
  if (at.microsecond !== 0) time.push(at.microsecond);
  const parts = at.kind === "date" ? date : at.kind === "time" ? time : [...date, ...time];
  const name = `${self.pyClass.attributes.get("__module__") ?? self.pyClass.module}.${self.pyClass.qualname}`;
  const fold = at.fold === 0 ? "" : `, fold=${at.fold}`;
  return `${name}(${parts.join(", ")}${fold}${at.tzinfo === null ? "" : `, tzinfo=${repr(at.tzinfo)}`})`;
}

export function format(self: Value, spec: Value): string {
  const at = own(self);
  return formatTime(
    strOf(spec) ?? raise("TypeError", `strftime() argument 1 must be str, not ${typeName(spec)}`),
    at,
    offsetOf(self, at),
    zoneName(self, at),
  );
}

export const fieldNames = ["year", "month", "day", "hour", "minute", "second", "microsecond"] as const;

/** `replace`: given fields replace the existing ones. */
export function replaced(
  self: PyObject,
  names: readonly (keyof TimeFields)[],
  given: readonly (Value | undefined)[],
  tzinfo: Value | undefined,
  fold: Value | undefined,
): PyObject {
  const at = own(self);
  const changes: Partial<Record<keyof TimeFields, number>> = {};
  for (const [index, name] of names.entries()) if (given[index] !== undefined) changes[name] = whole(given[index]);
  const next = {
    ...at,
    ...changes,
    tzinfo: tzinfo === undefined ? at.tzinfo : tzinfo,
    fold: fold === undefined ? at.fold : whole(fold),
  };
  return new PyObject(self.pyClass, checked(at.kind, next));
}

export const getters = (names: readonly (keyof MomentPayload)[]) =>
  Object.fromEntries(names.map((name) => [name, (self: Value) => own(self)[name] as Value]));

/** The key that equal moments share. */
function momentKey(self: PyObject): string {
  const at = own(self);
  const { micros, isAware } = comparable(self, at);
  return `\0m${at.kind}${isAware ? "a" : "n"}${micros}`;
}

defineMembers(tzinfoClass, {
  methods: {
    utcoffset: ["self, dt, /", () => raise("NotImplementedError", "a tzinfo subclass must implement utcoffset()")],
    tzname: ["self, dt, /", () => raise("NotImplementedError", "a tzinfo subclass must implement tzname()")],
    dst: ["self, dt, /", () => raise("NotImplementedError", "a tzinfo subclass must implement dst()")],
    fromutc: [
      "self, dt, /",
      (self: Value, moment: Value) => {
        const offset = timedeltaMicros(callNow(getAttribute(self, "utcoffset"), [moment])) ?? 0n;
        return shift(moment as PyObject, offset);
      },
    ],
  },
});

defineMembers(timezoneClass, {
  methods: {
    __new__: [
      "cls, offset, name=None",
      (cls: PyClass, offset: Value, name: Value) => {
        const micros = timedeltaMicros(offset);
        if (micros === undefined)
          raise("TypeError", `timezone() argument 1 must be datetime.timedelta, not ${typeName(offset)}`);
        if (micros <= -dayMicros || micros >= dayMicros)
          raise(
            "ValueError",
            `offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not ${repr(offset)}.`,
          );
        return new PyObject(cls, { kind: "timezone", offset: micros, name: strOf(name) } satisfies ZonePayload);
      },
    ],
    utcoffset: ["self, dt, /", (self: Value) => makeTimedelta(zoneOf(self).offset)],
    tzname: ["self, dt, /", (self: Value) => nameOf(zoneOf(self))],
    dst: ["self, dt, /", () => null],
    fromutc: ["self, dt, /", (self: Value, moment: Value) => shift(moment as PyObject, zoneOf(self).offset)],
    __str__: ["self, /", (self: Value) => nameOf(zoneOf(self))],
    __repr__: [
      "self, /",
      (self: Value) => {
        const { offset, name } = zoneOf(self);
        if (self === utcTimezone) return "datetime.timezone.utc";
        return `datetime.timezone(${repr(makeTimedelta(offset))}${name === undefined ? "" : `, ${repr(name)}`})`;
      },
    ],
    __eq__: [
      "self, other, /",
      (self: Value, other: Value) =>
        other instanceof PyObject && (other.payload as ZonePayload | undefined)?.kind === "timezone"
          ? zoneOf(self).offset === zoneOf(other).offset
          : notImplementedSingleton,
    ],
  },
});

timezoneClass.set("utc", utcTimezone);
