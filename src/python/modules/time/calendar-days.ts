/** Days of the proleptic Gregorian calendar: day 1 is the first of January of the year 1. */
export function calendarDays(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 305;
}

/** The date of a day. */
export function calendarDate(days: number): readonly [year: number, month: number, day: number] {
  const z = days + 305;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * mp + 2) / 5) + 1;
  const month = mp < 10 ? mp + 3 : mp - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}

export const isCalendarLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export const calendarMonthLength = (year: number, month: number): number =>
  month === 2 && isCalendarLeap(year) ? 29 : ([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] as number);

/** The ISO year, week and weekday of a day. */
export function calendarIsoWeek(days: number): readonly [year: number, week: number, weekday: number] {
  const weekday = ((days + 6) % 7) + 1;
  const [year] = calendarDate(days - weekday + 4);
  const first = calendarDays(year, 1, 4);
  const monday = first - ((first + 6) % 7);
  return [year, Math.floor((days - monday) / 7) + 1, weekday];
}
