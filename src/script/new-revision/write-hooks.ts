import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Config } from "../../config/config.js";
import type { PostWriteHook } from "../../config/post-write-hooks.js";
import { pythonRepr } from "../../config/python/python-repr.js";
import { splitCommandLine } from "../../config/python/split-command-line.js";
import { withStatus } from "../../config/status-lines.js";
import { CommandError } from "../../support/command-error.js";
import type { Output } from "../../support/output.js";

const fileToken = "REVISION_SCRIPT_FILENAME";

/** A hook that a program registers: it receives the path of the new file and the hook's options. */
export type WriteHook = (path: string, options: Readonly<Record<string, string>>) => void | Promise<void>;

function required(hook: PostWriteHook, option: string): string {
  const value = hook.options[option];
  if (value === undefined) {
    throw new CommandError(`Key ${hook.name}.${option} is required for post write hook ${pythonRepr(hook.name)}`);
  }
  return value;
}

const howToInstall = (name: string): string =>
  `No node_modules/.bin has a program '${name}': install its package, or take 'type = exec' with 'executable' for a program of the system, Python's too.`;

/** The program of that name in the `node_modules/.bin` of the file's folders, then of the working directory's. */
function packageProgram(config: Config, path: string, name: string): string | undefined {
  const { files, platform } = config.services;
  const file = platform === "win32" ? `${name}.cmd` : name;
  for (const start of [dirname(path), resolve(config.cwd)]) {
    for (let folder = start; ; folder = dirname(folder)) {
      const candidate = join(folder, "node_modules", ".bin", file);
      if (files.exists(candidate)) return candidate;
      if (folder === dirname(folder)) break;
    }
  }
  return undefined;
}

function commandOf(config: Config, path: string, hook: PostWriteHook, type: string): string | undefined {
  if (type === "exec") return required(hook, "executable");
  if (type === "module") {
    const name = required(hook, "module");
    const program = packageProgram(config, path, name);
    if (program === undefined) throw new CommandError(`Could not find module ${name}`, { hint: howToInstall(name) });
    return program;
  }
  if (type !== "console_scripts") return undefined;
  const name = required(hook, "entrypoint");
  const program = packageProgram(config, path, name);
  if (program === undefined)
    throw new CommandError(`Could not find entrypoint console_scripts.${name}`, { hint: howToInstall(name) });
  return program;
}

/** Stands for a folder while options are split; no option can hold it. */
const placeOfFolder = (at: number): string => `\0folder${at}\0`;

/**
 * The arguments of a hook's tool: the file's path replaces the token, or is the first argument.
 *
 * @param folders - folders that `%(here)s` stands for in the options: each stays whole, whatever spaces, quotes and
 *   backslashes its name has.
 */
export function hookArguments(
  options: string,
  path: string,
  posix: boolean,
  folders: readonly string[] = [],
): readonly string[] {
  const given = options.includes(fileToken) ? options : `${fileToken} ${options}`;
  const text = folders.reduce((one, folder, at) => one.replaceAll(folder, placeOfFolder(at)), given);
  return splitCommandLine(text, posix).map((word) =>
    folders
      .reduce((one, folder, at) => one.replaceAll(placeOfFolder(at), () => folder), word)
      .replaceAll(fileToken, () => path),
  );
}

/** The folders of the configuration's files in which a shell's signs occur; the longest first, as one may hold another. */
function foldersWithSigns({ cwd, configFileName, tomlFileName, packageJsonName }: Config): readonly string[] {
  const names = [configFileName, tomlFileName, packageJsonName].filter((name) => name !== undefined);
  const folders = new Set(names.map((name) => dirname(resolve(cwd, name)).replaceAll("\\", "/")));
  return [...folders].filter((folder) => /[\s'"\\]/.test(folder)).sort((one, other) => other.length - one.length);
}

/** Runs a program and passes on its output. */
export type RunTool = (
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly output: Output },
) => Promise<void>;

/**
 * Runs a program to its end. Its exit status is ignored: the file stays, even where a formatter finds mistakes in it.
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
      // The system has one error code for a missing folder and a missing program.
      const missing = existsSync(cwd) ? "there is no such program" : `there is no folder '${cwd}'`;
      const reason = cause.code === "ENOENT" ? missing : cause.message;
      reject(new CommandError(`Can't run '${command}': ${reason}`, { cause }));
    });
    child.on("close", () => resolve());
  });

/**
 * Runs the post-write hooks on a new revision file, in order.
 *
 * @throws {CommandError} Where a hook lacks an option or has an unknown type, or its tool is missing.
 */
export async function runWriteHooks(
  config: Config,
  path: string,
  own: ReadonlyMap<string, WriteHook>,
  run: RunTool = runTool,
): Promise<void> {
  // As in Alembic, the lines about hooks are printed in quiet runs too.
  const loud = config.withCmdOpts({ quiet: false });
  for (const hook of config.getHooksList()) {
    const type = hook.options["type"];
    if (type === undefined) {
      throw new CommandError(
        `Key '${hook.name}.type' (or 'type' in toml) is required for post write hook ${pythonRepr(hook.name)}`,
      );
    }
    const work = async (): Promise<void> => {
      const registered = own.get(type);
      if (registered !== undefined) return registered(path, hook.options);
      const command = commandOf(config, path, hook, type);
      if (command === undefined)
        throw new CommandError(`No formatter with name '${type}' registered`, {
          hint: "The types are exec (a program), console_scripts and module (a program of node_modules/.bin), and what env.ts registers.",
        });
      const isPosix = config.services.platform !== "win32";
      const args = hookArguments(hook.options["options"] ?? "", path, isPosix, foldersWithSigns(config));
      await run(command, args, {
        cwd: resolve(config.cwd, hook.options["cwd"] ?? "."),
        output: config.output,
      });
    };
    await withStatus(loud, `Running post write hook ${pythonRepr(hook.name)}`, work, { newline: true });
  }
}
