import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { CommandError } from "../support/command-error.js";
import type { Output } from "../support/output.js";

/** Something that runs a program and passes on what it prints. */
export type RunTool = (
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly output: Output },
) => Promise<void>;

/**
 * Runs a program to its end. Its exit status is not looked at: a formatter that finds fault does not undo the file.
 *
 * @throws {CommandError} Where the program cannot be started.
 */
export const runTool: RunTool = (command, args, { cwd, output }) =>
  new Promise((resolve, reject) => {
    // On Windows the programs of node_modules/.bin are command files, which only a shell runs.
    const shell = /\.(?:cmd|bat)$/i.test(command);
    const child = spawn(command, [...args], { cwd, shell, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.setEncoding("utf8").on("data", (text: string) => output.out(text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => output.err(text));
    child.on("error", (cause: NodeJS.ErrnoException) => {
      // A missing folder and a missing program are one code to the system.
      const missing = existsSync(cwd) ? "there is no such program" : `there is no folder '${cwd}'`;
      const reason = cause.code === "ENOENT" ? missing : cause.message;
      reject(new CommandError(`Can't run '${command}': ${reason}`, { cause }));
    });
    child.on("close", () => resolve());
  });
