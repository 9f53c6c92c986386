/**
 * Takes out of a command's output what must differ between the two tools: the folder, the ending of revision files,
 * and the order of what Python keeps in sets.
 */
export function normalise(text: string, folder: string): string {
  return text
    .replaceAll(folder, "<folder>")
    .replaceAll(".py", ".ts")
    .split("\n")
    .map(sortLists)
    .join("\n")
    .replace(/(?:^ +-> .*\n)+/gm, (children) => `${children.trimEnd().split("\n").sort().join("\n")}\n`);
}

const byText = (items: readonly string[]) => [...items].sort().join(", ");

/** Branch labels and children stand in a set's order in Python. */
function sortLists(line: string): string {
  const named = /^(Branch names|Branches into): (.*)$/.exec(line);
  if (named !== null) return `${named[1]}: ${byText((named[2] ?? "").split(", "))}`;
  return line.replace(/\(([^()]+)\)/g, (_, list: string) => `(${byText(list.split(", "))})`);
}

/** The lines in a fixed order, for commands that print what Python keeps in a set. */
export function sortBlocks(text: string): string {
  return text
    .split(/\n(?=\S)/)
    .sort()
    .join("\n");
}

/** The `Running …` lines of the log. */
export function runningLines(stderr: string): readonly string[] {
  return stderr.split("\n").flatMap((line) => /^INFO {2}\[alembic\.runtime\.migration\] (Running .*)$/.exec(line)?.[1] ?? []);
}
