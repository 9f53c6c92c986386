import { activeRun } from "../../protocol/run.js";
import { repr } from "../../protocol/text.js";
import { raise } from "../../values/py-exception.js";
import { PyFloat } from "../../values/py-float.js";
import { intOf, strOf, typeName } from "../../values/type-of.js";
import type { Value } from "../../values/value.js";
import { calendarDate, calendarDays } from "./calendar-days.js";
import { parseOffset, type TimeFields } from "./format-time.js";
import { epoch, fieldsAt, type MomentPayload, makeTimezone, utcTimezone } from "./moment-of.js";
export function nowFields(offset: bigint | undefined): TimeFields {
  const { host } = activeRun();
  const milliseconds = host.now?.() ?? Date.now();
  const minutes = offset === undefined ? (host.utcOffset?.(milliseconds) ?? 0) : 0;
  const micros = BigInt(Math.round(milliseconds * 1000)) + BigInt(minutes) * 60_000_000n + (offset ?? 0n);
  return fieldsAt(epoch + micros);
}

export function fromTimestamp(timestamp: Value, offset: bigint | undefined): TimeFields {
  const number = timestamp instanceof PyFloat ? timestamp.value : intOf(timestamp);
  if (number === undefined) raise("TypeError", `'${typeName(timestamp)}' object cannot be interpreted as an integer`);
  let micros: bigint;
  if (typeof number === "number" && timestamp instanceof PyFloat) {
    if (!Number.isFinite(number)) raise("ValueError", "cannot convert float NaN to integer");
    const cut = Math.floor(number);
    const fraction = (number - cut) * 1e6;
    const floor = Math.floor(fraction);
    const up = fraction - floor > 0.5 || (fraction - floor === 0.5 && floor % 2 === 1);
    micros = BigInt(cut) * 1_000_000n + BigInt(up ? floor + 1 : floor);
  } else micros = BigInt(number) * 1_000_000n;
  const minutes = offset === undefined ? (activeRun().host.utcOffset?.(Number(micros / 1000n)) ?? 0) : 0;
  if (micros > 253402300800n * 1_000_000n || micros < -62135596800n * 1_000_000n)
    raise("ValueError", `year is out of range`);
  return fieldsAt(epoch + micros + BigInt(minutes) * 60_000_000n + (offset ?? 0n));
}

const isoDate = /^(\d{4})-?(\d{2})-?(\d{2})$/;
const isoWeek = /^(\d{4})-?W(\d{2})(?:-?([1-7]))?$/;
const isoClock = /^(\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d{1,}))?)?)?([zZ]|[+-]\d{2}:?\d{2}(?::?\d{2}(?:\.\d+)?)?)?$/;

export function parseDate(text: string, shown: Value): Pick<TimeFields, "year" | "month" | "day"> {
  const match = isoDate.exec(text);
  if (match !== null && (text.length === 8 || text.length === 10))
    return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  const week = isoWeek.exec(text);
  if (week === null) raise("ValueError", `Invalid isoformat string: ${repr(shown)}`);
  const first = calendarDays(Number(week[1]), 1, 4);
  const [year, month, day] = calendarDate(
    first - ((first + 6) % 7) + (Number(week[2]) - 1) * 7 + Number(week[3] ?? 1) - 1,
  );
  return { year, month, day };
}

export function parseClock(text: string, shown: Value): Partial<MomentPayload> {
  const match = isoClock.exec(text);
  if (match === null) raise("ValueError", `Invalid isoformat string: ${repr(shown)}`);
  const offset = match[5] === undefined ? undefined : parseOffset(match[5]);
  return {
    hour: Number(match[1]),
    minute: Number(match[2] ?? 0),
    second: Number(match[3] ?? 0),
    microsecond: Number((match[4] ?? "").slice(0, 6).padEnd(6, "0")),
    tzinfo: offset === undefined ? null : offset === 0n ? utcTimezone : makeTimezone(offset),
  };
}

export const isoArgument = (value: Value): string =>
  strOf(value) ?? raise("TypeError", "fromisoformat: argument must be str");
