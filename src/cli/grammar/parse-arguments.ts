import { classifyArguments, type Token } from "./classify-arguments.js";
import type { CommandSpec, OptionSpec, ParsedValues } from "./command-spec.js";
import { UsageError } from "./usage-error.js";

/** A program's grammar: options before the sub-command, and the sub-commands. */
export interface ProgramSpec {
  /** What the program is for, in a sentence. */
  readonly about: string;
  readonly options: readonly OptionSpec[];
  readonly commands: readonly CommandSpec[];
}

/** The request of a command line. */
export type ParsedCommandLine =
  | { readonly kind: "help"; readonly command: CommandSpec | undefined }
  | { readonly kind: "version" }
  | {
      readonly kind: "run";
      readonly command: CommandSpec;
      readonly globals: ParsedValues;
      readonly values: ParsedValues;
    };

/** Options that end the parse at once, at any position. */
const HELP: OptionSpec = { flags: ["-h", "--help"], key: "help", kind: "flag", help: "" };
const VERSION: OptionSpec = { flags: ["--version"], key: "version", kind: "flag", help: "" };

class Stop {
  readonly key: string;
  constructor(key: string) {
    this.key = key;
  }
}

/** Values under construction: a later option replaces an earlier one, unless it appends. */
class Values {
  readonly #values: Record<string, string | boolean | string[] | undefined> = {};

  constructor(options: readonly OptionSpec[]) {
    for (const option of options) {
      this.#values[option.key] = option.kind === "flag" ? false : option.default;
    }
  }

  set(option: OptionSpec, value: string | true): void {
    if (option === HELP || option === VERSION) throw new Stop(option.key);
    if (option.kind !== "append") {
      this.#values[option.key] = value;
      return;
    }
    const before = this.#values[option.key];
    this.#values[option.key] = [...(Array.isArray(before) ? before : []), String(value)];
  }

  put(key: string, value: string | string[]): void {
    this.#values[key] = value;
  }

  get done(): ParsedValues {
    return this.#values;
  }
}

const argumentName = (option: OptionSpec) => option.flags.join("/");

/**
 * Reads a command line by the rules of Alembic's own (Python's argparse): options before the sub-command belong to the
 * program, unambiguous prefixes of long options are accepted, a negative number is a positional, short flags may be
 * joined, and a positional with several words takes consecutive ones.
 *
 * @throws UsageError where the line breaks the grammar.
 */
export function parseArguments(program: ProgramSpec, argv: readonly string[]): ParsedCommandLine {
  let command: CommandSpec | undefined;
  try {
    const options = [HELP, VERSION, ...program.options];
    const globals = new Values(program.options);
    const tokens = classifyArguments(options, argv);
    const extras: string[] = [];
    const at = readOptions(options, tokens, 0, globals, extras, undefined);
    if (at >= tokens.length) {
      requireNone(extras, undefined);
      throw new UsageError("too few arguments");
    }
    const name = tokens[at]?.text ?? "";
    command = program.commands.find((each) => each.name === name);
    if (command === undefined) {
      const names = program.commands.map((each) => each.name);
      const choices = names.map((each) => `'${each}'`).join(", ");
      throw new UsageError(
        `argument {${names.join(",")}}: invalid choice: '${name}' (choose from ${choices})`,
        undefined,
        { word: name },
      );
    }
    const values = parseCommand(command, argv.slice(at + 1), extras);
    requireNone(extras, command);
    return { kind: "run", command, globals: globals.done, values };
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    return stop.key === "version" ? { kind: "version" } : { kind: "help", command };
  }
}

/** @throws UsageError if words of the line belong to no option and no positional. */
function requireNone(extras: readonly string[], command: CommandSpec | undefined): void {
  const [word] = extras;
  if (word !== undefined)
    throw new UsageError(`unrecognized arguments: ${extras.join(" ")}`, undefined, { word, command });
}

/** Reads options from `start` on; returns the place of the first positional, or the end. */
function readOptions(
  options: readonly OptionSpec[],
  tokens: readonly Token[],
  start: number,
  values: Values,
  extras: string[],
  command: CommandSpec | undefined,
): number {
  let at = start;
  for (let token = tokens[at]; token !== undefined; token = tokens[at]) {
    if (token.kind === "positional") return at;
    if (token.kind === "separator") {
      at += 1;
      continue;
    }
    at = readOption(options, tokens, at, values, extras, command);
  }
  return at;
}

/** Reads one option token, joined short flags included; returns the place after the option and its value. */
function readOption(
  options: readonly OptionSpec[],
  tokens: readonly Token[],
  at: number,
  values: Values,
  extras: string[],
  command: CommandSpec | undefined,
): number {
  const token = tokens[at] as Token;
  let { option, attached } = token;
  if (option === undefined) {
    extras.push(token.text);
    return at + 1;
  }
  let flag = token.flag ?? "";
  while (attached !== undefined && option.kind === "flag") {
    const next: OptionSpec | undefined =
      flag.startsWith("--") || attached === ""
        ? undefined
        : options.find((each) => each.flags.includes(`-${(attached as string)[0]}`));
    if (next === undefined) {
      throw new UsageError(`argument ${argumentName(option)}: ignored explicit argument '${attached}'`, command);
    }
    values.set(option, true);
    option = next;
    flag = `-${attached[0]}`;
    attached = attached.length > 1 ? attached.slice(1) : undefined;
  }
  if (option.kind === "flag") {
    values.set(option, true);
    return at + 1;
  }
  if (attached !== undefined) {
    values.set(option, attached);
    return at + 1;
  }
  let next = at + 1;
  while (tokens[next]?.kind === "separator") next += 1;
  const value = tokens[next];
  if (value?.kind !== "positional") {
    throw new UsageError(`argument ${argumentName(option)}: expected one argument`, command);
  }
  values.set(option, value.text);
  return next + 1;
}

/** Reads the part after the sub-command's name. Unknown words go to `extras`. */
function parseCommand(command: CommandSpec, argv: readonly string[], extras: string[]): ParsedValues {
  const options = [HELP, ...command.options];
  const tokens = classifyArguments(options, argv, command);
  const values = new Values(command.options);
  const waiting = [...command.positionals];
  let at = 0;
  while (at < tokens.length) {
    at = readOptions(options, tokens, at, values, extras, command);
    const words: string[] = [];
    for (; at < tokens.length && tokens[at]?.kind !== "option"; at++) {
      if (tokens[at]?.kind === "positional") words.push((tokens[at] as Token).text);
    }
    while (words.length > 0) {
      const onlyWith = waiting[0]?.onlyWith;
      const positional = onlyWith === undefined || values.done[onlyWith] === true ? waiting.shift() : undefined;
      if (positional === undefined) {
        extras.push(...words.splice(0));
      } else if (positional.many) {
        values.put(positional.key, words.splice(0));
      } else {
        values.put(positional.key, words.shift() as string);
      }
    }
  }
  const missing = waiting.filter(
    ({ optional, optionalWith }) => !optional && !(optionalWith !== undefined && values.done[optionalWith] === true),
  );
  if (missing.length > 0) {
    const names = missing.map((positional) => positional.key).join(", ");
    throw new UsageError(`the following arguments are required: ${names}`, command);
  }
  return values.done;
}
