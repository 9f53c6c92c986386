import { callSpecial } from "../protocol/call.js";
import { activeRun } from "../protocol/run.js";
import { exceptionClasses } from "../values/exception-classes.js";
import { PyDict } from "../values/py-dict.js";
import { PyException, Raised, raise } from "../values/py-exception.js";
import { native } from "../values/py-function.js";
import { strOf, typeName } from "../values/type-of.js";
import type { Eval, Value } from "../values/value.js";
import { latinBytes, latinText } from "./bytes/latin-text.js";
import { openedFile } from "./memory-files.js";
import { decodeBytes, encodeText } from "./text/encode-text.js";

/** The path of a string or a `pathlib` object. */
export function pathText(path: Value): string {
  return (
    strOf(path) ??
    strOf(callSpecial(path, "__fspath__") ?? null) ??
    raise("TypeError", `expected str, bytes or os.PathLike object, not ${typeName(path)}`)
  );
}

/** A path, taken from the working folder. */
function fullPath(path: string): string {
  const { folder } = activeRun().host;
  if (path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path)) return path;
  return `${folder ?? ""}/${path}`.replace(/^\//, folder === undefined ? "" : "/");
}

/** Throws an `OSError` with the name of the file, as the system's own errors have it. */
function failFile(
  type: "FileExistsError" | "FileNotFoundError" | "IsADirectoryError" | "PermissionError",
  errno: number,
  reason: string,
  path: string,
): never {
  const exception = new PyException(exceptionClasses[type], [errno, reason]);
  exception.attributes = PyDict.fromNames([["filename", path]]);
  throw new Raised(exception);
}

/** Reads a whole file through the host. */
export function* readFile(path: string): Eval<Uint8Array> {
  const { host } = activeRun();
  const full = fullPath(path);
  const found = host.readFile?.(full);
  const bytes = (found instanceof Promise ? yield found : found) as Uint8Array | undefined;
  if (bytes === undefined && host.kindOfPath?.(full) === "directory")
    failFile("IsADirectoryError", 21, "Is a directory", path);
  if (bytes === undefined) failFile("FileNotFoundError", 2, "No such file or directory", path);
  return bytes;
}

/** Writes a whole file through the host, which allows that to an `env.py` alone. */
export function writeFile(path: string, content: Uint8Array): void {
  const done = activeRun().host.writeFile?.(fullPath(path), content);
  if (done !== "written") failFile("PermissionError", 1, "a script may read files, not write them", path);
}

/** A file that is written: its content goes to the host when it is closed. */
function* openForWriting(path: string, flags: string, encoding: string, errors: string): Eval {
  const isBinary = flags.includes("b");
  let before = new Uint8Array();
  if (/[ax]/.test(flags)) {
    const found = activeRun().host.readFile?.(fullPath(path));
    const bytes = (found instanceof Promise ? yield found : found) as Uint8Array<ArrayBuffer> | undefined;
    if (bytes !== undefined && flags.includes("x")) failFile("FileExistsError", 17, "File exists", path);
    before = bytes ?? before;
  }
  writeFile(path, before);
  const file = openedFile(isBinary ? latinText(before) : decodeBytes(before, encoding, errors), isBinary, {
    name: path,
    mode: flags,
    encoding,
    onClose: (content) => writeFile(path, isBinary ? latinBytes(content) : encodeText(content, encoding, errors)),
  });
  file.position = file.content.length;
  return file;
}

/** Refuses a mode that is none. */
function checkMode(mode: string): void {
  if (/[^rwxabt+]/.test(mode) || new Set(mode).size !== mode.length) raise("ValueError", `invalid mode: '${mode}'`);
  if (/t/.test(mode) && /b/.test(mode)) raise("ValueError", "can't have text and binary mode at once");
  const kinds = mode.replace(/[^rwxa]/g, "").length;
  if (kinds > 1) raise("ValueError", "must have exactly one of create/read/write/append mode");
  if (kinds === 0) raise("ValueError", "Must have exactly one of create/read/write/append mode and at most one plus");
}

/** `open`: below the environment's own folders, and for reading alone in a revision. */
export const openFile = native(
  "open",
  "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None",
  function* (file: Value, mode: Value, _buffering: Value, encoding: Value, errors: Value): Eval {
    const flags = strOf(mode) ?? raise("TypeError", `open() argument 'mode' must be str, not ${typeName(mode)}`);
    const name = pathText(file);
    checkMode(flags);
    const isBinary = flags.includes("b");
    if (isBinary && encoding !== null) raise("ValueError", "binary mode doesn't take an encoding argument");
    if (isBinary && errors !== null) raise("ValueError", "binary mode doesn't take an errors argument");
    const [codec, handler] = [strOf(encoding) ?? "UTF-8", strOf(errors) ?? "strict"];
    if (/[wax+]/.test(flags)) return yield* openForWriting(name, flags, codec, handler);
    const bytes = yield* readFile(name);
    const content = isBinary ? latinText(bytes) : decodeBytes(bytes, codec, handler).replace(/\r\n?/g, "\n");
    return openedFile(content, isBinary, { name, mode: flags, encoding: codec });
  },
);
