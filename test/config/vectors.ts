import { readFileSync } from "node:fs";

/** What Python answered to one case: a value, or the class and text of an error. */
export interface Answer {
  readonly value?: unknown;
  readonly error?: string;
  readonly message?: string;
}

/** The cases of one file of recorded vectors. */
export function vectors<T>(name: string): readonly T[] {
  return JSON.parse(readFileSync(new URL(`../interop/vectors/config/${name}.json`, import.meta.url), "utf8")) as T[];
}
