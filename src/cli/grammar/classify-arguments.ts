import type { CommandSpec, OptionSpec } from "./command-spec.js";
import { UsageError } from "./usage-error.js";

/** One word of the command line with its classification. */
export interface Token {
  readonly kind: "option" | "positional" | "separator";
  readonly text: string;
  /** The option it names; `undefined` for a word that looks like an option that does not exist. */
  readonly option?: OptionSpec;
  /** The spelling that was matched. */
  readonly flag?: string;
  /** The value that is part of the word: `--head=x`, `-mtext`. */
  readonly attached?: string;
}

const NEGATIVE_NUMBER = /^-\d+$|^-\d*\.\d+$/;

interface Match {
  readonly option: OptionSpec;
  readonly flag: string;
  readonly attached?: string;
}

/** Classifies each word as an option, a positional, or the `--` after which all words are positionals. */
export function classifyArguments(
  options: readonly OptionSpec[],
  argv: readonly string[],
  command?: CommandSpec,
): readonly Token[] {
  const exact = new Map(options.flatMap((option) => option.flags.map((flag) => [flag, option] as const)));
  const tokens: Token[] = [];
  let positionalsOnly = false;
  for (const text of argv) {
    if (positionalsOnly) {
      tokens.push({ kind: "positional", text });
    } else if (text === "--") {
      positionalsOnly = true;
      tokens.push({ kind: "separator", text });
    } else {
      tokens.push(classify(exact, text, command));
    }
  }
  return tokens;
}

function classify(exact: ReadonlyMap<string, OptionSpec>, text: string, command: CommandSpec | undefined): Token {
  if (!text.startsWith("-") || text === "-") return { kind: "positional", text };
  const option = exact.get(text);
  if (option !== undefined) return { kind: "option", text, option, flag: text };
  const all = matchesOf(exact, text);
  // A prefix that means one option in Alembic still means it, even if other options of ours begin with it.
  const alembics = all.filter((match) => match.option.ours !== true);
  const matches = alembics.length > 0 ? alembics : all;
  if (matches.length > 1) {
    const names = matches.map((match) => match.flag).join(", ");
    throw new UsageError(`ambiguous option: ${text} could match ${names}`, command);
  }
  const match = matches[0];
  if (match !== undefined) return { kind: "option", text, ...match };
  if (NEGATIVE_NUMBER.test(text) || text.includes(" ")) return { kind: "positional", text };
  return { kind: "option", text };
}

/** The options that a shortened word, or one with an attached value, may mean. */
function matchesOf(exact: ReadonlyMap<string, OptionSpec>, text: string): readonly Match[] {
  const equals = text.indexOf("=");
  const name = equals < 0 ? text : text.slice(0, equals);
  const value = equals < 0 ? {} : { attached: text.slice(equals + 1) };
  const named = exact.get(name);
  if (named !== undefined) return [{ option: named, flag: name, ...value }];
  const matches: Match[] = [];
  for (const [flag, option] of exact) {
    if (text.startsWith("--")) {
      if (flag.startsWith(name)) matches.push({ option, flag, ...value });
    } else if (flag === text.slice(0, 2)) {
      matches.push({ option, flag, attached: text.slice(2) });
    } else if (flag.startsWith(text)) {
      matches.push({ option, flag });
    }
  }
  return matches;
}
