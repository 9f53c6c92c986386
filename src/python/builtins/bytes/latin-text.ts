import { bytesOf } from "../../protocol/equality.js";
import { indexOf, requireIndex } from "../../protocol/get-item.js";
import { raise } from "../../values/py-exception.js";
import { PyByteArray } from "../../values/py-list.js";
import { typeName } from "../../values/type-of.js";
import type { Value } from "../../values/value.js";

/** A value that must be bytes. */
export const requiredBytes = (value: Value): Uint8Array =>
  bytesOf(value) ?? raise("TypeError", `a bytes-like object is required, not '${typeName(value)}'`);

/** Bytes as text of one character a byte, so that the methods of strings can be used. */
export function latinText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

export const latinBytes = (text: string): Uint8Array => Uint8Array.from(text, (one) => one.charCodeAt(0));

/** A value that must be bytes, as text. */
export const requiredText = (value: Value): string => latinText(requiredBytes(value));

/** The result of a method has the kind of the value that it is called on. */
export const like = (self: Value, text: string): Value =>
  self instanceof PyByteArray ? new PyByteArray(latinBytes(text)) : latinBytes(text);

/** A number that is stored in one byte; `what` is how the error calls it. */
export function byteOf(value: Value, what = "byte"): number {
  const byte = requireIndex(value);
  if (byte < 0 || byte > 255) raise("ValueError", `${what} must be in range(0, 256)`);
  return Number(byte);
}

/** What a search looks for: bytes, or the number of one byte. */
export function soughtText(part: Value): string {
  const bytes = bytesOf(part);
  if (bytes !== undefined) return latinText(bytes);
  if (indexOf(part) === undefined)
    raise("TypeError", `argument should be integer or bytes-like object, not '${typeName(part)}'`);
  return String.fromCharCode(byteOf(part));
}
