import { expect, test } from "vitest";
import { loadConfig } from "../../src/config/load-config.js";
import { configuredLogger } from "../../src/config/logging/configured-logger.js";
import { MemoryOutput } from "../../src/support/output.js";
import { MemoryFileSystem } from "./memory-file-system.js";

/** What two events leave on stderr where lines have the format. */
function logged(format: string): string {
  const text = `[loggers]
keys = root
[handlers]
keys = console
[formatters]
keys = generic
[logger_root]
level = INFO
handlers = console
[handler_console]
class = StreamHandler
args = (sys.stderr,)
formatter = generic
[formatter_generic]
format = ${format}
`;
  const output = new MemoryOutput();
  const files = new MemoryFileSystem({ "/here/alembic.ini": text });
  const config = loadConfig({ cwd: "/here", files, output });
  let seconds = 0;
  const clock = { now: () => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds++)) };
  const logger = configuredLogger(config.withServices({ clock }));
  logger.start?.();
  logger.log(20, "app", "one");
  logger.log(30, "app", "two");
  return output.stderr;
}

// The values of Python's own records outside of any exception and task.
test.each([
  ["%(relativeCreated)d %(message)s", "0 one\n1000 two\n"],
  ["%(msg)s %(args)s %(levelname)s", "one () INFO\ntwo () WARNING\n"],
  ["%(exc_info)s %(exc_text)s %(stack_info)s %(taskName)s", "None None None None\nNone None None None\n"],
  ["%(processName)s %(threadName)s", "MainProcess MainThread\nMainProcess MainThread\n"],
])("when a format says %s then every attribute of Python's records has a value", (format, lines) => {
  expect(logged(format)).toBe(lines);
});

test.each([
  ["%(nope)s %(message)s", "unknown name 'nope' in '%(nope)s %(message)s'"],
  ["%(message)d", "%d format: a real number is required, not str in '%(message)d'"],
])("when a format is wrong, as %s is, then that is said once and the messages are there", (format, problem) => {
  const [first, ...rest] = logged(format).split("\n");
  expect(first).toContain(`log format: ${problem}`);
  expect(rest).toEqual(["one", "two", ""]);
});
