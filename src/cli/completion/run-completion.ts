import { join } from "node:path";
import { templateFolder } from "../../commands/template-folder.js";
import { loadConfig } from "../../config/load-config.js";
import { ScriptDirectory } from "../../script/script-directory.js";
import type { CliHost } from "../cli-host.js";
import type { MainOptions } from "../main.js";
import type { ProgramSpec } from "../parse-arguments.js";
import { completeLine } from "./complete-line.js";

/** Answers a shell that asks which words fit: one a line. A project that cannot be read has no revisions to offer. */
export async function runCompletion(
  program: ProgramSpec,
  line: string,
  host: CliHost,
  options: MainOptions & { readonly prog: string },
): Promise<number> {
  const config = await (options.loadConfig ?? loadConfig)({ cwd: host.cwd, env: host.env, cmdOpts: {} });
  const { files } = config.services;
  const folder = templateFolder(files);
  const rest = line.startsWith(`${options.prog} `) ? line.slice(options.prog.length + 1) : line;
  const words = await completeLine(program, rest, {
    async revisions() {
      try {
        return (await ScriptDirectory.fromConfig(config)).revisionMap.keys;
      } catch {
        // Not a migration project, or a broken one: the commands say so, a completion has nothing to say.
        return [];
      }
    },
    async templates() {
      return files
        .list(folder)
        .flatMap((entry) => (files.exists(join(folder, entry.name, "README")) ? [entry.name] : []));
    },
  });
  host.output.out(words.map((word) => `${word}\n`).join(""));
  return 0;
}
