import type { ClauseElement } from "../../schema/elements/clause-element.js";
import type { Identifiers } from "./identifiers.js";

/** Writes a call of one function; its arguments are already SQL. */
export type FunctionRule = (args: readonly string[]) => string;

/** Functions of standard SQL that are written in capitals and, without arguments, without parentheses. */
const words: Readonly<Record<string, string>> = {
  current_date: "CURRENT_DATE",
  current_time: "CURRENT_TIME",
  current_timestamp: "CURRENT_TIMESTAMP",
  current_user: "CURRENT_USER",
  localtime: "LOCALTIME",
  localtimestamp: "LOCALTIMESTAMP",
  session_user: "SESSION_USER",
  sysdate: "sysdate",
  user: "USER",
};

/** Writes calls of SQL functions. A dialect has rules for functions of another name. */
export class Functions {
  readonly #rules: Readonly<Record<string, FunctionRule>>;

  constructor(rules: Readonly<Record<string, FunctionRule>> = {}) {
    this.#rules = rules;
  }

  write(
    path: readonly string[],
    args: readonly ClauseElement[],
    write: (clause: ClauseElement, hint: string) => string,
    identifiers: Identifiers,
  ): string {
    const name = path.at(-1) ?? "";
    const key = name.toLowerCase();
    const written = args.map((one) => write(one, name));
    if (path.length === 1) {
      const rule = Object.hasOwn(this.#rules, key) ? this.#rules[key] : undefined;
      if (rule !== undefined) return rule(written);
      if (key === "count" && written.length === 0) return `${name}(*)`;
      const word = Object.hasOwn(words, key) ? words[key] : undefined;
      if (word !== undefined) return written.length === 0 ? word : `${word}(${written.join(", ")})`;
    }
    const quoted = path.map((part) => (identifiers.hasIllegalCharacters(part) ? identifiers.quoteAlways(part) : part));
    return `${quoted.join(".")}(${written.join(", ")})`;
  }
}
