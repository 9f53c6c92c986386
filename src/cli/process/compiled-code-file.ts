import { readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { fileDigest, isOwnFolder, writeOwnFile } from "./own-file.js";

/** A module's compiled code, and the text that it was made from, which is left out where the name tells it. */
export interface CompiledModule {
  readonly text: Uint8Array;
  readonly code: Uint8Array;
}

/** Places in a file, by the module's path. */
type Index = Readonly<Record<string, readonly [text: number, textLength: number, code: number, codeLength: number]>>;

/** V8 copies code that does not begin at a multiple of that. */
const ALIGNMENT = 8;
const HEAD = 8;

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
    if (!isOwnFolder(dirname(file))) return found;
    const bytes = readFileSync(file);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const length = view.getUint32(0, true);
    if (view.getUint32(4, true) !== fileDigest(bytes)) return found;
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
  bytes.writeUInt32LE(fileDigest(bytes), 4);
  writeOwnFile(file, bytes);
}
