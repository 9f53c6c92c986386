import type { ComputedHeader, ScriptHeader } from "./script-header.js";

/**
 * What reading a file's header comes to: the header, the field that holds an expression, or `undefined` where the file
 * has a form that needs a closer look.
 */
export type HeaderReading = ScriptHeader | ComputedHeader | undefined;

/** Whether a reading ended at a field that holds an expression. */
export function isComputed(reading: ScriptHeader | ComputedHeader): reading is ComputedHeader {
  return "computed" in reading;
}

/** The number of the line that a position is on, from 1. */
export function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < position; at = text.indexOf("\n", at + 1)) line++;
  return line;
}
