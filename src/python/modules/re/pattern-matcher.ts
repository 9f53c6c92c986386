import { activeRun, RunLimitError } from "../../protocol/run.js";
import type { ClassItem, PatternNode } from "./pattern-node.js";
import { widthOf } from "./pattern-parser.js";

/** A text that is being searched: characters, the part that counts, and the groups' matches. */
export interface MatchState {
  readonly text: readonly string[];
  readonly codes: readonly number[];
  readonly start: number;
  readonly end: number;
  /** Start and end of each group, -1 if it matched nothing. */
  groups: number[];
  lastGroup: number;
  steps: number;
}

type Continue = (at: number) => boolean;
type Matcher = (state: MatchState, at: number, then: Continue) => boolean;

/** Matching can take exponential time: a pattern that does is stopped, since nothing can interrupt it half way. */
const maximumSteps = 5_000_000;

function step(state: MatchState): void {
  if (++state.steps > maximumSteps) throw new RunLimitError("a regular expression takes too long for this text");
  if ((state.steps & 65535) === 0) activeRun().tick();
}

const isWord = (code: number, ascii: boolean): boolean =>
  code < 128
    ? (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122)
    : !ascii && /[\p{L}\p{N}]/u.test(String.fromCodePoint(code));

const isDigit = (code: number, ascii: boolean): boolean =>
  (code >= 48 && code <= 57) || (code > 127 && !ascii && /\p{Nd}/u.test(String.fromCodePoint(code)));

const isSpace = (code: number, ascii: boolean): boolean =>
  code === 32 ||
  (code >= 9 && code <= 13) ||
  (!ascii &&
    ((code >= 0x1c && code <= 0x1f) ||
      code === 0x85 ||
      code === 0xa0 ||
      (code > 0xff && /[\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/.test(String.fromCodePoint(code)))));

const lower = (code: number): number =>
  code < 128
    ? code >= 65 && code <= 90
      ? code + 32
      : code
    : (String.fromCodePoint(code).toLowerCase().codePointAt(0) ?? code);
const upper = (code: number): number => String.fromCodePoint(code).toUpperCase().codePointAt(0) ?? code;

function inItems(items: readonly ClassItem[], code: number, ascii: boolean): boolean {
  for (const item of items) {
    if (item.kind === "range") {
      if (code >= item.from && code <= item.to) return true;
      continue;
    }
    switch (item.code) {
      case "d":
        if (isDigit(code, ascii)) return true;
        break;
      case "D":
        if (!isDigit(code, ascii)) return true;
        break;
      case "s":
        if (isSpace(code, ascii)) return true;
        break;
      case "S":
        if (!isSpace(code, ascii)) return true;
        break;
      case "w":
        if (isWord(code, ascii)) return true;
        break;
      case "W":
        if (!isWord(code, ascii)) return true;
        break;
    }
  }
  return false;
}

/** Whether one character fits, for the nodes that take exactly one. */
function testOf(node: PatternNode): ((code: number) => boolean) | undefined {
  switch (node.kind) {
    case "char": {
      const { code } = node;
      if (!node.ignoreCase) return (own) => own === code;
      const folded = lower(code);
      return (own) => own === code || lower(own) === folded;
    }
    case "any":
      return node.dotAll ? () => true : (code) => code !== 10;
    case "class":
      return (code) => {
        const found =
          inItems(node.items, code, node.ascii) ||
          (node.ignoreCase &&
            (inItems(node.items, lower(code), node.ascii) || inItems(node.items, upper(code), node.ascii)));
        return found !== node.negated;
      };
    default:
      return undefined;
  }
}

/** Compiles a pattern to a function that tries it at a position and continues with the next one. */
export function patternMatcher(node: PatternNode): Matcher {
  const test = testOf(node);
  if (test !== undefined) return (state, at, then) => at < state.end && test(state.codes[at] as number) && then(at + 1);
  switch (node.kind) {
    case "sequence": {
      const parts = node.parts.map(patternMatcher);
      const from = (index: number, state: MatchState, at: number, then: Continue): boolean => {
        const part = parts[index];
        return part === undefined ? then(at) : part(state, at, (next) => from(index + 1, state, next, then));
      };
      return (state, at, then) => from(0, state, at, then);
    }
    case "choice": {
      const parts = node.parts.map(patternMatcher);
      return (state, at, then) => {
        step(state);
        return parts.some((part) => part(state, at, then));
      };
    }
    case "group":
      return groupMatcher(node.index, patternMatcher(node.body));
    case "repeat":
      return repeatMatcher(node);
    case "reference":
      return referenceMatcher(node.index, node.ignoreCase);
    case "look":
      return lookMatcher(node);
    case "atomic":
      return atomicMatcher(patternMatcher(node.body));
    case "conditional": {
      const [yes, no] = [patternMatcher(node.yes), patternMatcher(node.no)];
      return (state, at, then) => ((state.groups[node.index * 2 + 1] ?? -1) >= 0 ? yes : no)(state, at, then);
    }
    case "start":
      return (state, at, then) => (at === 0 || (node.multiline && state.codes[at - 1] === 10)) && then(at);
    case "end":
      return (state, at, then) => {
        const isEnd = at === state.end || (at === state.end - 1 && state.codes[at] === 10);
        return (isEnd || (node.multiline && state.codes[at] === 10)) && then(at);
      };
    case "startOfText":
      return (_, at, then) => at === 0 && then(at);
    case "endOfText":
      return (state, at, then) => at === state.end && then(at);
    case "boundary":
      return (state, at, then) => {
        const before = at > 0 && isWord(state.codes[at - 1] as number, node.ascii);
        const after = at < state.end && isWord(state.codes[at] as number, node.ascii);
        const found = before !== after;
        return found !== node.negated && then(at);
      };
    default:
      throw new Error(`${node.kind} takes one character`);
  }
}

function groupMatcher(index: number | undefined, body: Matcher): Matcher {
  if (index === undefined) return body;
  return (state, at, then) => {
    const before = state.groups;
    const last = state.lastGroup;
    const found = body(state, at, (end) => {
      const inner = state.groups;
      const innerLast = state.lastGroup;
      state.groups = inner.slice();
      state.groups[index * 2] = at;
      state.groups[index * 2 + 1] = end;
      state.lastGroup = index;
      if (then(end)) return true;
      state.groups = inner;
      state.lastGroup = innerLast;
      return false;
    });
    if (!found) {
      state.groups = before;
      state.lastGroup = last;
    }
    return found;
  };
}

function repeatMatcher(node: PatternNode & { kind: "repeat" }): Matcher {
  const { least, most, mode } = node;
  const test = testOf(node.body);
  if (mode === "possessive") return atomicMatcher(repeatMatcher({ ...node, mode: "greedy" }));
  if (test !== undefined)
    // One character repeated needs no recursion, however long the text.
    return (state, at, then) => {
      const limit = Math.min(state.end, at + most);
      let next = at;
      if (mode === "greedy") {
        while (next < limit && test(state.codes[next] as number)) next++;
        for (; next >= at + least; next--) {
          step(state);
          if (then(next)) return true;
        }
        return false;
      }
      while (next < at + least) if (next >= limit || !test(state.codes[next++] as number)) return false;
      for (;;) {
        step(state);
        if (then(next)) return true;
        if (next >= limit || !test(state.codes[next] as number)) return false;
        next++;
      }
    };
  const body = patternMatcher(node.body);
  const again = (state: MatchState, at: number, count: number, then: Continue): boolean => {
    step(state);
    const more = (): boolean =>
      count < most &&
      body(state, at, (next) => (next === at && count >= least ? false : again(state, next, count + 1, then)));
    if (count < least) return more();
    return mode === "greedy" ? more() || then(at) : then(at) || more();
  };
  return (state, at, then) => again(state, at, 0, then);
}

function referenceMatcher(index: number, ignoreCase: boolean): Matcher {
  return (state, at, then) => {
    const [from, to] = [state.groups[index * 2] ?? -1, state.groups[index * 2 + 1] ?? -1];
    if (to < 0 || at + to - from > state.end) return false;
    for (let offset = 0; offset < to - from; offset++) {
      const [a, b] = [state.codes[from + offset] as number, state.codes[at + offset] as number];
      if (a !== b && !(ignoreCase && lower(a) === lower(b))) return false;
    }
    return then(at + to - from);
  };
}

function lookMatcher(node: PatternNode & { kind: "look" }): Matcher {
  const body = patternMatcher(node.body);
  const width = node.behind ? (widthOf(node.body) ?? 0) : 0;
  return (state, at, then) => {
    const before = state.groups;
    const from = at - width;
    const found = from >= 0 && body(state, from, (end) => !node.behind || end === at);
    if (found === node.negated) {
      state.groups = before;
      return false;
    }
    if (node.negated) state.groups = before;
    if (then(at)) return true;
    state.groups = before;
    return false;
  };
}

function atomicMatcher(body: Matcher): Matcher {
  return (state, at, then) => {
    const before = state.groups;
    let end = -1;
    const isFound = body(state, at, (next) => {
      end = next;
      return true;
    });
    if (!isFound) return false;
    if (then(end)) return true;
    state.groups = before;
    return false;
  };
}
