import { revisionWords, templateWords } from "../../commands/results/completion-words.js";
import type { Config } from "../../config/config.js";
import { loadConfig } from "../../config/load-config.js";
import type { CliHost } from "../cli-host.js";
import { exitCodes } from "../exit-codes.js";
import type { ProgramSpec } from "../grammar/parse-arguments.js";
import type { MainOptions } from "../main-options.js";
import { completeLine } from "./complete-line.js";
import { configurationOf } from "./configuration-of.js";

/** Prints the words that fit at the end of a command line, one a line, for a shell's completion. */
export async function runCompletion(
  program: ProgramSpec,
  line: string,
  host: CliHost,
  options: MainOptions & { readonly prog: string },
): Promise<number> {
  const rest = line.startsWith(`${options.prog} `) ? line.slice(options.prog.length + 1) : line;
  const load = async (): Promise<Config> =>
    (options.loadConfig ?? loadConfig)({
      cwd: host.cwd,
      env: host.env,
      ...configurationOf(program.options, rest.split(/\s+/).filter(Boolean)),
      cmdOpts: {},
    });
  const words = await completeLine(program, rest, {
    revisions: () => wordsOf(load, revisionWords),
    templates: () => wordsOf(load, templateWords),
  });
  host.output.out(words.map((word) => `${word}\n`).join(""));
  return exitCodes.done;
}

/** The words that a configuration gives; none where it cannot be read, because the command itself will report that. */
async function wordsOf(
  load: () => Promise<Config>,
  words: (config: Config) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  let config: Config;
  try {
    config = await load();
  } catch {
    return [];
  }
  return words(config);
}
