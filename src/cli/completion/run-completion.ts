import { revisionWords, templateWords } from "../../commands/completion-words.js";
import { loadConfig } from "../../config/load-config.js";
import type { CliHost } from "../cli-host.js";
import type { MainOptions } from "../main.js";
import type { ProgramSpec } from "../parse-arguments.js";
import { completeLine } from "./complete-line.js";

/** Answers a shell that asks which words fit: one a line. */
export async function runCompletion(
  program: ProgramSpec,
  line: string,
  host: CliHost,
  options: MainOptions & { readonly prog: string },
): Promise<number> {
  const config = await (options.loadConfig ?? loadConfig)({ cwd: host.cwd, env: host.env, cmdOpts: {} });
  const rest = line.startsWith(`${options.prog} `) ? line.slice(options.prog.length + 1) : line;
  const words = await completeLine(program, rest, {
    revisions: () => revisionWords(config),
    templates: () => templateWords(config),
  });
  host.output.out(words.map((word) => `${word}\n`).join(""));
  return 0;
}
