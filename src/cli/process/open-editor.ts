import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { delimiter, extname, join, sep } from "node:path";
import { splitCommandLine, unquoted } from "../../config/python/split-command-line.js";

type Variables = Readonly<Record<string, string | undefined>>;

const POSIX = ["sensible-editor", "editor", "nano", "vim", "code"];
const WINDOWS = ["code.exe", "notepad++.exe", "notepad.exe"];

/** An editor's program with the arguments before the file. */
type Editor = readonly [program: string, ...args: readonly string[]];

/**
 * Opens a file in the editor that EDITOR or VISUAL names, otherwise in a common one that is installed, and waits for
 * it.
 *
 * @throws Error where no editor is installed, the variables name a missing one, or it ends with a failure.
 */
export function openEditor(path: string, env: Variables, platform: string): void {
  const [program, ...args] = findEditor(env, platform);
  const done = spawnSync(program, [...args, path], { stdio: "inherit" });
  if (done.error !== undefined) throw done.error;
  if (done.status === 0) return;
  const command = [program, ...args, path].join(" ");
  if (done.signal !== null) throw new Error(`Command '${command}' died with signal ${done.signal}.`);
  throw new Error(`Command '${command}' returned non-zero exit status ${done.status}.`);
}

function findEditor(env: Variables, platform: string): Editor {
  const chosen = ["EDITOR", "VISUAL"].filter((name) => (env[name] ?? "").trim() !== "");
  for (const name of chosen) {
    const editor = editorOf(env[name] ?? "", env, platform);
    if (editor !== undefined) return editor;
  }
  if (chosen.length > 0) {
    const values = chosen.map((name) => `${name}='${env[name]}'`).join(", ");
    throw new Error(`No such program: ${values}`);
  }
  for (const candidate of platform === "win32" ? WINDOWS : POSIX) {
    const program = programOnPath(candidate, env, platform);
    if (program !== undefined) return [program];
  }
  throw new Error('No suitable editor found. Please set the "EDITOR" or "VISUAL" environment variables');
}

/** The whole choice, because a path may have spaces, otherwise its first word with the others as arguments. */
function editorOf(choice: string, env: Variables, platform: string): Editor | undefined {
  const whole = programOf(choice, env, platform);
  if (whole !== undefined) return [whole];
  const isPosix = platform !== "win32";
  const words = splitCommandLine(choice, isPosix);
  const [first = "", ...args] = isPosix ? words : words.map(unquoted);
  const program = programOf(first, env, platform);
  return program === undefined ? undefined : [program, ...args];
}

function programOf(name: string, env: Variables, platform: string): string | undefined {
  if (isFile(name)) return name;
  return name.includes(sep) ? undefined : programOnPath(name, env, platform);
}

function programOnPath(name: string, env: Variables, platform: string): string | undefined {
  const file = platform === "win32" && extname(name) !== ".exe" ? `${name}.exe` : name;
  return (env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, file))
    .find(isFile);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
