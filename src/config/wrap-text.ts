/** A paragraph's words in lines of at most `width` characters, each indented by two, as Python's `textwrap` does. */
export function wrapText(text: string, width: number): readonly string[] {
  const indent = "  ";
  const room = Math.max(width - indent.length, 1);
  const lines: string[] = [];
  let line = "";
  for (const piece of piecesOf(text.replace(/\s/g, " "))) {
    let rest = piece;
    if (line.length + rest.length <= room) {
      if (rest.trim() !== "" || line !== "" || lines.length === 0) line += rest;
      continue;
    }
    if (rest.trim() === "") {
      if (line.trim() !== "") lines.push(line.trimEnd());
      line = "";
      continue;
    }
    if (rest.length <= room) {
      if (line.trim() !== "") lines.push(line.trimEnd());
      line = rest;
      continue;
    }
    while (line.length + rest.length > room) {
      const part = room - line.length;
      lines.push(line + rest.slice(0, part));
      rest = rest.slice(part);
      line = "";
    }
    line = rest;
  }
  if (line.trim() !== "" || lines.length === 0) lines.push(line.trimEnd());
  return lines.map((one) => indent + one);
}

/** The runs of spaces and the words of a text; a word may break behind a hyphen within it, but not behind its first sign. */
function* piecesOf(text: string): Generator<string> {
  for (const run of text.match(/ +|[^ ]+/g) ?? []) {
    let start = 0;
    for (const { index } of run.matchAll(/-(?=\w)/g)) {
      if (index === start) continue;
      yield run.slice(start, index + 1);
      start = index + 1;
    }
    yield run.slice(start);
  }
}

/** A message for an output: wrapped to its columns where it is a terminal, else as it is. */
export function wrapForOutput(text: string, { columns }: { readonly columns?: number | undefined }): string {
  return columns === undefined || columns <= 0 ? text : wrapText(text, columns).join("\n");
}
