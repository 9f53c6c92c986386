const lineEnds = "\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029";
const lineEnd = new RegExp(`\\r\\n|[${lineEnds}]`);

/** The lines of a text as `str.splitlines()` has them: a line end at the end starts no further line. */
export function splitLines(text: string): readonly string[] {
  const lines = text.split(lineEnd);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}
