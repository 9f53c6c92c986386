import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, isAbsolute, join } from "node:path";

/** A module's compiled code, and the text that it was made from, which is left out where the name tells it. */
export interface CompiledModule {
  readonly text: Uint8Array;
  readonly code: Uint8Array;
}

/** Places in a file, by the module's path. */
type Index = Readonly<Record<string, readonly [text: number, textLength: number, code: number, codeLength: number]>>;

/** How many files the folder may have. Each version of Node, installation and command has one. */
const MOST_FILES = 30;
/** V8 copies code that does not begin at a multiple of that. */
const ALIGNMENT = 8;
const HEAD = 8;
/** The number of this format; a file of another one counts as damaged. */
const FORMAT = 2;

const aligned = (size: number): number => Math.ceil(size / ALIGNMENT) * ALIGNMENT;

/** The folder for a user's cached files, or `undefined` where it is not known or the cache is switched off. */
export function compiledCodeFolder(env: NodeJS.ProcessEnv, platform: string): string | undefined {
  const { NODE_DISABLE_COMPILE_CACHE, NODE_COMPILE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA, HOME } = env;
  if (NODE_DISABLE_COMPILE_CACHE) return undefined;
  const inHome = (...names: readonly string[]) => (HOME ? join(HOME, ...names) : undefined);
  const ofSystem =
    platform === "win32"
      ? LOCALAPPDATA
      : platform === "darwin"
        ? inHome("Library", "Caches")
        : XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME)
          ? XDG_CACHE_HOME
          : inHome(".cache");
  const folder = NODE_COMPILE_CACHE || ofSystem;
  return folder === undefined || !isAbsolute(folder) ? undefined : join(folder, "alembic-ts");
}

/**
 * Reads a file of compiled code.
 *
 * @returns what it has by path; nothing where the file is missing or damaged, or another user could have written it.
 */
export function readCompiledCode(file: string): ReadonlyMap<string, CompiledModule> {
  const found = new Map<string, CompiledModule>();
  try {
    if (!isOwn(dirname(file))) return found;
    const bytes = readFileSync(file);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const length = view.getUint32(0, true);
    if (view.getUint32(4, true) !== digest(bytes)) return found;
    const index = JSON.parse(bytes.toString("utf8", HEAD, HEAD + length)) as Index;
    const start = aligned(HEAD + length);
    const part = (from: number, count: number) => bytes.subarray(start + from, start + from + count);
    for (const [path, [text, textLength, code, codeLength]] of Object.entries(index)) {
      found.set(path, { text: part(text, textLength), code: part(code, codeLength) });
    }
  } catch {
    // The file is missing or damaged: then the modules are compiled as without it.
    found.clear();
  }
  return found;
}

/** Writes a file of compiled code, whole or not at all. */
export function writeCompiledCode(file: string, modules: ReadonlyMap<string, CompiledModule>): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!isOwn(folder)) return;
  const index: Record<string, Index[string]> = {};
  const parts: (readonly [Uint8Array, number])[] = [];
  let size = 0;
  const place = (part: Uint8Array): readonly [number, number] => {
    const at = size;
    parts.push([part, at]);
    size += aligned(part.length);
    return [at, part.length];
  };
  for (const [path, { text, code }] of modules) index[path] = [...place(text), ...place(code)];
  const head = Buffer.from(JSON.stringify(index));
  const start = aligned(HEAD + head.length);
  const bytes = Buffer.alloc(start + size);
  bytes.writeUInt32LE(head.length, 0);
  head.copy(bytes, HEAD);
  for (const [part, at] of parts) bytes.set(part, start + at);
  bytes.writeUInt32LE(digest(bytes), 4);
  const made = `${file}.${process.pid}`;
  try {
    const descriptor = openSync(made, "wx", 0o600);
    try {
      writeFileSync(descriptor, bytes);
    } finally {
      closeSync(descriptor);
    }
    renameSync(made, file);
  } catch (error) {
    rmSync(made, { force: true });
    throw error;
  }
  removeOldest(folder);
}

/** Whether only this user can write to a folder: compiled code of somebody else would run as this user. */
function isOwn(folder: string): boolean {
  const { uid, mode } = statSync(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

/**
 * A number that a damaged file has another of: of its length and of a word in each kilobyte. A crash of the system leaves
 * whole blocks empty, and V8 itself does not check.
 */
function digest(bytes: Buffer): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let sum = bytes.length + FORMAT;
  for (let at = HEAD; at + 4 <= bytes.length; at += 1024) sum = (Math.imul(sum, 31) + view.getInt32(at, true)) | 0;
  return sum >>> 0;
}

function removeOldest(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= MOST_FILES) return;
  const files = names.map((name) => {
    const path = join(folder, name);
    return { path, changed: statSync(path).mtimeMs };
  });
  files.sort((first, second) => second.changed - first.changed);
  for (const { path } of files.slice(MOST_FILES)) rmSync(path, { force: true });
}
