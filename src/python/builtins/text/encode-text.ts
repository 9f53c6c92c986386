import { codePoints } from "../../protocol/code-points.js";
import { exceptionClasses } from "../../values/exception-classes.js";
import { PyException, Raised, raise } from "../../values/py-exception.js";

/** Names of the same encoding. */
function codecOf(encoding: string): "utf-8" | "ascii" | "latin-1" | "utf-16" | "utf-16-le" | "utf-16-be" | "utf-8-sig" {
  switch (encoding.toLowerCase().replace(/[ _]/g, "-")) {
    case "utf-8":
    case "utf8":
    case "u8":
      return "utf-8";
    case "utf-8-sig":
      return "utf-8-sig";
    case "ascii":
    case "us-ascii":
    case "646":
      return "ascii";
    case "latin-1":
    case "latin1":
    case "iso-8859-1":
    case "iso8859-1":
    case "l1":
      return "latin-1";
    case "utf-16":
      return "utf-16";
    case "utf-16-le":
    case "utf-16le":
      return "utf-16-le";
    case "utf-16-be":
    case "utf-16be":
      return "utf-16-be";
  }
  raise("LookupError", `unknown encoding: ${encoding}`);
}

const shownName = (codec: string): string => (codec === "utf-8-sig" ? "utf-8" : codec);

/** `str.encode`. */
export function encodeText(text: string, encoding: string, errors: string): Uint8Array {
  const codec = codecOf(encoding);
  const bytes: number[] = [];
  if (codec === "utf-8-sig") bytes.push(0xef, 0xbb, 0xbf);
  if (codec === "utf-16") bytes.push(0xff, 0xfe);
  const characters = codePoints(text);
  const fails = (code: number): boolean =>
    codec === "ascii" ? code > 127 : codec === "latin-1" ? code > 255 : code >= 0xd800 && code <= 0xdfff;
  for (const [index, character] of characters.entries()) {
    const code = character.codePointAt(0) ?? 0;
    if (fails(code)) {
      let end = index + 1;
      while (end < characters.length && fails(characters[end]?.codePointAt(0) ?? 0)) end++;
      for (const byte of encodeWrong(text, codec, code, index, errors === "strict" ? end : index + 1, errors))
        bytes.push(byte);
    } else if (codec === "utf-8" || codec === "utf-8-sig") pushUtf8(bytes, code);
    else if (codec.startsWith("utf-16")) {
      for (let unit = 0; unit < character.length; unit++) {
        const value = character.charCodeAt(unit);
        if (codec === "utf-16-be") bytes.push(value >> 8, value & 255);
        else bytes.push(value & 255, value >> 8);
      }
    } else bytes.push(code);
  }
  return Uint8Array.from(bytes);
}

function pushUtf8(bytes: number[], code: number): void {
  if (code < 0x80) bytes.push(code);
  else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
  else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
}

function encodeWrong(
  text: string,
  codec: string,
  code: number,
  start: number,
  end: number,
  errors: string,
): readonly number[] {
  const ascii = (value: string): number[] => Array.from(value, (one) => one.charCodeAt(0));
  switch (errors) {
    case "ignore":
      return [];
    case "replace":
      return [63];
    case "backslashreplace":
      return ascii(
        code < 256
          ? `\\x${code.toString(16).padStart(2, "0")}`
          : code < 65536
            ? `\\u${code.toString(16).padStart(4, "0")}`
            : `\\U${code.toString(16).padStart(8, "0")}`,
      );
    case "xmlcharrefreplace":
      return ascii(`&#${code};`);
    case "surrogateescape":
      if (code >= 0xdc80 && code <= 0xdcff) return [code - 0xdc00];
      break;
    case "surrogatepass": {
      const bytes: number[] = [];
      pushUtf8(bytes, code);
      return bytes;
    }
    case "strict":
      break;
    default:
      raise("LookupError", `unknown error handler name '${errors}'`);
  }
  const reason =
    codec === "ascii"
      ? "ordinal not in range(128)"
      : codec === "latin-1"
        ? "ordinal not in range(256)"
        : "surrogates not allowed";
  throw new Raised(new PyException(exceptionClasses.UnicodeEncodeError, [shownName(codec), text, start, end, reason]));
}

/** `bytes.decode`. */
export function decodeBytes(bytes: Uint8Array, encoding: string, errors: string): string {
  const codec = codecOf(encoding);
  if (codec.startsWith("utf-16")) return decodeUtf16(bytes, codec);
  if (codec === "latin-1") return latin(bytes);
  const data =
    codec === "utf-8-sig" && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  let result = "";
  for (let at = 0; at < data.length; ) {
    const byte = data[at] as number;
    if (byte < 0x80) {
      result += String.fromCharCode(byte);
      at++;
      continue;
    }
    const step =
      codec === "ascii" ? { code: undefined, length: 1, reason: "ordinal not in range(128)" } : utf8At(data, at);
    if (step.code !== undefined) result += String.fromCodePoint(step.code);
    else result += decodeWrong(bytes, data, codec, at, at + step.length, step.reason, errors);
    at += step.length;
  }
  return result;
}

const latin = (bytes: Uint8Array): string => {
  let result = "";
  for (const byte of bytes) result += String.fromCharCode(byte);
  return result;
};

interface Step {
  readonly code: number | undefined;
  readonly length: number;
  readonly reason: string;
}

function utf8At(data: Uint8Array, at: number): Step {
  const first = data[at] as number;
  const needed =
    first >= 0xf0 && first < 0xf5 ? 3 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xc2 && first < 0xe0 ? 1 : 0;
  if (needed === 0) return { code: undefined, length: 1, reason: "invalid start byte" };
  let code = first & (0x3f >> needed);
  for (let index = 1; index <= needed; index++) {
    const byte = data[at + index];
    if (byte === undefined) return { code: undefined, length: index, reason: "unexpected end of data" };
    const low = index > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
    const high = index > 1 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
    if (byte < low || byte > high) return { code: undefined, length: index, reason: "invalid continuation byte" };
    code = (code << 6) | (byte & 63);
  }
  return { code, length: needed + 1, reason: "" };
}

function decodeWrong(
  bytes: Uint8Array,
  data: Uint8Array,
  codec: string,
  start: number,
  end: number,
  reason: string,
  errors: string,
): string {
  switch (errors) {
    case "ignore":
      return "";
    case "replace":
      return "\ufffd";
    case "backslashreplace":
      return [...data.subarray(start, end)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
    case "surrogateescape":
      return [...data.subarray(start, end)].map((byte) => String.fromCharCode(0xdc00 + byte)).join("");
    case "strict":
      throw new Raised(
        new PyException(exceptionClasses.UnicodeDecodeError, [shownName(codec), bytes, start, end, reason]),
      );
  }
  raise("LookupError", `unknown error handler name '${errors}'`);
}

function decodeUtf16(bytes: Uint8Array, codec: string): string {
  let big = codec === "utf-16-be";
  let at = 0;
  if (codec === "utf-16" && bytes.length >= 2) {
    if (bytes[0] === 0xfe && bytes[1] === 0xff) big = true;
    if ((bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0xff && bytes[1] === 0xfe)) at = 2;
  }
  if (bytes.length % 2 !== 0)
    throw new Raised(
      new PyException(exceptionClasses.UnicodeDecodeError, [
        codec,
        bytes,
        bytes.length - 1,
        bytes.length,
        "truncated data",
      ]),
    );
  let result = "";
  for (; at < bytes.length; at += 2) {
    const [first, second] = [bytes[at] ?? 0, bytes[at + 1] ?? 0];
    result += String.fromCharCode(big ? (first << 8) | second : (second << 8) | first);
  }
  return result;
}
