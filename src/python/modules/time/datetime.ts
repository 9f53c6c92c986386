import { getAttribute } from "../../protocol/attributes.js";
import { callNow } from "../../protocol/call.js";
import { integer, toFloat } from "../../protocol/integers.js";
import { activeRun } from "../../protocol/run.js";
import { repr } from "../../protocol/text.js";
import { defineMembers } from "../../values/native-class.js";
import type { PyClass } from "../../values/py-class.js";
import { raise } from "../../values/py-exception.js";
import { PyFloat } from "../../values/py-float.js";
import type { PyObject } from "../../values/py-instance.js";
import { PyTuple } from "../../values/py-list.js";
import { PyModule } from "../../values/py-module.js";
import { notImplementedSingleton } from "../../values/singletons.js";
import { strOf, typeName } from "../../values/type-of.js";
import type { Value } from "../../values/value.js";
import { calendarDate, calendarDays, calendarIsoWeek } from "./calendar-days.js";
import { formatTime, parseTime, type TimeFields } from "./format-time.js";
import {
  comparable,
  compare,
  dateClass,
  datetimeClass,
  dayMicros,
  epoch,
  fieldNames,
  fieldsAt,
  format,
  getters,
  isoText,
  localMicros,
  makeDate,
  makeDatetime,
  makeTime,
  makeTimezone,
  momentOf,
  offsetOf,
  own,
  replaced,
  reprOf,
  shift,
  timeClass,
  timezoneClass,
  tzinfoClass,
  utcTimezone,
  whole,
  zoneName,
} from "./moment-of.js";
import { fromTimestamp, isoArgument, nowFields, parseClock, parseDate } from "./parse-clock.js";
import { makeTimedelta, timedeltaClass, timedeltaMicros } from "./timedelta.js";

const comparisons = {
  __eq__: ["self, other, /", compare((a, b) => a === b, true)],
  __lt__: ["self, other, /", compare((a, b) => a < b, false)],
  __le__: ["self, other, /", compare((a, b) => a <= b, false)],
  __gt__: ["self, other, /", compare((a, b) => a > b, false)],
  __ge__: ["self, other, /", compare((a, b) => a >= b, false)],
} as const;

const shared = {
  ...comparisons,
  __repr__: ["self, /", reprOf],
  strftime: ["self, format", format],
  __format__: ["self, spec, /", (self: Value, spec: Value) => (spec === "" ? isoText(self, " ") : format(self, spec))],
} as const;

const ordinal = (self: Value): number => calendarDays(own(self).year, own(self).month, own(self).day);

/** `date.timetuple`, and with it what `time.mktime` and `time.strftime` take. */
const timeTuple = (at: TimeFields, isDst: number): PyTuple => {
  const days = calendarDays(at.year, at.month, at.day);
  return new PyTuple([
    at.year,
    at.month,
    at.day,
    at.hour,
    at.minute,
    at.second,
    (days + 6) % 7,
    days - calendarDays(at.year, 1, 1) + 1,
    isDst,
  ]);
};

function subtract(self: PyObject, other: Value): Value {
  const delta = timedeltaMicros(other);
  if (delta !== undefined)
    return shift(
      self,
      -(own(self).kind === "date" ? (delta / dayMicros - (delta % dayMicros < 0n ? 1n : 0n)) * dayMicros : delta),
    );
  const [a, b] = [own(self), momentOf(other)];
  if (b === undefined || a.kind !== b.kind) return notImplementedSingleton;
  const [left, right] = [comparable(self, a), comparable(other, b)];
  if (left.isAware !== right.isAware) raise("TypeError", "can't subtract offset-naive and offset-aware datetimes");
  return makeTimedelta(left.micros - right.micros);
}

const add = (self: PyObject, other: Value): Value => {
  const delta = timedeltaMicros(other);
  return delta === undefined ? notImplementedSingleton : shift(self, delta);
};

defineMembers(dateClass, {
  methods: {
    __new__: [
      "cls, year, month, day",
      (cls: PyClass, year: Value, month: Value, day: Value) => makeDate(whole(year), whole(month), whole(day), cls),
    ],
    ...shared,
    __str__: ["self, /", (self: Value) => isoText(self)],
    isoformat: ["self, /", (self: Value) => isoText(self)],
    replace: [
      "self, year=..., month=..., day=...",
      (self: PyObject, ...given: (Value | undefined)[]) =>
        replaced(self, ["year", "month", "day"], given, undefined, undefined),
    ],
    weekday: ["self, /", (self: Value) => (ordinal(self) + 6) % 7],
    isoweekday: ["self, /", (self: Value) => ((ordinal(self) + 6) % 7) + 1],
    isocalendar: ["self, /", (self: Value) => new PyTuple(calendarIsoWeek(ordinal(self)))],
    toordinal: ["self, /", ordinal],
    timetuple: ["self, /", (self: Value) => timeTuple(own(self), -1)],
    ctime: ["self, /", (self: Value) => formatTime("%c", own(self), undefined, "")],
    __add__: ["self, other, /", add],
    __radd__: ["self, other, /", add],
    __sub__: ["self, other, /", subtract],
  },
  classMethods: {
    today: [
      "cls, /",
      (cls: PyClass) => {
        const { year, month, day } = nowFields(undefined);
        return makeDate(year, month, day, cls);
      },
    ],
    fromordinal: [
      "cls, ordinal, /",
      (cls: PyClass, value: Value) => {
        const days = whole(value);
        if (days < 1) raise("ValueError", "ordinal must be >= 1");
        return makeDate(...calendarDate(days), cls);
      },
    ],
    fromtimestamp: [
      "cls, timestamp, /",
      (cls: PyClass, value: Value) => {
        const { year, month, day } = fromTimestamp(value, undefined);
        return makeDate(year, month, day, cls);
      },
    ],
    fromisoformat: [
      "cls, string, /",
      (cls: PyClass, value: Value) => {
        const { year, month, day } = parseDate(isoArgument(value), value);
        return makeDate(year, month, day, cls);
      },
    ],
  },
  properties: getters(["year", "month", "day"]),
});

defineMembers(timeClass, {
  methods: {
    __new__: [
      "cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0",
      (cls: PyClass, hour: Value, minute: Value, second: Value, microsecond: Value, tzinfo: Value, fold: Value) =>
        makeTime(
          {
            hour: whole(hour),
            minute: whole(minute),
            second: whole(second),
            microsecond: whole(microsecond),
            tzinfo,
            fold: whole(fold),
          },
          cls,
        ),
    ],
    ...shared,
    __str__: ["self, /", (self: Value) => isoText(self)],
    isoformat: ["self, timespec='auto'", (self: Value, spec: Value) => isoText(self, "T", strOf(spec))],
    replace: [
      "self, hour=..., minute=..., second=..., microsecond=..., tzinfo=..., *, fold=...",
      (self: PyObject, ...given: (Value | undefined)[]) =>
        replaced(self, fieldNames.slice(3), given.slice(0, 4), given[4], given[5]),
    ],
    utcoffset: ["self, /", (self: Value) => deltaOrNone(offsetOf(self, own(self)))],
    tzname: ["self, /", (self: Value) => (own(self).tzinfo === null ? null : zoneName(self, own(self)))],
  },
  classMethods: {
    fromisoformat: [
      "cls, string, /",
      (cls: PyClass, value: Value) => makeTime(parseClock(isoArgument(value).replace(/^T/, ""), value), cls),
    ],
  },
  properties: getters(["hour", "minute", "second", "microsecond", "tzinfo", "fold"]),
});

const deltaOrNone = (offset: bigint | undefined): Value => (offset === undefined ? null : makeTimedelta(offset));

/** `astimezone`: a moment without a zone is local time. */
function asZone(self: PyObject, tz: Value): Value {
  const at = own(self);
  const local = BigInt(activeRun().host.utcOffset?.(Number((localMicros(at) - epoch) / 1000n)) ?? 0) * 60_000_000n;
  const offset = offsetOf(self, at) ?? local;
  const target = tz === null ? (local === 0n ? utcTimezone : makeTimezone(local)) : tz;
  const moment = makeDatetime({ ...fieldsAt(localMicros(at) - offset), tzinfo: target }, self.pyClass);
  return callNow(getAttribute(target, "fromutc"), [moment]);
}

function timestampOf(self: Value): PyFloat {
  const at = own(self);
  const local = BigInt(activeRun().host.utcOffset?.(Number((localMicros(at) - epoch) / 1000n)) ?? 0) * 60_000_000n;
  const micros = localMicros(at) - (offsetOf(self, at) ?? local) - epoch;
  return new PyFloat(toFloat(integer(micros)) / 1e6);
}

defineMembers(datetimeClass, {
  methods: {
    __new__: [
      "cls, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0",
      (cls: PyClass, ...given: Value[]) => {
        const fields = Object.fromEntries(fieldNames.map((name, index) => [name, whole(given[index])]));
        return makeDatetime({ ...fields, tzinfo: given[7] as Value, fold: whole(given[8]) }, cls);
      },
    ],
    __str__: ["self, /", (self: Value) => isoText(self, " ")],
    isoformat: [
      "self, sep='T', timespec='auto'",
      (self: Value, separator: Value, spec: Value) => isoText(self, strOf(separator), strOf(spec)),
    ],
    replace: [
      "self, year=..., month=..., day=..., hour=..., minute=..., second=..., microsecond=..., tzinfo=..., *, fold=...",
      (self: PyObject, ...given: (Value | undefined)[]) =>
        replaced(self, fieldNames, given.slice(0, 7), given[7], given[8]),
    ],
    date: ["self, /", (self: Value) => makeDate(own(self).year, own(self).month, own(self).day)],
    time: ["self, /", (self: Value) => makeTime({ ...own(self), tzinfo: null })],
    timetz: ["self, /", (self: Value) => makeTime(own(self))],
    timestamp: ["self, /", timestampOf],
    astimezone: ["self, tz=None", asZone],
    utcoffset: ["self, /", (self: Value) => deltaOrNone(offsetOf(self, own(self)))],
    tzname: ["self, /", (self: Value) => (own(self).tzinfo === null ? null : zoneName(self, own(self)))],
    dst: [
      "self, /",
      (self: Value) => (own(self).tzinfo === null ? null : callNow(getAttribute(own(self).tzinfo, "dst"), [self])),
    ],
    utctimetuple: ["self, /", (self: Value) => timeTuple(fieldsAt(comparable(self, own(self)).micros), 0)],
  },
  classMethods: {
    now: [
      "cls, tz=None",
      (cls: PyClass, tz: Value) => {
        if (tz === null) return makeDatetime(nowFields(undefined), cls);
        return callNow(getAttribute(tz, "fromutc"), [makeDatetime({ ...nowFields(0n), tzinfo: tz }, cls)]);
      },
    ],
    today: ["cls, /", (cls: PyClass) => makeDatetime(nowFields(undefined), cls)],
    utcnow: ["cls, /", (cls: PyClass) => makeDatetime(nowFields(0n), cls)],
    fromtimestamp: [
      "cls, timestamp, tz=None",
      (cls: PyClass, value: Value, tz: Value) => {
        if (tz === null) return makeDatetime(fromTimestamp(value, undefined), cls);
        return callNow(getAttribute(tz, "fromutc"), [makeDatetime({ ...fromTimestamp(value, 0n), tzinfo: tz }, cls)]);
      },
    ],
    utcfromtimestamp: [
      "cls, timestamp, /",
      (cls: PyClass, value: Value) => makeDatetime(fromTimestamp(value, 0n), cls),
    ],
    combine: [
      "cls, date, time, tzinfo=...",
      (cls: PyClass, date: Value, time: Value, tzinfo: Value | undefined) => {
        const [day, clock] = [own(date), own(time)];
        return makeDatetime(
          {
            ...clock,
            year: day.year,
            month: day.month,
            day: day.day,
            tzinfo: tzinfo === undefined ? clock.tzinfo : tzinfo,
          },
          cls,
        );
      },
    ],
    strptime: [
      "cls, date_string, format, /",
      (cls: PyClass, value: Value, spec: Value) => {
        const parsed = parseTime(
          strOf(value) ?? raise("TypeError", `strptime() argument 1 must be str, not ${typeName(value)}`),
          strOf(spec) ?? "",
          [repr(value), repr(spec)],
        );
        const { offset, zone: name, ...fields } = parsed;
        const tzinfo =
          offset === undefined ? null : offset === 0n && name === undefined ? utcTimezone : makeTimezone(offset, name);
        return makeDatetime({ ...fields, tzinfo }, cls);
      },
    ],
    fromisoformat: [
      "cls, string, /",
      (cls: PyClass, value: Value) => {
        const whole = isoArgument(value);
        const cut = /^\d{4}-?W/.test(whole)
          ? /^\d{4}-?W\d{2}(?:-?[1-7])?/.exec(whole)?.[0].length
          : /^\d{8}(?!-)/.test(whole) && whole[4] !== "-"
            ? 8
            : 10;
        const date = parseDate(whole.slice(0, cut), value);
        if (whole.length === cut) return makeDatetime(date, cls);
        return makeDatetime({ ...date, ...parseClock(whole.slice((cut ?? 10) + 1), value) }, cls);
      },
    ],
  },
  properties: getters(["hour", "minute", "second", "microsecond", "tzinfo", "fold"]),
});

dateClass.set("min", makeDate(1, 1, 1));
dateClass.set("max", makeDate(9999, 12, 31));
dateClass.set("resolution", makeTimedelta(dayMicros));
datetimeClass.set("min", makeDatetime({ year: 1, month: 1, day: 1 }));
datetimeClass.set(
  "max",
  makeDatetime({ year: 9999, month: 12, day: 31, hour: 23, minute: 59, second: 59, microsecond: 999999 }),
);
datetimeClass.set("resolution", makeTimedelta(1n));

/** `datetime`. */
export const datetimeModule = (): PyModule =>
  PyModule.of("datetime", {
    date: dateClass,
    time: timeClass,
    datetime: datetimeClass,
    timedelta: timedeltaClass,
    timezone: timezoneClass,
    tzinfo: tzinfoClass,
    UTC: utcTimezone,
    MINYEAR: 1,
    MAXYEAR: 9999,
  });
