import type { RandomRevision } from "../interop/random-commands/random-graph.js";

/** One command of a session and what it must leave behind. */
export interface SessionStep {
  readonly argv: readonly string[];
  readonly stdout: string;
  /** The `Running …` lines of the log. */
  readonly running: readonly string[];
  /** Exit code; `traceback` where Python ends in one, which is a `FAILED:` line of our own here. */
  readonly exit: number | "traceback";
  readonly rows: readonly string[];
}

/** A command-line session as text: a title, a graph, lines of alembic.ini, commands with what they print. */
export interface Session {
  readonly title: string;
  readonly graph: ReadonlyMap<string, RandomRevision>;
  /** Lines for the [alembic] section. */
  readonly settings: readonly string[];
  readonly steps: readonly SessionStep[];
}

/** Words as a shell splits them, with double quotes. */
export function splitWords(line: string): readonly string[] {
  return [...line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
    (match) => match[1]?.replace(/\\(.)/g, "$1") ?? match[2] ?? "",
  );
}

const joinWords = (words: readonly string[]) =>
  words.map((word) => (word === "" || /[\s"]/.test(word) ? JSON.stringify(word) : word)).join(" ");

/** `file-name id <- parents "message" labels=a,b needs=c` */
function parseRevision(line: string): readonly [string, RandomRevision] {
  const [file = "", id = "", , down = "", message = "", ...rest] = splitWords(line);
  const list = (key: string) =>
    rest
      .find((word) => word.startsWith(`${key}=`))
      ?.slice(key.length + 1)
      .split(",") ?? [];
  const parents = down === "base" ? [] : down.split(",");
  return [file, { id, down: parents, dependsOn: list("needs"), labels: list("labels"), message }];
}

function formatRevision(file: string, { id, down, message, labels, dependsOn }: RandomRevision): string {
  const extras = [
    ...(labels.length > 0 ? [`labels=${labels.join(",")}`] : []),
    ...(dependsOn.length > 0 ? [`needs=${dependsOn.join(",")}`] : []),
  ];
  return [`  ${file} ${id} <- ${down.join(",") || "base"} ${JSON.stringify(message)}`, ...extras].join(" ");
}

/** Reads a session. */
export function parseSession(text: string): Session {
  const graph = new Map<string, RandomRevision>();
  const settings: string[] = [];
  const steps: SessionStep[] = [];
  let title = "";
  let step: { argv: readonly string[]; stdout: string; running: string[] } | undefined;
  for (const line of text.split("\n")) {
    if (line.startsWith("# ")) title += `${title === "" ? "" : " "}${line.slice(2)}`;
    else if (line.startsWith("  ")) graph.set(...parseRevision(line.trim()));
    else if (line.startsWith("ini ")) settings.push(line.slice(4));
    else if (line.startsWith("$ ")) step = { argv: splitWords(line.slice(2)), stdout: "", running: [] };
    else if (line.startsWith(">") && step !== undefined) step.stdout += `${line.slice(2)}\n`;
    else if (line.startsWith("! ")) step?.running.push(line.slice(2));
    else if (line.startsWith("= ") && step !== undefined) {
      const [, exit = "", rows = ""] = /^= (\S+)(?: rows (.*))?$/.exec(line) ?? [];
      const list = rows === "" ? [] : rows.split(", ");
      steps.push({ ...step, exit: exit === "traceback" ? exit : Number(exit), rows: list });
      step = undefined;
    }
  }
  return { title, graph, settings, steps };
}

/** Writes a session; the reverse of {@link parseSession}. */
export function formatSession({ title, graph, settings, steps }: Session): string {
  const head = [`# ${title}`, ...[...graph].map(([file, revision]) => formatRevision(file, revision))];
  const blocks = steps.map((step) => {
    const stdout = step.stdout === "" ? [] : step.stdout.replace(/\n$/, "").split("\n");
    const rows = step.rows.length === 0 ? "" : ` rows ${step.rows.join(", ")}`;
    return [
      `$ ${joinWords(step.argv)}`,
      ...stdout.map((line) => (line === "" ? ">" : `> ${line}`)),
      ...step.running.map((line) => `! ${line}`),
      `= ${step.exit}${rows}`,
    ].join("\n");
  });
  return `${[[...head, ...settings.map((line) => `ini ${line}`)].join("\n"), ...blocks].join("\n\n")}\n`;
}
