import { describe, expect, test } from "vitest";
import { Config } from "../../src/config/config.js";
import type { ConfigWarning } from "../../src/config/config-services.js";
import { loadConfig } from "../../src/config/load-config.js";
import { configuredLogger } from "../../src/config/logging/configured-logger.js";
import { pythonRepr } from "../../src/config/python/python-repr.js";
import { wrapText } from "../../src/config/wrap-text.js";
import { CommandError } from "../../src/support/command-error.js";
import type { LogLevel } from "../../src/support/logger.js";
import { MemoryOutput } from "../../src/support/output.js";
import { MemoryFileSystem } from "./memory-file-system.js";
import { type Answer, vectors } from "./vectors.js";

function configOf(files: Readonly<Record<string, string>>, cwd = "/here"): Config {
  return loadConfig({ cwd, files: new MemoryFileSystem(files) });
}

/** Python's answer, or ours, in one form: the value, or that there is none. */
function answerOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    expect(error).toBeInstanceOf(CommandError);
    return "an error";
  }
}
const expected = ({ error, value }: Answer): unknown => (error === undefined ? value : "an error");

describe("configurations as Alembic reads them", () => {
  test.each(
    vectors<{
      readonly text: string;
      readonly answers: Readonly<Record<string, Answer>>;
      readonly booleans: Readonly<Record<string, Answer>>;
      readonly hooks: { readonly value: readonly Readonly<Record<string, string>>[] };
    }>("toml"),
  )(
    "when pyproject.toml is that of case %# then its keys have Alembic's values",
    ({ text, answers, booleans, hooks }) => {
      const config = configOf({ "/here/pyproject.toml": text });
      for (const [key, answer] of Object.entries(answers)) {
        expect([key, answerOf(() => config.getAlembicValue(key))]).toEqual([key, expected(answer)]);
        const boolean = booleans[key] ?? {};
        const seen = answerOf(() => config.getAlembicBooleanOption(key));
        expect([key, seen]).toEqual([key, expected(boolean)]);
      }
      const found = config.getHooksList().map(({ name, options }) => ({ ...options, _hook_name: name }));
      expect(found).toEqual(hooks.value);
    },
  );

  test("when the same keys stand in package.json then they have the same values", () => {
    const toml = configOf({
      "/here/pyproject.toml":
        '[tool.alembic]\nscript_location = "%(here)s/x"\nlist = ["%(here)s/a", "b%%c"]\nyes = true\nn = 4\n',
    });
    const json = configOf({
      "/here/package.json": JSON.stringify({
        alembic: { script_location: "%(here)s/x", list: ["%(here)s/a", "b%%c"], yes: true, n: 4 },
      }),
    });
    for (const key of ["script_location", "list", "yes", "n", "none"]) {
      expect(json.getAlembicValue(key)).toEqual(toml.getAlembicValue(key));
    }
    expect(json.getAlembicBooleanOption("yes")).toBe(true);
  });

  test.each(
    vectors<{
      readonly pathSeparator: string | null;
      readonly versionPathSeparator: string | null;
      readonly text: string;
      readonly versions: Answer & { readonly warnings: readonly string[] };
      readonly prepend: Answer & { readonly warnings: readonly string[] };
    }>("lists"),
  )(
    "when path_separator is $pathSeparator/$versionPathSeparator and the list $text then it is split as in Python",
    (one) => {
      const warnings: ConfigWarning[] = [];
      const config = Config.fromValues(
        {
          path_separator: one.pathSeparator ?? undefined,
          version_path_separator: one.versionPathSeparator ?? undefined,
          version_locations: one.text,
          prepend_sys_path: one.text,
        },
        { platform: "linux", warn: (warning) => warnings.push(warning) },
      );
      expect(answerOf(() => config.getVersionLocationsList() ?? null)).toEqual(expected(one.versions));
      expect(warnings.splice(0).map(({ message }) => message)).toEqual(one.versions.warnings);
      expect(answerOf(() => config.getPrependSysPathsList() ?? null)).toEqual(expected(one.prepend));
      expect(warnings.map(({ message }) => message)).toEqual(one.prepend.warnings);
      expect(warnings.every(({ category }) => category === "DeprecationWarning")).toBe(true);
    },
  );

  test.each(vectors<{ readonly text: string; readonly value: boolean }>("booleans"))(
    "when a boolean of an ini file is '$text' then it is $value",
    ({ text, value }) => {
      expect(Config.fromValues({ sourceless: text }).getAlembicBooleanOption("sourceless")).toBe(value);
    },
  );

  test.each(vectors<{ readonly text: string; readonly value: readonly Readonly<Record<string, string>>[] }>("hooks"))(
    "when the hooks are $text then they are Alembic's list",
    ({ text, value }) => {
      const config = configOf({ "/here/alembic.ini": `[alembic]\n[post_write_hooks]\n${text}\n` });
      const found = config.getHooksList().map(({ name, options }) => ({ ...options, _hook_name: name }));
      expect(found).toEqual(value);
    },
  );

  test.each(vectors<{ readonly text: string; readonly value: string }>("reprs"))(
    "when $text is shown as Python code then it is Python's repr",
    ({ text, value }) => {
      expect(pythonRepr(text)).toBe(value);
    },
  );

  test.each(vectors<{ readonly text: string; readonly width: number; readonly value: readonly string[] }>("wraps"))(
    "when $text is wrapped to $width columns then the lines are textwrap's",
    ({ text, width, value }) => {
      expect(wrapText(text, width)).toEqual(value);
    },
  );

  test.each(
    vectors<{
      readonly text: string;
      readonly events: readonly (readonly [LogLevel, string, string])[];
      readonly stdout: string;
      readonly stderr: string;
    }>("logging"),
  )(
    "when logging is configured as in case %# then the lines are those of Python's logging",
    ({ text, events, stdout, stderr }) => {
      const output = new MemoryOutput();
      const files = new MemoryFileSystem({ "/here/alembic.ini": text });
      const logger = configuredLogger(loadConfig({ cwd: "/here", files, output }));
      logger.log(40, "alembic", "before the environment runs nothing is seen");
      logger.start?.();
      for (const [level, name, message] of events) logger.log(level, name, message);
      expect(output.stdout).toBe(stdout);
      expect(output.stderr).toBe(stderr);
    },
  );
});
