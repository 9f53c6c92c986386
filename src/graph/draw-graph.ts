import type { Revision } from "./revision.js";
export function drawGraph(_r: readonly Revision[]): readonly string[] {
  return [];
}
