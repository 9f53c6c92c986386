import { CommandError } from "../../support/command-error.js";

/** A moment as the clock on the wall shows it: what a revision's Create Date and file name are made of. */
export interface CreateDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** Seconds since 1970. */
  readonly epoch: number;
  /** `+02:00`, where a time zone is configured. */
  readonly offset: string;
}

function zoneOf(name: string): string | undefined {
  // Node takes an offset for a zone's name, Python does not.
  if (/^[+-]/.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
}

/**
 * Splits a moment into its parts: in the machine's own zone, or in the zone of that name.
 *
 * @throws {CommandError} Where there is no such zone.
 */
export function createDate(now: Date, timezone: string | undefined): CreateDate {
  const epoch = Math.floor(now.getTime() / 1000);
  const millisecond = ((now.getTime() % 1000) + 1000) % 1000;
  if (timezone === undefined || timezone === "") {
    return {
      year: now.getFullYear(),
      month: now.getMonth() + 1,
      day: now.getDate(),
      hour: now.getHours(),
      minute: now.getMinutes(),
      second: now.getSeconds(),
      millisecond,
      epoch,
      offset: "",
    };
  }
  const zone = zoneOf(timezone) ?? zoneOf(timezone.toUpperCase());
  if (zone === undefined)
    throw new CommandError(`Can't locate timezone: ${timezone}`, {
      hint: "Write a name of the IANA database, such as Europe/Berlin or UTC.",
    });
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  const [year, month, day, hour, minute, second] = ["year", "month", "day", "hour", "minute", "second"].map(
    (type) => parts.get(type as Intl.DateTimeFormatPartTypes) ?? 0,
  ) as [number, number, number, number, number, number];
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  return {
    year,
    month,
    day,
    hour,
    minute,
    second,
    millisecond,
    epoch,
    offset: offsetText(Math.round((wall / 1000 - epoch) / 60)),
  };
}

/** The text of a moment as Python's `str(datetime)` gives it. */
export function createDateText(date: CreateDate): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const micro = date.millisecond === 0 ? "" : `.${String(date.millisecond).padStart(3, "0")}000`;
  return (
    `${String(date.year).padStart(4, "0")}-${two(date.month)}-${two(date.day)} ` +
    `${two(date.hour)}:${two(date.minute)}:${two(date.second)}${micro}${date.offset}`
  );
}
