/** A float as Python writes it: `1.0`, `1e+16`, `1e-05`, `inf`, `nan`. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  const text = String(value);
  if (text.includes("e")) return plain(text);
  return text.includes(".") ? text : `${text}.0`;
}

/** JavaScript writes small numbers with an exponent earlier than Python. */
function plain(text: string): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e-(\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign, first, rest, exponent] = match;
  return `${sign}0.${"0".repeat(Number(exponent) - 1)}${first}${rest ?? ""}`;
}
