import { unquoted } from "../../config/python/split-command-line.js";
import { classifyArguments } from "../grammar/classify-arguments.js";
import type { OptionSpec } from "../grammar/command-spec.js";

/** The configuration that a command line names. */
export interface NamedConfiguration {
  readonly configFiles: readonly string[];
  readonly name?: string;
}

/**
 * The files of `-c` and the section of `-n` among the words before the command; nothing where they cannot be parsed.
 */
export function configurationOf(options: readonly OptionSpec[], words: readonly string[]): NamedConfiguration {
  const values = new Map<string, string[]>();
  try {
    const tokens = classifyArguments(options, words);
    for (let at = 0; at < tokens.length; at++) {
      const { kind, option, attached } = tokens[at]!;
      if (kind !== "option") break;
      if (option === undefined || option.kind === "flag") continue;
      const value = attached ?? tokens[++at]?.text;
      if (value !== undefined) values.set(option.key, [...(values.get(option.key) ?? []), unquoted(value)]);
    }
  } catch {
    // The command itself will report the mistake.
    return { configFiles: [] };
  }
  const name = values.get("name")?.at(-1);
  return { configFiles: values.get("config") ?? [], ...(name === undefined ? {} : { name }) };
}
