import { CommandError } from "../../support/command-error.js";

const widest: Readonly<Record<string, number>> = { ascii: 0x7f, latin1: 0xff };
const encodings: Readonly<Record<string, "utf8" | "latin1" | "ascii" | "utf8-sig">> = {
  utf8: "utf8",
  utf: "utf8",
  u8: "utf8",
  utf8sig: "utf8-sig",
  latin1: "latin1",
  latin: "latin1",
  l1: "latin1",
  iso88591: "latin1",
  cp819: "latin1",
  ascii: "ascii",
  usascii: "ascii",
};

/**
 * Encodes a text in an encoding that `output_encoding` names in Python's words.
 *
 * @throws {CommandError} Where the encoding is unknown, or lacks a character of the text.
 */
export function encodeText(text: string, encoding: string): Uint8Array {
  const name = encodings[encoding.toLowerCase().replace(/[-_ ]/g, "")];
  if (name === undefined) {
    throw new CommandError(`output_encoding '${encoding}' is not supported; use utf-8, utf-8-sig, latin-1 or ascii`);
  }
  if (name === "utf8") return Buffer.from(text, "utf8");
  if (name === "utf8-sig") return Buffer.from(`\ufeff${text}`, "utf8");
  const limit = widest[name] ?? 0;
  const foreign = [...text].find((character) => (character.codePointAt(0) ?? 0) > limit);
  if (foreign !== undefined)
    throw new CommandError(`Character '${foreign}' can't be written in encoding '${encoding}'`);
  return Buffer.from(text, "latin1");
}
