import type { CommandSpec, OptionSpec } from "../grammar/command-spec.js";
import type { ProgramSpec } from "../grammar/parse-arguments.js";

/** The sources of words that are not part of the grammar. */
export interface CompletionSource {
  /** Identifiers and branch labels of the revisions. */
  revisions(): Promise<readonly string[]>;
  /** Names of the templates of `init`. */
  templates(): Promise<readonly string[]>;
}

/** Options whose value is a revision. */
const REVISION_OPTIONS = new Set(["head", "dependsOn", "revRange"]);
/** Arguments that are revisions. */
const REVISION_ARGUMENTS = new Set(["revision", "rev", "revisions"]);
/** Commands that accept `current` as a revision. */
const KNOWS_CURRENT = new Set(["show", "edit", "history"]);
const SYMBOLS = ["head", "heads", "base"];

/**
 * The words that fit at the end of a command line.
 *
 * @param line the text up to the cursor, without the program's name.
 */
export async function completeLine(
  program: ProgramSpec,
  line: string,
  source: CompletionSource,
): Promise<readonly string[]> {
  const words = line.split(/\s+/);
  const typed = words.pop() ?? "";
  const found = await candidates(program, words.filter(Boolean), typed, source);
  return found.filter((word) => word.startsWith(typed));
}

async function candidates(
  program: ProgramSpec,
  before: readonly string[],
  typed: string,
  source: CompletionSource,
): Promise<readonly string[]> {
  const at = commandPlace(program.options, before);
  const command = at === undefined ? undefined : program.commands.find((each) => each.name === before[at]);
  const options = command?.options ?? (at === undefined ? program.options : []);
  const previous = before.length - 1 > (at ?? -1) ? before.at(-1) : undefined;
  const option = options.find((each) => previous !== undefined && each.flags.includes(previous));
  if (option !== undefined && option.kind !== "flag") return valuesOf(option, command, typed, source);
  const attached = /^(--[\w-]+=)(.*)$/.exec(typed);
  if (attached !== null) {
    const [, flag = "", value = ""] = attached;
    const named = options.find((each) => each.kind !== "flag" && each.flags.includes(flag.slice(0, -1)));
    if (named === undefined) return [];
    return (await valuesOf(named, command, value, source)).map((word) => flag + word);
  }
  if (typed.startsWith("-")) {
    const own = at === undefined ? ["-h", "--help", "--version"] : ["-h", "--help"];
    return [...options.flatMap((each) => each.flags), ...own];
  }
  if (at === undefined) return program.commands.map((each) => each.name);
  if (command?.name === "completion") return ["bash", "zsh", "fish"];
  const takesRevision = command?.positionals.some(({ key }) => REVISION_ARGUMENTS.has(key));
  return takesRevision ? revisionWords(command, typed, source) : [];
}

/** The position of the sub-command among the words. */
function commandPlace(options: readonly OptionSpec[], words: readonly string[]): number | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (!word.startsWith("-")) return at;
    if (options.some((option) => option.kind !== "flag" && option.flags.includes(word))) at += 1;
  }
  return undefined;
}

async function valuesOf(
  option: OptionSpec,
  command: CommandSpec | undefined,
  typed: string,
  source: CompletionSource,
): Promise<readonly string[]> {
  if (REVISION_OPTIONS.has(option.key)) return revisionWords(command, typed, source);
  return option.key === "template" ? source.templates() : [];
}

/** Revisions and symbols, with the text before a colon or an at sign as their prefix. */
async function revisionWords(
  command: CommandSpec | undefined,
  typed: string,
  source: CompletionSource,
): Promise<readonly string[]> {
  const before = /^.*[:@]/.exec(typed)?.[0] ?? "";
  const symbols = command !== undefined && KNOWS_CURRENT.has(command.name) ? [...SYMBOLS, "current"] : SYMBOLS;
  return [...(await source.revisions()), ...symbols].map((word) => before + word);
}
