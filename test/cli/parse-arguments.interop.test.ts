import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CommandSpec, OptionSpec } from "../../src/cli/grammar/command-spec.js";
import { commandSpecs } from "../../src/cli/grammar/command-specs.js";
import { globalOptions } from "../../src/cli/grammar/option-specs.js";
import { parseArguments } from "../../src/cli/grammar/parse-arguments.js";
import { UsageError } from "../../src/cli/grammar/usage-error.js";
import { Oracle } from "../interop/oracle.js";
import { noPython, python } from "../interop/python.js";
import { Random } from "../interop/random.js";

const SNIPPET = `
import contextlib, io
from alembic.config import CommandLine
parser = CommandLine(prog="alembic").parser
result = []
for argv in args:
    err, out = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stderr(err), contextlib.redirect_stdout(out):
            options = vars(parser.parse_args(argv))
        values = {k: v for k, v in options.items() if k != "cmd"}
        result.append({"command": options["cmd"][0].__name__, "values": values} if "cmd" in options else {"error": "too few arguments"})
    except SystemExit as stop:
        if stop.code == 0:
            result.append({"stopped": "help" if "usage" in out.getvalue() else "version"})
        else:
            result.append({"error": err.getvalue()[:-1].split("error: ", 1)[1]})
`;

/**
 * Alembic's own commands and options: what we add would make Python's prefixes ambiguous. Its `upgrade` has no default
 * for the revision.
 */
const alembicCommands: readonly CommandSpec[] = commandSpecs
  .filter((command) => !command.ours)
  .map((command) => ({
    ...command,
    options: command.options.filter((option: OptionSpec) => !option.ours),
    positionals: command.positionals.map(({ optional, ...positional }) =>
      optional && command.name !== "upgrade" ? { ...positional, optional } : positional,
    ),
  }));

const words = [
  "upgrade",
  "downgrade",
  "history",
  "stamp",
  "revision",
  "merge",
  "heads",
  "current",
  "check",
  "init",
  "show",
  "edit",
  "branches",
  "list_templates",
  "ensure_version",
  "nonsense",
  "head",
  "-1",
  "+1",
  "-1.5",
  "-2:",
  "-r-2:",
  "--rev-range=-2:",
  "--rev-range",
  "-r",
  "-v",
  "-i",
  "-vi",
  "-iv",
  "-vx",
  "--sql",
  "--sq",
  "--s",
  "--sql=1",
  "--tag",
  "--tag=",
  "--ta=x",
  "t",
  "-m",
  "-mtext",
  "-m=text",
  "--message",
  "--mess",
  "--rev",
  "--rev-id",
  "--r",
  "--splice",
  "--head",
  "--head=a@head",
  "--depends-on",
  "d",
  "--autogenerate",
  "--auto",
  "--branch-label",
  "--version-path",
  "--purge",
  "--p",
  "--package",
  "-t",
  "-c",
  "x.ini",
  "-n",
  "sec",
  "-x",
  "a=b",
  "-q",
  "--quiet",
  "--raiseerr",
  "--ver",
  "--version",
  "-h",
  "--help",
  "",
  "-",
  "a b",
  "-a b",
  "--no such",
  "-z",
  "--unknown",
  "--check-heads",
  "--verbose",
  "--resolve",
  "-tq",
  "-qx",
  "-qq",
  "-1x",
] as const;

function ours(argv: readonly string[]) {
  try {
    const line = parseArguments({ about: "", options: globalOptions, commands: alembicCommands }, argv);
    if (line.kind !== "run") return { stopped: line.kind };
    const options = [...globalOptions, ...line.command.options];
    const given = { ...line.globals, ...line.values };
    const values = Object.fromEntries(
      [...options, ...line.command.positionals.filter(({ onlyWith }) => onlyWith === undefined)].map(({ key }) => [
        snake(key),
        given[key] ?? null,
      ]),
    );
    return { command: line.command.name, values };
  } catch (error) {
    if (error instanceof UsageError) return { error: error.message };
    throw error;
  }
}

const snake = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

describe.skipIf(python() === undefined)(`the command line against Python's argparse (${noPython})`, () => {
  let oracle: Oracle;
  beforeAll(() => {
    oracle = new Oracle();
  });
  afterAll(() => oracle.close());

  test("when random words are parsed then values, errors and stops are the same", async () => {
    const random = Random.fromEnvironment("argparse");
    const lines = Array.from({ length: Number(process.env["COUNT"] ?? 3000) }, () =>
      Array.from({ length: random.below(7) }, () => random.pick(words)),
    );
    const expected = (await oracle.run(SNIPPET, lines)) as object[];
    for (const [index, argv] of lines.entries()) {
      expect({ argv, ...ours(argv) }, random.note).toEqual({ argv, ...expected[index] });
    }
  });
});
