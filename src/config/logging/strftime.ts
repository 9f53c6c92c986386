const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const two = (value: number): string => String(value).padStart(2, "0");

/** A moment in local time by the directives of C's `strftime`, as log lines use them; others stay as they are. */
export function strftime(format: string, date: Date): string {
  const hour12 = date.getHours() % 12 || 12;
  const zone = -date.getTimezoneOffset();
  const values: Readonly<Record<string, string>> = {
    "%": "%",
    Y: String(date.getFullYear()),
    y: two(date.getFullYear() % 100),
    m: two(date.getMonth() + 1),
    d: two(date.getDate()),
    H: two(date.getHours()),
    I: two(hour12),
    M: two(date.getMinutes()),
    S: two(date.getSeconds()),
    p: date.getHours() < 12 ? "AM" : "PM",
    A: days[date.getDay()] ?? "",
    a: (days[date.getDay()] ?? "").slice(0, 3),
    B: months[date.getMonth()] ?? "",
    b: (months[date.getMonth()] ?? "").slice(0, 3),
    z: `${zone < 0 ? "-" : "+"}${two(Math.trunc(Math.abs(zone) / 60))}${two(Math.abs(zone) % 60)}`,
    F: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
    T: `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`,
  };
  return format.replace(/%(.)/g, (whole, letter: string) => values[letter] ?? whole);
}
