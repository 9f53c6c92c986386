import { activeRun } from "../../protocol/run.js";
import { repr } from "../../protocol/text.js";
import { raise } from "../../values/py-exception.js";
import { PyFloat } from "../../values/py-float.js";
import { native } from "../../values/py-function.js";
import { itemsOf, PyTuple } from "../../values/py-list.js";
import { PyModule } from "../../values/py-module.js";
import { intOf, strOf } from "../../values/type-of.js";
import type { Value } from "../../values/value.js";
import { namedTupleClass } from "../language/named-tuple.js";
import { calendarDays } from "./calendar-days.js";
import { formatTime, parseTime, type TimeFields } from "./format-time.js";

const now = (): number => activeRun().host.now?.() ?? Date.now();

const fields = (milliseconds: number): TimeFields => {
  const date = new Date(milliseconds);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    microsecond: 0,
  };
};

const seconds = (value: Value): number =>
  value === null ? now() / 1000 : value instanceof PyFloat ? value.value : Number(intOf(value));

/** A `struct_time` as fields. */
function given(value: Value): TimeFields {
  const [year, month, day, hour, minute, second] = (
    itemsOf(value) ?? raise("TypeError", "Tuple or struct_time argument required")
  ).map(Number);
  return {
    year: year ?? 0,
    month: month ?? 0,
    day: day ?? 0,
    hour: hour ?? 0,
    minute: minute ?? 0,
    second: second ?? 0,
    microsecond: 0,
  };
}

/** `time`. */
export function timeModule(): PyModule {
  const type = namedTupleClass("struct_time", "time", [
    "tm_year",
    "tm_mon",
    "tm_mday",
    "tm_hour",
    "tm_min",
    "tm_sec",
    "tm_wday",
    "tm_yday",
    "tm_isdst",
  ]);
  const struct = (at: TimeFields, isDst: number): PyTuple => {
    const days = calendarDays(at.year, at.month, at.day);
    return new PyTuple(
      [
        at.year,
        at.month,
        at.day,
        at.hour,
        at.minute,
        at.second,
        (days + 6) % 7,
        days - calendarDays(at.year, 1, 1) + 1,
        isDst,
      ],
      type,
    );
  };
  const local = (milliseconds: number): number =>
    milliseconds + (activeRun().host.utcOffset?.(milliseconds) ?? 0) * 60_000;
  const toMilliseconds = (at: TimeFields): number =>
    Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second);
  const clock = (): PyFloat => new PyFloat(performance.now() / 1000);
  return PyModule.of("time", {
    struct_time: type,
    time: native("time", "", () => new PyFloat(now() / 1000)),
    time_ns: native("time_ns", "", () => BigInt(Math.round(now() * 1000)) * 1000n),
    monotonic: native("monotonic", "", clock),
    perf_counter: native("perf_counter", "", clock),
    process_time: native("process_time", "", clock),
    sleep: native("sleep", "seconds, /", (value: Value) => {
      const wait = seconds(value);
      if (wait < 0) raise("ValueError", "sleep length must be non-negative");
      const { signal } = activeRun();
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(null), wait * 1000);
        signal?.addEventListener(
          "abort",
          () => {
            clearTimeout(timer);
            resolve(null);
          },
          { once: true },
        );
      });
    }),
    gmtime: native("gmtime", "seconds=None, /", (value: Value) => struct(fields(seconds(value) * 1000), 0)),
    localtime: native("localtime", "seconds=None, /", (value: Value) =>
      struct(fields(local(seconds(value) * 1000)), 0),
    ),
    mktime: native("mktime", "tuple, /", (value: Value) => {
      const milliseconds = toMilliseconds(given(value));
      return new PyFloat((milliseconds - (local(milliseconds) - milliseconds)) / 1000);
    }),
    strftime: native("strftime", "format, tuple=None, /", (format: Value, value: Value) =>
      formatTime(strOf(format) ?? "", value === null ? fields(local(now())) : given(value), undefined, "UTC"),
    ),
    strptime: native("strptime", "string, format='%a %b %d %H:%M:%S %Y', /", (text: Value, format: Value) =>
      struct(parseTime(strOf(text) ?? "", strOf(format) ?? "", [repr(text), repr(format)]), -1),
    ),
    timezone: 0,
    altzone: 0,
    daylight: 0,
    tzname: new PyTuple(["UTC", "UTC"]),
  });
}
