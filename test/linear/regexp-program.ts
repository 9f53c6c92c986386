import { type AST, RegExpParser } from "@eslint-community/regexpp";

/** The system's own `exec`, which the counter replaces for the time of a measurement. */
export const nativeExec = RegExp.prototype.exec;

/** Says whether a character may stand at this place of a match. */
type CharacterTest = (character: string) => boolean;

/** A step of a backtracking matcher. `back` reads the text from right to left, as in a lookbehind. */
export type Instruction =
  | { readonly kind: "character"; readonly test: CharacterTest; readonly back: boolean }
  | { readonly kind: "assertion"; readonly test: (text: string, at: number) => boolean }
  | { readonly kind: "look"; readonly program: readonly Instruction[]; readonly isNegative: boolean }
  | { readonly kind: "reference"; readonly group: number; readonly back: boolean }
  | { readonly kind: "save"; readonly slot: number }
  | { readonly kind: "clear"; readonly groups: readonly number[] }
  | { readonly kind: "mark"; readonly register: number }
  | { readonly kind: "moved"; readonly register: number }
  /** Goes on at `first`, and at `second` where that fails. */
  | { kind: "split"; first: number; second: number }
  | { kind: "jump"; to: number }
  | { readonly kind: "match" };

/** A regular expression as a program, and whether it can match at the start of the text only. */
export interface RegExpProgram {
  readonly instructions: readonly Instruction[];
  readonly groups: ReadonlyMap<string, number>;
  readonly groupCount: number;
  readonly isAnchored: boolean;
}

const isWord = (character: string): boolean => nativeExec.call(/^\w$/, character) !== null;

class Compiler {
  readonly #flags: string;
  readonly #ast: AST.Pattern;
  readonly #groups: readonly AST.CapturingGroup[];
  #instructions: Instruction[] = [];
  #registers = 0;

  constructor(ast: AST.Pattern, flags: string, groups: readonly AST.CapturingGroup[]) {
    this.#ast = ast;
    this.#flags = flags;
    this.#groups = groups;
  }

  compile(): readonly Instruction[] {
    this.#alternatives(this.#ast.alternatives, false);
    this.#instructions.push({ kind: "match" });
    return this.#instructions;
  }

  #alternatives(alternatives: readonly AST.Alternative[], back: boolean): void {
    const jumps: { kind: "jump"; to: number }[] = [];
    for (const [index, { elements }] of alternatives.entries()) {
      const split = { kind: "split" as const, first: 0, second: 0 };
      const isLast = index === alternatives.length - 1;
      if (!isLast) this.#instructions.push(split);
      split.first = this.#instructions.length;
      for (const element of back ? elements.toReversed() : elements) this.#element(element, back);
      if (!isLast) {
        const jump = { kind: "jump" as const, to: 0 };
        jumps.push(jump);
        this.#instructions.push(jump);
      }
      split.second = this.#instructions.length;
    }
    for (const jump of jumps) jump.to = this.#instructions.length;
  }

  #element(element: AST.Element, back: boolean): void {
    switch (element.type) {
      case "Group":
        this.#alternatives(element.alternatives, back);
        return;
      case "CapturingGroup": {
        const slot = (this.#groups.indexOf(element) + 1) * 2;
        this.#instructions.push({ kind: "save", slot: back ? slot + 1 : slot });
        this.#alternatives(element.alternatives, back);
        this.#instructions.push({ kind: "save", slot: back ? slot : slot + 1 });
        return;
      }
      case "Quantifier":
        this.#quantifier(element, back);
        return;
      case "Assertion":
        this.#assertion(element);
        return;
      case "Backreference": {
        const { resolved } = element;
        if (Array.isArray(resolved)) throw new Error(`a name of several groups: ${element.raw}`);
        this.#instructions.push({ kind: "reference", group: this.#groups.indexOf(resolved) + 1, back });
        return;
      }
      case "Character":
      case "CharacterSet":
      case "CharacterClass":
        this.#instructions.push({ kind: "character", test: this.#characterTest(element.raw), back });
        return;
      default:
        throw new Error(`not known here: ${element.raw}`);
    }
  }

  /** The system's own regular expression for one character decides, so classes mean here what they mean there. */
  #characterTest(source: string): CharacterTest {
    const pattern = new RegExp(`^${source}$`, this.#flags.replaceAll(/[gym]/g, ""));
    const known = new Map<string, boolean>();
    return (character) => {
      let isMember = known.get(character);
      if (isMember === undefined) {
        // `.` and `[^x]` take a line break where `$` must not, so the length is compared too.
        isMember = nativeExec.call(pattern, character)?.[0] === character;
        known.set(character, isMember);
      }
      return isMember;
    };
  }

  #quantifier({ element, min, max, greedy }: AST.Quantifier, back: boolean): void {
    const groups = this.#groups.flatMap((group, index) => (contains(element, group) ? [index + 1] : []));
    const once = (): void => {
      if (groups.length > 0) this.#instructions.push({ kind: "clear", groups });
      this.#element(element as AST.Element, back);
    };
    for (let count = 0; count < min; count++) once();
    if (max !== Number.POSITIVE_INFINITY) {
      const splits: ((to: number) => void)[] = [];
      for (let count = min; count < max; count++) {
        splits.push(this.#split(greedy));
        once();
      }
      for (const leaveTo of splits) leaveTo(this.#instructions.length);
      return;
    }
    const start = this.#instructions.length;
    const leaveTo = this.#split(greedy);
    const register = this.#registers++;
    // A turn that takes nothing ends the loop.
    this.#instructions.push({ kind: "mark", register });
    once();
    this.#instructions.push({ kind: "moved", register }, { kind: "jump", to: start });
    leaveTo(this.#instructions.length);
  }

  /** Adds a choice between going on with the next instruction and leaving to a place that is given afterwards. */
  #split(greedy: boolean): (to: number) => void {
    const next = this.#instructions.length + 1;
    const split = { kind: "split" as const, first: next, second: next };
    this.#instructions.push(split);
    return (to) => {
      if (greedy) split.second = to;
      else split.first = to;
    };
  }

  #assertion(assertion: AST.Assertion): void {
    const lines = this.#flags.includes("m");
    const isBreak = (character: string): boolean => nativeExec.call(/[\n\r\u2028\u2029]/, character) !== null;
    switch (assertion.kind) {
      case "start":
        this.#instructions.push({
          kind: "assertion",
          test: (text, at) => at === 0 || (lines && isBreak(text.charAt(at - 1))),
        });
        return;
      case "end":
        this.#instructions.push({
          kind: "assertion",
          test: (text, at) => at === text.length || (lines && isBreak(text.charAt(at))),
        });
        return;
      case "word":
        this.#instructions.push({
          kind: "assertion",
          test: (text, at) => (isWord(text.charAt(at - 1)) !== isWord(text.charAt(at))) !== assertion.negate,
        });
        return;
      default: {
        const outer = this.#instructions;
        this.#instructions = [];
        this.#alternatives(assertion.alternatives, assertion.kind === "lookbehind");
        this.#instructions.push({ kind: "match" });
        const program = this.#instructions;
        this.#instructions = outer;
        this.#instructions.push({ kind: "look", program, isNegative: assertion.negate });
      }
    }
  }
}

function contains(node: AST.Node, group: AST.Node): boolean {
  for (let at: AST.Node | null = group; at !== null; at = at.parent) if (at === node) return true;
  return false;
}

function groupsOf(node: AST.Element | AST.Pattern): AST.CapturingGroup[] {
  const inner = "alternatives" in node ? node.alternatives.flatMap(({ elements }) => elements.flatMap(groupsOf)) : [];
  if (node.type === "CapturingGroup") return [node, ...inner];
  return node.type === "Quantifier" ? groupsOf(node.element as AST.Element) : inner;
}

const parser = new RegExpParser();
const programs = new Map<string, RegExpProgram>();

/** The program of a regular expression: what a backtracking matcher does for it, step by step. */
export function regExpProgram(source: string, flags: string): RegExpProgram {
  const key = `${flags}/${source}`;
  const known = programs.get(key);
  if (known !== undefined) return known;
  const ast = parser.parsePattern(source, 0, source.length, {
    unicode: flags.includes("u"),
    unicodeSets: flags.includes("v"),
  });
  const groups = groupsOf(ast);
  const program: RegExpProgram = {
    instructions: new Compiler(ast, flags, groups).compile(),
    groups: new Map(groups.flatMap(({ name }, index) => (name === null ? [] : [[name, index + 1] as const]))),
    groupCount: groups.length,
    isAnchored:
      !flags.includes("m") &&
      ast.alternatives.every(({ elements: [first] }) => first?.type === "Assertion" && first.kind === "start"),
  };
  programs.set(key, program);
  return program;
}
