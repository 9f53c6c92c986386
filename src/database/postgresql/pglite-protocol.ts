import type { WireParameter } from "./wire.js";

/** Messages of the frontend in the server's protocol, version 3: a letter, the length, and what follows. */
function message(letter: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(5);
  head.write(letter, 0, "latin1");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const text = (value: string): Buffer => Buffer.from(`${value}\0`, "utf8");

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value, 0);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value, 0);
  return bytes;
}

/** The message of a text that may hold several statements. */
export function simpleQuery(sql: string): Uint8Array {
  return message("Q", text(sql));
}

/** The messages of one statement with parameters, whose types the server chooses; all values come back as text. */
export function extendedQuery(sql: string, parameters: readonly WireParameter[]): Uint8Array {
  const values = parameters.map((value) => (typeof value === "string" ? Buffer.from(value, "utf8") : value));
  const bound = values.flatMap((value) => (value === null ? [int32(-1)] : [int32(value.length), Buffer.from(value)]));
  const formats = parameters.map((value) => int16(value instanceof Uint8Array ? 1 : 0));
  return Buffer.concat([
    message("P", text(""), text(sql), int16(0)),
    message("B", text(""), text(""), int16(formats.length), ...formats, int16(values.length), ...bound, int16(0)),
    message("D", Buffer.from("P"), text("")),
    message("E", text(""), int32(0)),
    message("S"),
  ]);
}
