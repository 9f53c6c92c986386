import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, extname, join, sep } from "node:path";

type Variables = Readonly<Record<string, string | undefined>>;

const POSIX = ["sensible-editor", "editor", "nano", "vim", "code"];
const WINDOWS = ["code.exe", "notepad++.exe", "notepad.exe"];

/**
 * Opens a file in the editor that EDITOR or VISUAL names, else in one that is commonly installed, and waits for it.
 *
 * @throws Error where there is no editor, or it ends with a failure.
 */
export function openEditor(path: string, env: Variables, platform: string): void {
  const editor = findEditor(env, platform);
  const done = spawnSync(editor, [path], { stdio: "inherit" });
  if (done.error !== undefined) throw done.error;
  if (done.status !== 0) {
    throw new Error(`Command '${editor} ${path}' returned non-zero exit status ${done.status ?? done.signal}.`);
  }
}

function findEditor(env: Variables, platform: string): string {
  const candidates = platform === "win32" ? [...WINDOWS] : [...POSIX];
  for (const [index, name] of ["EDITOR", "VISUAL"].entries()) {
    const choice = env[name];
    if (choice === undefined) continue;
    if (existsSync(choice)) return choice;
    if (!choice.includes(sep)) candidates.splice(index, 0, choice);
  }
  for (const candidate of candidates) {
    const file = platform === "win32" && extname(candidate) !== ".exe" ? `${candidate}.exe` : candidate;
    for (const folder of (env["PATH"] ?? "").split(delimiter)) {
      const path = join(folder, file);
      if (existsSync(path)) return path;
    }
  }
  throw new Error('No suitable editor found. Please set the "EDITOR" or "VISUAL" environment variables');
}
