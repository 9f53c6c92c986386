import type { RandomRevision } from "../interop/random-commands/random-graph.js";

/** One command of a session and what it must leave behind. */
export interface SessionStep {
  readonly argv: readonly string[];
  readonly stdout: string;
  /** Python's user warnings. */
  readonly warnings: readonly string[];
  /** The `Running …` lines of the log. */
  readonly running: readonly string[];
  /** Last line of Python's traceback, where it ends in one. */
  readonly traceback: string | undefined;
  /** What this tool prints, where that is not what Python prints. */
  readonly ours: string | undefined;
  /** Words of docs/differences-from-alembic.md that give the reason, where Python does not end in a traceback. */
  readonly reason: string | undefined;
  /** Exit code; `traceback` where Python ends in one, which is a `FAILED:` line of our own here. */
  readonly exit: number | "traceback";
  readonly rows: readonly string[];
}

/** Whose project a line of a session is for. */
export type SessionLanguage = "py" | "ts" | "both";

/** A file of a session's project; one without text is taken away. */
export interface SessionFile {
  readonly language: SessionLanguage;
  readonly path: string;
  readonly text: string | undefined;
}

/** A command-line session as text: a title, a graph, lines of alembic.ini, files, commands with what they print. */
export interface Session {
  readonly title: string;
  readonly graph: ReadonlyMap<string, RandomRevision>;
  /** Lines for the [alembic] section, and for others behind a line that opens one. */
  readonly settings: readonly { readonly language: SessionLanguage; readonly line: string }[];
  readonly files: readonly SessionFile[];
  readonly env: Readonly<Record<string, string>>;
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

/** What is read of a command so far. */
interface Draft {
  readonly argv: readonly string[];
  readonly stdout: string[];
  readonly warnings: string[];
  readonly running: string[];
  readonly ours: string[];
  traceback?: string;
  reason?: string;
}

const joined = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");

/** Reads a session. */
export function parseSession(text: string): Session {
  const graph = new Map<string, RandomRevision>();
  const settings: Session["settings"][number][] = [];
  const files: SessionFile[] = [];
  const env: Record<string, string> = {};
  const steps: SessionStep[] = [];
  let title = "";
  let step: Draft = { argv: [], stdout: [], warnings: [], running: [], ours: [] };
  const heads: Readonly<Record<string, (rest: string) => void>> = {
    "#": (rest) => {
      title += `${title === "" ? "" : " "}${rest}`;
    },
    ini: (line) => settings.push({ language: "both", line }),
    "py-ini": (line) => settings.push({ language: "py", line }),
    "ts-ini": (line) => settings.push({ language: "ts", line }),
    file: (path) => files.push({ language: "both", path, text: "" }),
    "py-file": (path) => files.push({ language: "py", path, text: "" }),
    "ts-file": (path) => files.push({ language: "ts", path, text: "" }),
    "no-file": (path) => files.push({ language: "both", path, text: undefined }),
    "|": (line) => {
      const last = files.pop() as SessionFile;
      files.push({ ...last, text: `${last.text ?? ""}${line}\n` });
    },
    env: (line) => {
      env[line.slice(0, line.indexOf("="))] = line.slice(line.indexOf("=") + 1);
    },
    $: (line) => {
      step = { argv: splitWords(line), stdout: [], warnings: [], running: [], ours: [] };
    },
    ">": (line) => step.stdout.push(line),
    "?": (line) => step.warnings.push(line),
    "!": (line) => step.running.push(line),
    "<": (line) => step.ours.push(line),
    "~": (line) => {
      step.traceback = line;
    },
    because: (line) => {
      step.reason = line;
    },
    "=": (line) => {
      const [, exit = "", rows = ""] = /^(\S+)(?: rows (.*))?$/.exec(line) ?? [];
      steps.push({
        argv: step.argv,
        stdout: joined(step.stdout),
        warnings: step.warnings,
        running: step.running,
        traceback: step.traceback,
        ours: step.ours.length === 0 ? undefined : joined(step.ours),
        reason: step.reason,
        exit: exit === "traceback" ? exit : Number(exit),
        rows: rows === "" ? [] : rows.split(", "),
      });
    },
  };
  for (const line of text.split("\n")) {
    if (line.startsWith("  ")) graph.set(...parseRevision(line.trim()));
    else if (line !== "") {
      const [, word = "", rest = ""] = /^(\S+) ?(.*)$/.exec(line) ?? [];
      const read = heads[word];
      if (read === undefined) throw new Error(`a session has no line such as: ${line}`);
      read(rest);
    }
  }
  return { title, graph, settings, files, env, steps };
}

/** Lines of a text, each behind a mark. */
function marked(mark: string, text: string | readonly string[] | undefined): readonly string[] {
  if (text === undefined || text.length === 0) return [];
  const lines = typeof text === "string" ? text.replace(/\n$/, "").split("\n") : text;
  return lines.map((line) => (line === "" ? mark : `${mark} ${line}`));
}

const prefix = (language: SessionLanguage) => (language === "both" ? "" : `${language}-`);

function formatStep(step: SessionStep): string {
  return [
    `$ ${joinWords(step.argv)}`,
    ...marked(">", step.stdout),
    ...marked("?", step.warnings),
    ...marked("!", step.running),
    ...marked("~", step.traceback),
    ...marked("<", step.ours),
    ...marked("because", step.reason),
    `= ${step.exit}${step.rows.length === 0 ? "" : ` rows ${step.rows.join(", ")}`}`,
  ].join("\n");
}

/** Writes a session; the reverse of {@link parseSession}. */
export function formatSession({ title, graph, settings, files, env, steps }: Session): string {
  const head = [
    `# ${title}`,
    ...[...graph].map(([file, revision]) => formatRevision(file, revision)),
    ...Object.entries(env).map(([name, value]) => `env ${name}=${value}`),
    ...settings.map(({ language, line }) => `${prefix(language)}ini ${line}`),
    ...files.flatMap(({ language, path, text }) =>
      text === undefined ? [`no-file ${path}`] : [`${prefix(language)}file ${path}`, ...marked("|", text)],
    ),
  ];
  return `${[head.join("\n"), ...steps.map(formatStep)].join("\n\n")}\n`;
}
