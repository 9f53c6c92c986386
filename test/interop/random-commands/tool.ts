import { main } from "../../../src/cli/main.js";
import { MemoryOutput } from "../../../src/support/output.js";
import type { Oracle } from "../oracle.js";

/** What a command left behind. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** One of the two tools, at work in a folder of its own. */
export interface Tool {
  readonly folder: string;
  run(argv: readonly string[], env?: Readonly<Record<string, string>>): Promise<Outcome>;
}

/** Python's Alembic. */
export function pythonTool(oracle: Oracle, folder: string): Tool {
  return { folder, run: (argv, env) => oracle.alembic(folder, argv, env) };
}

/** This package, in this process. */
export function ourTool(folder: string): Tool {
  return {
    folder,
    async run(argv, env = {}) {
      const output = new MemoryOutput();
      const code = await main(argv, { cwd: folder, env, output });
      return { code, stdout: output.stdout, stderr: output.stderr };
    },
  };
}
