import { expect, test } from "vitest";
import { runSnippet } from "./run-snippet.js";

// What Python prints with the C library of Linux.
test.each([
  ["%-d.%-m.%Y %-U %-W %-V %-j %-M", "5.1.2024 0 1 1 5 4"],
  ["%e|%k|%l|%P|%r|%g|%s|%C", " 5| 3| 3|am|03:04:05 AM|24|1704423845|20"],
  ["%_H|%_d|%0e|%_j|%^a|%^B|%#p|%#b", " 3| 5|05|  5|FRI|JANUARY|am|JAN"],
  ["%5d|%_5d|%-5d|%05Y|%6p|%10a", "00005|    5|    5|02024|    AM|       Fri"],
  ["%Q %N 100%% %", "%Q %N 100% %"],
])("when a moment is formatted as %s then it is %s", async (format, expected) => {
  const source = `import datetime\nprint(datetime.datetime(2024, 1, 5, 3, 4, 5, 6).strftime(${JSON.stringify(format)}))\n`;
  expect((await runSnippet(source)).output).toBe(`${expected}\n`);
});

test("when JSON has the character DEL then it is escaped, as all that Python does not print is", async () => {
  expect((await runSnippet('import json\nprint(json.dumps(" ~\\x7f\\x80"))\n')).output).toBe('" ~\\u007f\\u0080"\n');
});

test("when a CSV field without quotes has a carriage return then it is an error, and no text is lost", async () => {
  const { error } = await runSnippet('import csv\nprint(list(csv.reader(["a\\r\\n", "b\\rc"])))\n');
  expect(error).toMatch(/^Error: new-line character seen in unquoted field/);
});
