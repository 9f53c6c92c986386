import type { SourcePlace } from "./script-load-error.js";

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The numbers of one segment of a source map. */
function decode(segment: string): readonly number[] {
  const values: number[] = [];
  let value = 0;
  let shift = 0;
  for (const letter of segment) {
    const digit = digits.indexOf(letter);
    value += (digit & 31) << shift;
    if (digit & 32) {
      shift += 5;
      continue;
    }
    values.push(value & 1 ? -(value >> 1) : value >> 1);
    value = 0;
    shift = 0;
  }
  return values;
}

/** Finds the place in the source that a place in the generated text comes from; lines and columns count from 1. */
export function originalPlace(mappings: string, line: number, column: number): SourcePlace | undefined {
  let sourceLine = 0;
  let sourceColumn = 0;
  let found: SourcePlace | undefined;
  for (const [index, text] of mappings.split(";").entries()) {
    if (index >= line) break;
    let generatedColumn = 0;
    for (const segment of text === "" ? [] : text.split(",")) {
      const [columnStep = 0, , lineStep, sourceColumnStep = 0] = decode(segment);
      generatedColumn += columnStep;
      if (lineStep === undefined) continue;
      sourceLine += lineStep;
      sourceColumn += sourceColumnStep;
      const before = index < line - 1 || generatedColumn < column;
      if (before || found === undefined) found = { line: sourceLine + 1, column: sourceColumn + 1 };
    }
  }
  return found;
}
