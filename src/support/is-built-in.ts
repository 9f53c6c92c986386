// Tests for built-in classes that also accept objects of other realms: test runners and `node:vm` give the code that
// they run its own `Date` and `Error`, while scripts and Node's modules have those of the process.

const nameOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);
const isOf = (value: unknown, name: string): boolean =>
  typeof value === "object" && value !== null && nameOf(value) === name;

export const isDate = (value: unknown): value is Date => value instanceof Date || isOf(value, "Date");

export const isBytes = (value: unknown): value is Uint8Array =>
  value instanceof Uint8Array || isOf(value, "Uint8Array");

export const isMap = (value: unknown): value is ReadonlyMap<unknown, unknown> =>
  value instanceof Map || isOf(value, "Map");

export const isPromise = (value: unknown): value is Promise<unknown> =>
  value instanceof Promise || isOf(value, "Promise");

export const isError = (value: unknown): value is Error =>
  value instanceof Error || isOf(value, "Error") || isOf(value, "DOMException");

/** Whether a value is a plain object: an object literal, or an object without a prototype. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: object | null = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return true;
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "hasOwnProperty");
}
