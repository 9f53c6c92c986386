import type { Instruction, RegExpProgram } from "./regexp-program.js";

/** Where the groups of a match begin and end, in pairs, the whole match first; -1 for one that took no part. */
export type Slots = Int32Array;

/** Counts what a matcher does. */
export interface Steps {
  count: number;
}

/** A choice that was left open: all that has to be as it was when the matcher comes back to it. */
interface Choice {
  readonly at: number;
  readonly next: number;
  readonly slots: Slots;
  readonly registers: readonly number[];
}

function characterAt(text: string, at: number, isUnicode: boolean): string {
  if (at < 0 || at >= text.length) return "";
  return isUnicode ? String.fromCodePoint(text.codePointAt(at) ?? 0) : text.charAt(at);
}

function characterBefore(text: string, at: number, isUnicode: boolean): string {
  const pair = isUnicode && at > 1 ? String.fromCodePoint(text.codePointAt(at - 2) ?? 0) : "";
  return pair.length === 2 ? pair : text.charAt(at - 1);
}

/** Runs a program at one place of a text as a backtracking matcher does, and counts each of its steps. */
export function matchInSteps(
  program: readonly Instruction[],
  text: string,
  start: number,
  initial: Slots,
  isUnicode: boolean,
  steps: Steps,
): Slots | undefined {
  const choices: Choice[] = [];
  let at = start;
  let next = 0;
  // Both are replaced, never changed, so that an open choice may share them.
  let slots = initial;
  let registers: readonly number[] = [];
  const set = (changed: readonly (readonly [slot: number, value: number])[]): void => {
    slots = slots.slice();
    for (const [slot, value] of changed) slots[slot] = value;
  };
  for (;;) {
    steps.count++;
    const instruction = program[next++];
    let isRight = true;
    switch (instruction?.kind) {
      case "character": {
        const character = instruction.back ? characterBefore(text, at, isUnicode) : characterAt(text, at, isUnicode);
        isRight = character !== "" && instruction.test(character);
        if (isRight) at += instruction.back ? -character.length : character.length;
        break;
      }
      case "assertion":
        isRight = instruction.test(text, at);
        break;
      case "look": {
        const found = matchInSteps(instruction.program, text, at, slots, isUnicode, steps);
        isRight = (found === undefined) === instruction.isNegative;
        if (found !== undefined && !instruction.isNegative) slots = found;
        break;
      }
      case "reference": {
        const piece = text.slice(slots[instruction.group * 2] ?? -1, slots[instruction.group * 2 + 1] ?? -1);
        const from = instruction.back ? at - piece.length : at;
        isRight = text.startsWith(piece, from);
        steps.count += piece.length;
        if (isRight) at = instruction.back ? from : at + piece.length;
        break;
      }
      case "save":
        set([[instruction.slot, at]]);
        break;
      case "clear":
        set(instruction.groups.flatMap((group) => [[group * 2, -1] as const, [group * 2 + 1, -1] as const]));
        break;
      case "mark":
        registers = registers.with.call(
          instruction.register < registers.length ? registers : [...registers, ...Array(instruction.register + 1)],
          instruction.register,
          at,
        );
        break;
      case "moved":
        isRight = registers[instruction.register] !== at;
        break;
      case "split":
        choices.push({ at, next: instruction.second, slots, registers });
        next = instruction.first;
        break;
      case "jump":
        next = instruction.to;
        break;
      default: {
        const found = slots.slice();
        found[0] = start;
        found[1] = at;
        return found;
      }
    }
    if (isRight) continue;
    const choice = choices.pop();
    if (choice === undefined) return undefined;
    ({ at, next, slots, registers } = choice);
  }
}

/** Finds the first match at or after `from`, as `exec` does, or at `from` alone where the expression is sticky. */
export function searchInSteps(
  { instructions, groupCount, isAnchored }: RegExpProgram,
  text: string,
  from: number,
  flags: string,
  steps: Steps,
): Slots | undefined {
  const isUnicode = /[uv]/.test(flags);
  const empty = new Int32Array((groupCount + 1) * 2).fill(-1);
  const last = flags.includes("y") ? from : isAnchored ? Math.min(from, 0) : text.length;
  for (let start = from; start <= last; start++) {
    const found = matchInSteps(instructions, text, start, empty, isUnicode, steps);
    if (found !== undefined) return found;
  }
  return undefined;
}
