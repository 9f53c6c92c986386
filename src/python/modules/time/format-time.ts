import { activeRun, reserve } from "../../protocol/run.js";
import { raise } from "../../values/py-exception.js";
import { calendarDays, calendarIsoWeek } from "./calendar-days.js";

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const months = "January February March April May June July August September October November December".split(" ");

/** The fields of a moment for `strftime` and `strptime`. */
export interface TimeFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** The text of an offset of so many microseconds from UTC. */
export function offsetText(micros: bigint, separator: string): string {
  const sign = micros < 0n ? "-" : "+";
  const size = micros < 0n ? -micros : micros;
  const seconds = Number(size / 1_000_000n);
  const rest = Number(size % 1_000_000n);
  let text = `${sign}${two(Math.floor(seconds / 3600))}${separator}${two(Math.floor(seconds / 60) % 60)}`;
  if (seconds % 60 !== 0 || rest !== 0) text += `${separator}${two(seconds % 60)}`;
  if (rest !== 0) text += `.${String(rest).padStart(6, "0")}`;
  return text;
}

/** Applies the flags and the width of the C library to a part, as in `%-d` and `%05d`. */
function shaped(text: string, code: string, flags: string, width: number): string {
  if (text === "") return text;
  reserve(width);
  const pad = /[-_0](?=[\^#]*$)/.exec(flags)?.[0];
  let result = text;
  if (/[CdeGgHIjklmMsSuUVwWyY]/.test(code)) {
    const digits = text.replace(/^[0 ]+(?=.)/, "");
    if (pad === "-") result = digits;
    else if (pad !== undefined) result = digits.padStart(text.length, pad === "_" ? " " : "0");
    const filler = pad === "_" || pad === "-" || (pad === undefined && /[ekl]/.test(code)) ? " " : "0";
    result = result.padStart(width, filler);
  } else result = text.padStart(width, pad === "0" ? "0" : " ");
  if (flags.includes("#") && /[pZ]/.test(code)) return result.toLowerCase();
  const isUpper = flags.includes("^") ? code !== "P" : flags.includes("#") && /[aAbBh]/.test(code);
  return isUpper ? result.toUpperCase() : result;
}

/** The seconds since 1970 of a local time. */
function localSeconds(days: number, { hour, minute, second }: TimeFields): number {
  const seconds = (days - calendarDays(1970, 1, 1)) * 86_400 + hour * 3600 + minute * 60 + second;
  return seconds - (activeRun().host.utcOffset?.(seconds * 1000) ?? 0) * 60;
}

/** `strftime`. */
export function formatTime(format: string, at: TimeFields, offset: bigint | undefined, zone: string): string {
  const days = calendarDays(at.year, at.month, at.day);
  const weekday = (days + 6) % 7;
  const dayOfYear = days - calendarDays(at.year, 1, 1) + 1;
  const hour12 = at.hour % 12 === 0 ? 12 : at.hour % 12;
  const half = at.hour < 12 ? "AM" : "PM";
  const clock = `${two(at.hour)}:${two(at.minute)}:${two(at.second)}`;
  const name = (all: readonly string[], index: number, short: boolean): string =>
    short ? (all[index] ?? "").slice(0, 3) : (all[index] ?? "");
  const textOf = (code: string): string | undefined => {
    switch (code) {
      case "a":
      case "A":
        return name(weekdays, weekday, code === "a");
      case "b":
      case "h":
      case "B":
        return name(months, at.month - 1, code !== "B");
      case "c":
        return `${name(weekdays, weekday, true)} ${name(months, at.month - 1, true)} ${String(at.day).padStart(2)} ${clock} ${at.year}`;
      case "C":
        return String(Math.floor(at.year / 100));
      case "d":
        return two(at.day);
      case "D":
      case "x":
        return `${two(at.month)}/${two(at.day)}/${two(at.year % 100)}`;
      case "e":
        return String(at.day).padStart(2);
      case "f":
        return String(at.microsecond).padStart(6, "0");
      case "F":
        return `${at.year}-${two(at.month)}-${two(at.day)}`;
      case "g":
        return two(calendarIsoWeek(days)[0] % 100);
      case "G":
        return String(calendarIsoWeek(days)[0]);
      case "H":
        return two(at.hour);
      case "I":
        return two(hour12);
      case "j":
        return String(dayOfYear).padStart(3, "0");
      case "k":
        return String(at.hour).padStart(2);
      case "l":
        return String(hour12).padStart(2);
      case "m":
        return two(at.month);
      case "M":
        return two(at.minute);
      case "n":
        return "\n";
      case "p":
        return half;
      case "P":
        return half.toLowerCase();
      case "r":
        return `${two(hour12)}${clock.slice(2)} ${half}`;
      case "R":
        return clock.slice(0, 5);
      case "s":
        return String(localSeconds(days, at));
      case "S":
        return two(at.second);
      case "t":
        return "\t";
      case "T":
      case "X":
        return clock;
      case "u":
        return String(weekday + 1);
      case "U":
        return two(Math.floor((dayOfYear + 6 - ((weekday + 1) % 7)) / 7));
      case "V":
        return two(calendarIsoWeek(days)[1]);
      case "w":
        return String((weekday + 1) % 7);
      case "W":
        return two(Math.floor((dayOfYear + 6 - weekday) / 7));
      case "y":
        return two(at.year % 100);
      case "Y":
        return String(at.year);
      case "z":
        return offset === undefined ? "" : offsetText(offset, "");
      case "Z":
        return zone;
      case "%":
        return "%";
      default:
        return undefined;
    }
  };
  return format.replace(/%([-_0^#]*)(\d*)[EO]?([a-zA-Z%])/g, (all, flags: string, width: string, code: string) => {
    const text = textOf(code);
    return text === undefined ? all : shaped(text, code, flags, Number(width));
  });
}

const patterns: Readonly<Record<string, string>> = {
  d: "(3[01]|[12]\\d|0[1-9]|[1-9]| [1-9])",
  f: "(\\d{1,6})",
  H: "(2[0-3]|[01]\\d|\\d)",
  I: "(1[0-2]|0[1-9]|[1-9])",
  j: "(36[0-6]|3[0-5]\\d|[12]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9])",
  m: "(1[0-2]|0[1-9]|[1-9])",
  M: "([0-5]\\d|\\d)",
  S: "(6[01]|[0-5]\\d|\\d)",
  y: "(\\d\\d)",
  Y: "(\\d{4})",
  z: "([+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|Z)",
  Z: "(UTC|GMT|utc|gmt)",
  p: "(AM|PM|am|pm)",
  a: `(${weekdays.map((one) => one.slice(0, 3)).join("|")})`,
  A: `(${weekdays.join("|")})`,
  b: `(${months.map((one) => one.slice(0, 3)).join("|")})`,
  B: `(${months.join("|")})`,
  w: "([0-6])",
  "%": "%",
};

/** The result of `strptime`: the fields, and the offset in microseconds if the text has one. */
export interface ParsedTime extends TimeFields {
  readonly offset: bigint | undefined;
  readonly zone: string | undefined;
}

/** `strptime`. */
export function parseTime(text: string, format: string, shown: readonly [text: string, format: string]): ParsedTime {
  const codes: string[] = [];
  const expanded = format
    .replaceAll("%c", "%a %b %d %H:%M:%S %Y")
    .replaceAll("%x", "%m/%d/%y")
    .replaceAll("%X", "%H:%M:%S")
    .replaceAll("%T", "%H:%M:%S");
  let pattern = "";
  for (let at = 0; at < expanded.length; at++) {
    const character = expanded[at] as string;
    if (character === "%") {
      const code = expanded[++at];
      if (code === undefined) raise("ValueError", `stray % in format '${format}'`);
      const part = patterns[code];
      if (part === undefined) raise("ValueError", `'${code}' is a bad directive in format '${format}'`);
      if (code !== "%") codes.push(code);
      pattern += part;
    } else if (/\s/.test(character)) {
      while (/\s/.test(expanded[at + 1] ?? "")) at++;
      pattern += "\\s+";
    } else pattern += character.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  }
  const match = new RegExp(`^${pattern}`, "i").exec(text);
  if (match === null) raise("ValueError", `time data ${shown[0]} does not match format ${shown[1]}`);
  if (match[0].length !== text.length) raise("ValueError", `unconverted data remains: ${text.slice(match[0].length)}`);
  const found: Record<string, string> = {};
  for (const [index, code] of codes.entries()) found[code] = match[index + 1] as string;
  return fieldsOf(found);
}

function fieldsOf(found: Readonly<Record<string, string>>): ParsedTime {
  const number = (code: string): number | undefined => (found[code] === undefined ? undefined : Number(found[code]));
  const monthName = found["B"] ?? found["b"];
  const short = number("y");
  const year = number("Y") ?? (short === undefined ? 1900 : short + (short < 69 ? 2000 : 1900));
  let hour = number("H") ?? number("I") ?? 0;
  if (found["H"] === undefined && found["I"] !== undefined) {
    const afternoon = found["p"]?.toLowerCase() === "pm";
    hour = (hour % 12) + (afternoon ? 12 : 0);
  }
  let month =
    number("m") ??
    (monthName === undefined
      ? 1
      : months.findIndex((one) => one.toLowerCase().startsWith(monthName.slice(0, 3).toLowerCase())) + 1);
  let day = number("d") ?? 1;
  const dayOfYear = number("j");
  if (dayOfYear !== undefined && found["m"] === undefined && found["d"] === undefined) {
    const start = new Date(Date.UTC(year, 0, dayOfYear));
    month = start.getUTCMonth() + 1;
    day = start.getUTCDate();
  }
  return {
    year,
    month,
    day,
    hour,
    minute: number("M") ?? 0,
    second: number("S") ?? 0,
    microsecond: Number((found["f"] ?? "").padEnd(6, "0")),
    offset: found["z"] === undefined ? undefined : parseOffset(found["z"]),
    zone: found["Z"],
  };
}

/** The microseconds of `+02:00` and its like. */
export function parseOffset(text: string): bigint {
  if (/^z$/i.test(text)) return 0n;
  const match = /^([+-])(\d\d):?(\d\d)(?::?(\d\d)(?:\.(\d+))?)?$/.exec(text);
  if (match === null) raise("ValueError", `Inconsistent use of : in ${text}`);
  const seconds = BigInt(Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0));
  const micros = seconds * 1_000_000n + BigInt((match[5] ?? "").padEnd(6, "0").slice(0, 6));
  return match[1] === "-" ? -micros : micros;
}
