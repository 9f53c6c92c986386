import { raise } from "../../values/py-exception.js";
import type { ClassItem, PatternFlags, PatternNode } from "./pattern-node.js";

/** Raises `re.error`; the module gives it, since the class is the module's. */
export type PatternFailure = (message: string, position: number) => never;

export interface ParsedPattern {
  readonly node: PatternNode;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  readonly flags: PatternFlags;
}

const simple: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, "\\": 92 };

const flagNames: Readonly<Record<string, keyof PatternFlags>> = {
  i: "ignoreCase",
  m: "multiline",
  s: "dotAll",
  a: "ascii",
  x: "verbose",
};

/** Parses Python's syntax of regular expressions. */
export class PatternParser {
  readonly #source: readonly string[];
  readonly #fail: PatternFailure;
  #at = 0;
  #groups = 0;
  #depth = 0;
  readonly #names = new Map<string, number>();
  readonly #open = new Set<number>();
  #flags: PatternFlags;

  constructor(source: readonly string[], flags: PatternFlags, fail: PatternFailure) {
    this.#source = source;
    this.#flags = flags;
    this.#fail = fail;
  }

  parse(): ParsedPattern {
    const match = /^\(\?([aiLmsux]+)\)/.exec(this.#source.slice(0, 12).join(""));
    if (match !== null) {
      this.#flags = this.#with(match[1] ?? "");
      this.#at = match[0].length;
    }
    const node = this.#choice();
    if (this.#at < this.#source.length) this.#fail("unbalanced parenthesis", this.#at);
    return { node, groups: this.#groups, names: this.#names, flags: this.#flags };
  }

  get #next(): string | undefined {
    return this.#source[this.#at];
  }

  #with(letters: string, without = ""): PatternFlags {
    const flags = { ...this.#flags };
    for (const letter of letters) if (flagNames[letter] !== undefined) flags[flagNames[letter]] = true;
    for (const letter of without) if (flagNames[letter] !== undefined) flags[flagNames[letter]] = false;
    return flags;
  }

  #choice(): PatternNode {
    if (++this.#depth > 200) raise("RecursionError", "maximum recursion depth exceeded");
    const parts = [this.#sequence()];
    while (this.#next === "|") {
      this.#at++;
      parts.push(this.#sequence());
    }
    this.#depth--;
    return parts.length === 1 ? (parts[0] as PatternNode) : { kind: "choice", parts };
  }

  #sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (this.#next !== undefined && this.#next !== "|" && this.#next !== ")") {
      if (this.#flags.verbose) {
        if (/\s/.test(this.#next)) {
          this.#at++;
          continue;
        }
        if (this.#next === "#") {
          while (this.#at < this.#source.length && this.#source[this.#at] !== "\n") this.#at++;
          continue;
        }
      }
      const start = this.#at;
      const atom = this.#atom();
      if (atom !== undefined) parts.push(this.#repeated(atom, start));
    }
    return parts.length === 1 ? (parts[0] as PatternNode) : { kind: "sequence", parts };
  }

  #repeated(atom: PatternNode, start: number): PatternNode {
    let node = atom;
    for (let count = 0; ; count++) {
      const at = this.#at;
      const bounds = this.#bounds();
      if (bounds === undefined) return node;
      if (count > 0) this.#fail("multiple repeat", at);
      if (/^(start|end|startOfText|endOfText|boundary)$/.test(atom.kind) && atom.kind !== "boundary")
        this.#fail("nothing to repeat", start);
      const [least, most] = bounds;
      if (most < least) this.#fail("min repeat greater than max repeat", at + 1);
      let mode: "greedy" | "lazy" | "possessive" = "greedy";
      if (this.#next === "?") mode = "lazy";
      else if (this.#next === "+") mode = "possessive";
      if (mode !== "greedy") this.#at++;
      node = { kind: "repeat", body: atom, least, most, mode };
    }
  }

  #bounds(): readonly [number, number] | undefined {
    const sign = this.#next;
    if (sign === "*" || sign === "+" || sign === "?") {
      this.#at++;
      return sign === "*" ? [0, Infinity] : sign === "+" ? [1, Infinity] : [0, 1];
    }
    if (sign !== "{") return undefined;
    const match = /^\{(\d*)(?:(,)(\d*))?\}/.exec(this.#source.slice(this.#at, this.#at + 24).join(""));
    if (match === null || match[0] === "{}") return undefined;
    this.#at += match[0].length;
    const least = Number(match[1] || 0);
    return [least, match[2] === undefined ? least : match[3] === "" ? Infinity : Number(match[3])];
  }

  #atom(): PatternNode | undefined {
    const at = this.#at;
    const character = this.#source[this.#at++] as string;
    switch (character) {
      case ".":
        return { kind: "any", dotAll: this.#flags.dotAll };
      case "^":
        return { kind: "start", multiline: this.#flags.multiline };
      case "$":
        return { kind: "end", multiline: this.#flags.multiline };
      case "[":
        return this.#class(at);
      case "(":
        return this.#group(at);
      case "\\":
        return this.#escape(at);
      case "*":
      case "+":
      case "?":
        this.#fail("nothing to repeat", at);
    }
    if (character === "{") {
      this.#at = at;
      if (this.#bounds() !== undefined) this.#fail("nothing to repeat", at);
      this.#at = at + 1;
    }
    return this.#char(character.codePointAt(0) ?? 0);
  }

  #char(code: number): PatternNode {
    return { kind: "char", code, ignoreCase: this.#flags.ignoreCase };
  }

  #classNode(items: readonly ClassItem[], negated: boolean): PatternNode {
    return { kind: "class", items, negated, ignoreCase: this.#flags.ignoreCase, ascii: this.#flags.ascii };
  }

  #digits(pattern: RegExp, at: number, what: string): string {
    const rest = this.#source.slice(this.#at, this.#at + 8).join("");
    const match = pattern.exec(rest);
    if (match === null) {
      const shown = /^[0-9a-fA-F]*/.exec(rest)?.[0] ?? "";
      this.#fail(`incomplete escape \\${what}${shown}`, at);
    }
    this.#at += match[0].length;
    return match[0];
  }

  /** An escape that means one character, in classes and outside. */
  #escapedChar(letter: string, at: number): number | undefined {
    if (letter === "x") return Number.parseInt(this.#digits(/^[0-9a-fA-F]{2}/, at, "x"), 16);
    if (letter === "u") return Number.parseInt(this.#digits(/^[0-9a-fA-F]{4}/, at, "u"), 16);
    if (letter === "U") return Number.parseInt(this.#digits(/^[0-9a-fA-F]{8}/, at, "U"), 16);
    const known = simple[letter];
    if (known !== undefined && Object.hasOwn(simple, letter)) return known;
    if (/[a-zA-Z]/.test(letter)) this.#fail(`bad escape \\${letter}`, at);
    return undefined;
  }

  #escape(at: number): PatternNode {
    const letter = this.#source[this.#at++];
    if (letter === undefined) this.#fail("bad escape (end of pattern)", at);
    if (/[dDsSwW]/.test(letter)) return this.#classNode([{ kind: "category", code: letter as "d" }], false);
    switch (letter) {
      case "A":
        return { kind: "startOfText" };
      case "Z":
        return { kind: "endOfText" };
      case "b":
      case "B":
        return { kind: "boundary", negated: letter === "B", ascii: this.#flags.ascii };
    }
    if (/[0-9]/.test(letter)) {
      const rest = this.#source.slice(this.#at - 1, this.#at + 2).join("");
      const octal = /^(0[0-7]{0,2}|[0-3][0-7]{2})/.exec(rest);
      if (octal !== null) {
        this.#at += octal[0].length - 1;
        return this.#char(Number.parseInt(octal[0], 8));
      }
      const digits = /^\d{1,2}/.exec(rest)?.[0] ?? letter;
      this.#at += digits.length - 1;
      return this.#reference(Number(digits), at + 1);
    }
    return this.#char(this.#escapedChar(letter, at) ?? letter.codePointAt(0) ?? 0);
  }

  #reference(index: number, at: number): PatternNode {
    if (index > this.#groups) this.#fail(`invalid group reference ${index}`, at);
    if (this.#open.has(index)) this.#fail("cannot refer to an open group", at - 1);
    return { kind: "reference", index, ignoreCase: this.#flags.ignoreCase };
  }

  #class(start: number): PatternNode {
    const items: ClassItem[] = [];
    const negated = this.#next === "^";
    if (negated) this.#at++;
    for (let first = true; ; first = false) {
      const at = this.#at;
      const character = this.#source[this.#at++];
      if (character === undefined) this.#fail("unterminated character set", start);
      if (character === "]" && !first) return this.#classNode(items, negated);
      const from = this.#classMember(character, at, items);
      if (this.#next !== "-" || this.#source[this.#at + 1] === "]" || this.#source[this.#at + 1] === undefined) {
        if (from !== undefined) items.push({ kind: "range", from, to: from });
        continue;
      }
      this.#at++;
      const to = this.#classMember(this.#source[this.#at++] as string, this.#at - 1, undefined);
      if (from === undefined || to === undefined)
        this.#fail(`bad character range ${this.#source.slice(at, this.#at).join("")}`, at);
      if (to < from) this.#fail(`bad character range ${this.#source.slice(at, this.#at).join("")}`, at);
      items.push({ kind: "range", from, to });
    }
  }

  /** A member as a code; a category is put into `items` and has none. */
  #classMember(character: string, at: number, items: ClassItem[] | undefined): number | undefined {
    if (character !== "\\") return character.codePointAt(0);
    const letter = this.#source[this.#at++];
    if (letter === undefined) this.#fail("bad escape (end of pattern)", at);
    if (/[dDsSwW]/.test(letter)) {
      items?.push({ kind: "category", code: letter as "d" });
      return undefined;
    }
    if (/[0-7]/.test(letter)) {
      const octal = /^[0-7]{1,3}/.exec(this.#source.slice(this.#at - 1, this.#at + 2).join(""))?.[0] ?? letter;
      this.#at += octal.length - 1;
      return Number.parseInt(octal, 8);
    }
    return this.#escapedChar(letter, at) ?? letter.codePointAt(0);
  }

  #group(start: number): PatternNode | undefined {
    const before = this.#flags;
    const close = (): void => {
      if (this.#next !== ")") this.#fail("missing ), unterminated subpattern", start);
      this.#at++;
    };
    const inner = (): PatternNode => {
      const body = this.#choice();
      close();
      this.#flags = before;
      return body;
    };
    if (this.#next !== "?") {
      const index = ++this.#groups;
      this.#open.add(index);
      const body = inner();
      this.#open.delete(index);
      return { kind: "group", index, body };
    }
    this.#at++;
    const rest = this.#source.slice(this.#at, this.#at + 80).join("");
    const take = (length: number): void => {
      this.#at += length;
    };
    const named = /^P<([^>]*)>/.exec(rest);
    if (named !== null) {
      take(named[0].length);
      const name = named[1] ?? "";
      if (!/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(name))
        this.#fail(name === "" ? "missing group name" : `bad character in group name '${name}'`, start + 4);
      const index = ++this.#groups;
      if (this.#names.has(name))
        this.#fail(
          `redefinition of group name '${name}' as group ${index}; was group ${this.#names.get(name)}`,
          start + 4,
        );
      this.#names.set(name, index);
      this.#open.add(index);
      const body = inner();
      this.#open.delete(index);
      return { kind: "group", index, body };
    }
    const reference = /^P=([^)]*)\)/.exec(rest);
    if (reference !== null) {
      take(reference[0].length);
      const index = this.#names.get(reference[1] ?? "");
      if (index === undefined) this.#fail(`unknown group name '${reference[1]}'`, start + 4);
      return this.#reference(index, start + 4);
    }
    if (rest.startsWith("#")) {
      while (this.#at < this.#source.length && this.#source[this.#at] !== ")") this.#at++;
      if (this.#at >= this.#source.length) this.#fail("missing ), unterminated comment", start);
      this.#at++;
      return undefined;
    }
    const look = /^<?[=!]/.exec(rest);
    if (look !== null) {
      take(look[0].length);
      const body = inner();
      const behind = look[0].startsWith("<");
      if (behind && widthOf(body) === undefined) this.#fail("look-behind requires fixed-width pattern", -1);
      return { kind: "look", body, behind, negated: look[0].endsWith("!") };
    }
    if (rest.startsWith(">")) {
      take(1);
      return { kind: "atomic", body: inner() };
    }
    const condition = /^\(([^)]*)\)/.exec(rest);
    if (condition !== null) {
      take(condition[0].length);
      const name = condition[1] ?? "";
      const index = /^\d+$/.test(name) ? Number(name) : this.#names.get(name);
      if (index === undefined) this.#fail(`unknown group name '${name}'`, start + 3);
      const body = inner();
      const parts = body.kind === "choice" ? body.parts : [body];
      if (parts.length > 2) this.#fail("conditional backref with more than two branches", start);
      return {
        kind: "conditional",
        index,
        yes: parts[0] as PatternNode,
        no: parts[1] ?? { kind: "sequence", parts: [] },
      };
    }
    const flags = /^([aiLmsux]*)(?:-([imsx]+))?([:)])/.exec(rest);
    if (flags === null) this.#fail(`unknown extension ?${rest[0] ?? ""}`, start + 1);
    take(flags[0].length);
    if (flags[3] === ")") this.#fail("global flags not at the start of the expression", start);
    this.#flags = this.#with(flags[1] ?? "", flags[2]);
    return { kind: "group", index: undefined, body: inner() };
  }
}

/** How many characters a pattern takes, where that is fixed. */
export function widthOf(node: PatternNode): number | undefined {
  switch (node.kind) {
    case "char":
    case "any":
    case "class":
      return 1;
    case "sequence": {
      let sum = 0;
      for (const part of node.parts) {
        const width = widthOf(part);
        if (width === undefined) return undefined;
        sum += width;
      }
      return sum;
    }
    case "choice": {
      const widths = node.parts.map(widthOf);
      return widths.every((width) => width === widths[0]) ? widths[0] : undefined;
    }
    case "group":
    case "atomic":
      return widthOf(node.body);
    case "repeat": {
      const width = widthOf(node.body);
      return node.least === node.most && width !== undefined ? width * node.least : width === 0 ? 0 : undefined;
    }
    case "reference":
    case "conditional":
      return undefined;
    default:
      return 0;
  }
}
