import { callSpecial } from "../protocol/call.js";
import { activeRun } from "../protocol/run.js";
import { raise } from "../values/py-exception.js";
import { native } from "../values/py-function.js";
import { strOf } from "../values/type-of.js";
import type { Eval, Value } from "../values/value.js";
import { bytesIO, stringIO } from "./memory-files.js";
import { decodeBytes, encodeText } from "./text/encode-text.js";

/** The path of a string or a `pathlib` object. */
export function pathText(path: Value): string {
  return (
    strOf(path) ??
    strOf(callSpecial(path, "__fspath__") ?? null) ??
    raise("TypeError", "expected str, bytes or os.PathLike object")
  );
}

/** A path, taken from the working folder. */
function fullPath(path: string): string {
  const { folder } = activeRun().host;
  if (path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path)) return path;
  return `${folder ?? ""}/${path}`.replace(/^\//, folder === undefined ? "" : "/");
}

/** Reads a whole file through the host. */
export function* readFile(path: string): Eval<Uint8Array> {
  const { host } = activeRun();
  const full = fullPath(path);
  const found = host.readFile?.(full);
  const bytes = (found instanceof Promise ? yield found : found) as Uint8Array | undefined;
  if (bytes === undefined) raise("FileNotFoundError", 2, "No such file or directory", path);
  return bytes;
}

/** Writes a whole file through the host, which allows that to an `env.py` alone. */
export function writeFile(path: string, content: Uint8Array): void {
  const done = activeRun().host.writeFile?.(fullPath(path), content);
  if (done !== "written") raise("PermissionError", 1, "a script may read files, not write them", path);
}

/** A file that is written: its content goes to the host when it is closed. */
function* openForWriting(path: string, flags: string, encoding: string, errors: string): Eval {
  const isBinary = flags.includes("b");
  let before = new Uint8Array();
  if (/[ax]/.test(flags)) {
    const found = activeRun().host.readFile?.(fullPath(path));
    const bytes = (found instanceof Promise ? yield found : found) as Uint8Array<ArrayBuffer> | undefined;
    if (bytes !== undefined && flags.includes("x")) raise("FileExistsError", 17, "File exists", path);
    before = bytes ?? before;
  }
  writeFile(path, before);
  const file = isBinary ? bytesIO(before) : stringIO(decodeBytes(before, encoding, errors), path);
  file.position = file.content.length;
  file.onClose = (content) =>
    writeFile(
      path,
      isBinary ? Uint8Array.from(content, (one) => one.charCodeAt(0)) : encodeText(content, encoding, errors),
    );
  return file;
}

/** `open`: below the environment's own folders, and for reading alone in a revision. */
export const openFile = native(
  "open",
  "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None",
  function* (file: Value, mode: Value, _buffering: Value, encoding: Value, errors: Value): Eval {
    const flags = strOf(mode) ?? "r";
    if (/[wax+]/.test(flags))
      return yield* openForWriting(pathText(file), flags, strOf(encoding) ?? "utf-8", strOf(errors) ?? "strict");
    const bytes = yield* readFile(pathText(file));
    if (flags.includes("b")) return bytesIO(bytes);
    const text = decodeBytes(bytes, strOf(encoding) ?? "utf-8", strOf(errors) ?? "strict");
    return stringIO(text.replace(/\r\n?/g, "\n"), pathText(file));
  },
);
