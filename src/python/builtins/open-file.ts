import { callSpecial } from "../protocol/call.js";
import { isRaised } from "../protocol/iterate.js";
import { activeRun, type Run } from "../protocol/run.js";
import { exceptionClasses } from "../values/exception-classes.js";
import { PyDict } from "../values/py-dict.js";
import { PyException, Raised, raise } from "../values/py-exception.js";
import { native } from "../values/py-function.js";
import { strOf, typeName } from "../values/type-of.js";
import type { Eval, Value } from "../values/value.js";
import { latinBytes, latinText } from "./bytes/latin-text.js";
import {
  flush,
  type MemoryFile,
  newlineOf,
  type OpenedFile,
  openedBinaryFile,
  openedTextFile,
  withPlainEnds,
} from "./memory-files.js";
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

/** How a file is opened. */
interface Opening {
  readonly flags: string;
  readonly encoding: string;
  readonly errors: string;
  readonly newline: string | null;
}

const openKey = "files that are written";

/** The files of a run that are open for writing. */
function writtenFiles({ state }: Run): Set<MemoryFile> {
  const known = state.get(openKey) as Set<MemoryFile> | undefined;
  const files = known ?? new Set();
  if (known === undefined) state.set(openKey, files);
  return files;
}

/** Writes the files that a script has not closed, as Python does once nothing refers to them. */
export function flushFiles(run: Run): void {
  for (const file of writtenFiles(run)) {
    try {
      flush(file);
    } catch (error) {
      // A step may not write files. What the `env.py` wrote was saved before the step, and the rest is saved after it.
      if (!isRaised(error, "PermissionError")) throw error;
    }
  }
}

/** Writes the files that a script has not closed, and forgets them, because the script has ended. */
export function closeFiles(run: Run): void {
  flushFiles(run);
  writtenFiles(run).clear();
}

/** Opens a file for writing. Its content is saved when it is closed, and before another file is opened. */
function* openForWriting(path: string, { flags, encoding, errors, newline }: Opening): Eval {
  const run = activeRun();
  const isBinary = flags.includes("b");
  let before = new Uint8Array();
  if (!flags.includes("w")) {
    const found = run.host.readFile?.(fullPath(path));
    const bytes = (found instanceof Promise ? yield found : found) as Uint8Array<ArrayBuffer> | undefined;
    if (bytes !== undefined && flags.includes("x")) failFile("FileExistsError", 17, "File exists", path);
    if (bytes === undefined && flags.includes("r")) failFile("FileNotFoundError", 2, "No such file or directory", path);
    before = bytes ?? before;
  }
  writeFile(path, before);
  const opened: OpenedFile = {
    name: path,
    mode: flags,
    encoding,
    save: (content) => writeFile(path, isBinary ? latinBytes(content) : encodeText(content, encoding, errors)),
    onClose: (file) => writtenFiles(run).delete(file),
  };
  const content = isBinary ? latinText(before) : readText(before, encoding, errors, newline);
  const file = isBinary ? openedBinaryFile(content, opened) : openedTextFile(content, newline, opened);
  if (!flags.includes("r")) file.position = content.length;
  writtenFiles(run).add(file);
  return file;
}

function readText(bytes: Uint8Array, encoding: string, errors: string, newline: string | null): string {
  const text = decodeBytes(bytes, encoding, errors);
  return newline === null ? withPlainEnds(text) : text;
}

/** Refuses an invalid mode. */
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
  function* (file: Value, mode: Value, _buffering: Value, encoding: Value, errors: Value, newline: Value): Eval {
    const flags = strOf(mode) ?? raise("TypeError", `open() argument 'mode' must be str, not ${typeName(mode)}`);
    const name = pathText(file);
    checkMode(flags);
    const isBinary = flags.includes("b");
    if (isBinary && encoding !== null) raise("ValueError", "binary mode doesn't take an encoding argument");
    if (isBinary && errors !== null) raise("ValueError", "binary mode doesn't take an errors argument");
    if (isBinary && newline !== null) raise("ValueError", "binary mode doesn't take a newline argument");
    const [codec, handler] = [strOf(encoding) ?? "UTF-8", strOf(errors) ?? "strict"];
    const ends = newlineOf(newline);
    flushFiles(activeRun());
    if (/[wax+]/.test(flags))
      return yield* openForWriting(name, { flags, encoding: codec, errors: handler, newline: ends });
    const bytes = yield* readFile(name);
    const opened = { name, mode: flags, encoding: codec };
    return isBinary
      ? openedBinaryFile(latinText(bytes), opened)
      : openedTextFile(readText(bytes, codec, handler, ends), ends, opened);
  },
);
