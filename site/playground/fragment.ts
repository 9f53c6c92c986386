import type { PlaygroundFile } from "./protocol.js";

/** What a link to the playground holds. */
export interface SharedState {
  readonly files: readonly PlaygroundFile[];
  /** The revisions that the database is at. */
  readonly at: readonly string[];
  readonly selected: string;
  readonly dialect: string;
}

async function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const piped = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}

/** Writes the state as the fragment of a URL. A browser sends no fragment anywhere. */
export async function toFragment(state: SharedState): Promise<string> {
  const packed = await through(new TextEncoder().encode(JSON.stringify(state)), new CompressionStream("deflate-raw"));
  const text = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""));
  return `#1${text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** Reads the fragment of a URL; `undefined` where it holds no state that can be read. */
export async function fromFragment(fragment: string): Promise<SharedState | undefined> {
  if (!fragment.startsWith("#1")) return undefined;
  try {
    const text = atob(fragment.slice(2).replaceAll("-", "+").replaceAll("_", "/"));
    const packed = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const state = JSON.parse(new TextDecoder().decode(await through(packed, new DecompressionStream("deflate-raw"))));
    const isText = (value: unknown): value is string => typeof value === "string";
    const { files, at, selected, dialect } = state;
    const isValid =
      Array.isArray(files) &&
      files.every((file) => isText(file?.name) && isText(file?.text)) &&
      Array.isArray(at) &&
      at.every(isText) &&
      isText(selected) &&
      isText(dialect);
    return isValid ? { files, at, selected, dialect } : undefined;
  } catch {
    return undefined;
  }
}
