/**
 * Takes out of a command's output what must differ between the two tools: the folder, the ending of revision files,
 * and the order of what Python keeps in sets.
 */
export function normalise(text: string, folder: string): string {
  return text
    .replaceAll(folder, "<folder>")
    .replace(/^(FAILED: No such template ).*\/(?=\w+$)/gm, "$1<templates>/")
    .replace(/(?<=rendering failed; see )\S+/g, "<file>")
    .replaceAll("script.py.mako", "script.ts.ejs")
    .replaceAll(".py", ".ts")
    .replace(/^(?:FAILED: |ERROR \[alembic\.util\.messaging\] )(?:Requested range|Multiple head) .*$/gm, (line) =>
      line.replace(/\(('[^)]*'),?\)/g, (_, ids) => ids.replaceAll("'", "")),
    )
    .replace(/(?<=overlaps with other requested revisions ).*$/gm, (list) => byText(list.split(", ")))
    .replace(/in revision (\w+) already used by revision (\w+)/g, (_, ...ids: string[]) => {
      const [one, other] = ids.slice(0, 2).sort();
      return `in revision ${one} already used by revision ${other}`;
    })
    .split("\n")
    .map(sortLists)
    .join("\n")
    .replace(/^ +-> .*\n(?:.+\n)*/gm, (children) => `${children.trimEnd().split("\n").sort().join("\n")}\n`);
}

const byText = (items: readonly string[]) => [...items].sort().join(", ");

/** Branch labels and children stand in a set's order in Python. */
function sortLists(line: string): string {
  const named = /^(Branch names|Branches into): (.*)$/.exec(line);
  if (named !== null) return `${named[1]}: ${byText((named[2] ?? "").split(", "))}`;
  return line.replace(/\(([^()]+)\)/g, (_, list: string) => `(${byText(list.split(", "))})`);
}

/**
 * A command's output as it can be compared: see {@link normalise}; lines of `current` come from a set in Python, those
 * of `init` are in the order in which the file system lists a folder.
 */
export function comparable(argv: readonly string[], text: string, folder: string): string {
  const plain = normalise(text, folder);
  if (argv.includes("init"))
    return plain
      .split(/(?<=\n)/)
      .sort()
      .join("");
  if (argv[0] !== "current") return plain;
  return plain
    .split(/\n(?=Rev: |\w)/)
    .map((block) => block.replace(/\n+$/, ""))
    .sort()
    .join("\n");
}

/** A script without the statements on version rows: at a merge, a set decides in Python which row gets which one. */
export function withoutVersionRows(text: string): string {
  return text.replace(/^(?:INSERT INTO|UPDATE|DELETE FROM) alembic_version .*\n\n/gm, "");
}

/** All lines of Alembic's own log, warnings left out: those are worded by Python's `warnings` module. */
export function logLines(stderr: string): string {
  return stderr
    .split("\n")
    .filter((line) => /^(?:INFO {2}|ERROR) \[alembic\./.test(line))
    .join("\n");
}

/** The `Running …` lines of the log. */
export function runningLines(stderr: string): readonly string[] {
  return stderr
    .split("\n")
    .flatMap((line) => /^INFO {2}\[alembic\.runtime\.migration\] (Running .*)$/.exec(line)?.[1] ?? []);
}
