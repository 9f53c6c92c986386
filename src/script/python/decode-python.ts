import { isAscii } from "node:buffer";
import { PythonSyntaxError } from "../../python/syntax/python-syntax-error.js";
import { ownValue } from "../../support/own-value.js";

const cookie = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const blank = /^[ \t\f]*(?:#.*)?$/;

/**
 * The encoding that a file declares in its first two lines, as it is written there; `undefined` where it declares none.
 */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 1000)).toString("latin1");
  const [first = "", second = ""] = head.replace(/^\xef\xbb\xbf/, "").split(/\r\n?|\n/, 2);
  return (cookie.exec(first) ?? (blank.test(first) ? cookie.exec(second) : null))?.[1];
}

/** The position of the first byte that is not UTF-8; each piece is tried, so that one bad byte is found quickly. */
function firstBadByte(bytes: Uint8Array, isGood: (piece: Uint8Array) => boolean): number {
  let good = 0;
  let bad = bytes.length;
  // A piece may end within a character: what decodes as a stream is good so far.
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isGood(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function decodable(label: string): (piece: Uint8Array) => boolean {
  return (piece) => {
    try {
      new TextDecoder(label, { fatal: true }).decode(piece, { stream: true });
      return true;
    } catch {
      return false;
    }
  };
}

/** The text of a line of bytes, each byte a character, and its number. */
function placeIn(bytes: Uint8Array, at: number, file: string): ConstructorParameters<typeof PythonSyntaxError>[1] {
  const before = Buffer.from(bytes.subarray(0, at)).toString("latin1");
  const start = before.lastIndexOf("\n") + 1;
  return { file, line: before.split("\n").length, column: at - start + 1, text: "" };
}

/** Python's names of encodings whose bytes are read without a decoder, and of the others by the decoder's name. */
const labels: Readonly<Record<string, string>> = {
  latin1: "bytes",
  latin: "bytes",
  l1: "bytes",
  iso88591: "bytes",
  "8859": "bytes",
  cp819: "bytes",
  ascii: "ascii",
  usascii: "ascii",
  "646": "ascii",
  utf8: "utf-8",
  utf: "utf-8",
  u8: "utf-8",
  utf8sig: "utf-8",
  utf8unix: "utf-8",
  cp65001: "utf-8",
  cp1250: "windows-1250",
  cp1251: "windows-1251",
  cp1252: "windows-1252",
  cp1253: "windows-1253",
  cp1254: "windows-1254",
  koi8r: "koi8-r",
  gbk: "gbk",
  gb2312: "gb2312",
  gb18030: "gb18030",
  big5: "big5",
  eucjp: "euc-jp",
  euckr: "euc-kr",
  shiftjis: "shift_jis",
  sjis: "shift_jis",
  iso885915: "iso-8859-15",
  latin9: "iso-8859-15",
  iso88592: "iso-8859-2",
  latin2: "iso-8859-2",
};

/**
 * The text of a Python file: UTF-8, or the encoding that it declares in its first two lines.
 *
 * @throws {PythonSyntaxError} with file and line, where the bytes are not in that encoding, or the encoding is not known.
 */
export function decodePython(bytes: Uint8Array, file: string): string {
  // Most files are ASCII, which is the same in every encoding that is known here; a declaration may name another one.
  if (isAscii(bytes)) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
    if (!text.slice(0, 1000).includes("coding")) return text;
  }
  const declared = declaredEncoding(bytes);
  const label = declared === undefined ? "utf-8" : ownValue(labels, declared.toLowerCase().replace(/[-_. ]/g, ""));
  if (label === undefined) throw new PythonSyntaxError(`unknown encoding: ${declared}`, placeIn(bytes, 0, file));
  if (label === "bytes") return Buffer.from(bytes).toString("latin1");
  const name = label === "ascii" ? "utf-8" : label;
  if (label !== "ascii" || isAscii(bytes)) {
    try {
      return new TextDecoder(name, { fatal: true }).decode(bytes);
    } catch {
      // The position of the byte that does not fit is looked for below.
    }
  }
  const at = firstBadByte(bytes, label === "ascii" ? isAscii : decodable(name));
  const codec = declared ?? "utf-8";
  const byte = `0x${(bytes[at] ?? 0).toString(16).padStart(2, "0")}`;
  throw new PythonSyntaxError(`'${codec}' codec can't decode byte ${byte} in position ${at}`, placeIn(bytes, at, file));
}
