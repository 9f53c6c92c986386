import { reserve } from "../../protocol/run.js";

/** `center()`, `ljust()` and `rjust()` of a value of a length; `side` is where the filler goes. */
export function padText(
  value: string,
  length: number,
  width: number,
  filler: string,
  side: "left" | "right" | "both",
): string {
  const missing = width - length;
  if (missing <= 0) return value;
  reserve(missing);
  if (side === "right") return value + filler.repeat(missing);
  if (side === "left") return filler.repeat(missing) + value;
  // Python puts the odd space to the left when the width is odd.
  const before = Math.floor(missing / 2) + (missing & width & 1);
  return filler.repeat(before) + value + filler.repeat(missing - before);
}

/** `zfill()`: the zeros go between the sign and the digits. */
export function zeroFill(value: string, length: number, width: number): string {
  const missing = width - length;
  if (missing <= 0) return value;
  reserve(missing);
  const sign = /^[-+]/.test(value) ? (value[0] as string) : "";
  return sign + "0".repeat(missing) + value.slice(sign.length);
}

/** `expandtabs()`. */
export function expandTabs(value: string, width: number): string {
  let column = 0;
  let result = "";
  for (const character of value) {
    if (character === "\t") {
      const spaces = width > 0 ? width - (column % width) : 0;
      reserve(spaces);
      result += " ".repeat(spaces);
      column += spaces;
    } else {
      result += character;
      column = character === "\n" || character === "\r" ? 0 : column + 1;
    }
  }
  return result;
}
