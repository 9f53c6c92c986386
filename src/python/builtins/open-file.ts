import { callSpecial } from "../protocol/call.js";
import { activeRun } from "../protocol/run.js";
import { raise } from "../values/py-exception.js";
import { native } from "../values/py-function.js";
import { strOf } from "../values/type-of.js";
import type { Eval, Value } from "../values/value.js";
import { decodeBytes } from "./encode-text.js";
import { bytesIO, stringIO } from "./memory-files.js";

/** The path that a string or a `pathlib` object stands for. */
export function pathText(path: Value): string {
  return (
    strOf(path) ??
    strOf(callSpecial(path, "__fspath__") ?? null) ??
    raise("TypeError", "expected str, bytes or os.PathLike object")
  );
}

/** Reads a whole file through the host; a path is taken from the working folder. */
export function* readFile(path: string): Eval<Uint8Array> {
  const { host } = activeRun();
  const full =
    path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path)
      ? path
      : `${host.folder ?? ""}/${path}`.replace(/^\//, host.folder === undefined ? "" : "/");
  const found = host.readFile?.(full);
  const bytes = (found instanceof Promise ? yield found : found) as Uint8Array | undefined;
  if (bytes === undefined) raise("FileNotFoundError", 2, "No such file or directory", path);
  return bytes;
}

/** `open`: for reading alone, below the environment's own folders. */
export const openFile = native(
  "open",
  "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None",
  function* (file: Value, mode: Value, _buffering: Value, encoding: Value, errors: Value): Eval {
    const flags = strOf(mode) ?? "r";
    if (/[wax+]/.test(flags)) raise("PermissionError", 1, "a script may read files, not write them", pathText(file));
    const bytes = yield* readFile(pathText(file));
    if (flags.includes("b")) return bytesIO(bytes);
    const text = decodeBytes(bytes, strOf(encoding) ?? "utf-8", strOf(errors) ?? "strict");
    return stringIO(text.replace(/\r\n?/g, "\n"), pathText(file));
  },
);
