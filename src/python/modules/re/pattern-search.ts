import { codePoints } from "../../protocol/code-points.js";
import { bytesOf, identityOf } from "../../protocol/equality.js";
import { smallIndex } from "../../protocol/get-item.js";
import { activeRun } from "../../protocol/run.js";
import { exceptionClasses } from "../../values/exception-classes.js";
import { nativeClass } from "../../values/native-class.js";
import type { PyClass } from "../../values/py-class.js";
import { PyDict } from "../../values/py-dict.js";
import { PyException, Raised, raise } from "../../values/py-exception.js";
import { PyObject } from "../../values/py-instance.js";
import { intOf, strOf, typeName } from "../../values/type-of.js";
import type { Value } from "../../values/value.js";
import { type MatchState, patternMatcher } from "./pattern-matcher.js";
import { type ParsedPattern, PatternParser } from "./pattern-parser.js";

/** What a compiledPattern pattern holds. */
export interface CompiledPattern {
  readonly kind: "pattern";
  readonly source: Value;
  readonly flags: number;
  readonly parsed: ParsedPattern;
  readonly matcher: ReturnType<typeof patternMatcher>;
  readonly isBytes: boolean;
}

/** The data of a match. */
export interface FoundMatch {
  readonly kind: "match";
  readonly pattern: PyObject;
  readonly string: Value;
  readonly text: readonly string[];
  readonly groups: readonly number[];
  readonly lastGroup: number;
  readonly pos: number;
  readonly endpos: number;
}

export const patternErrorClass: PyClass = nativeClass({
  name: "error",
  module: "re",
  bases: [exceptionClasses.Exception],
  properties: Object.fromEntries(
    ["msg", "pattern", "pos", "lineno", "colno"].map((name) => [
      name,
      (self: PyException) => self.attributes?.getName(name) ?? null,
    ]),
  ),
});

export function patternError(message: string, source: string, position: number): never {
  const placed = position < 0 ? message : `${message} at position ${position}`;
  const line = source.slice(0, Math.max(0, position)).split("\n");
  const where =
    position >= 0 && source.includes("\n") ? ` (line ${line.length}, column ${(line.at(-1)?.length ?? 0) + 1})` : "";
  const exception = new PyException(patternErrorClass, [placed + where]);
  exception.attributes = PyDict.fromNames([
    ["msg", message],
    ["pattern", source],
    ["pos", position < 0 ? null : position],
  ]);
  throw new Raised(exception);
}

export const patternFlagBits = {
  IGNORECASE: 2,
  LOCALE: 4,
  MULTILINE: 8,
  DOTALL: 16,
  UNICODE: 32,
  VERBOSE: 64,
  ASCII: 256,
} as const;

export const latinPattern = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");

/** The classes of patterns and matches; `re.ts` gives them their members. */
export const patternClass: PyClass = nativeClass({
  name: "Pattern",
  module: "re",
  hashKey: (self: PyObject) => `\0p${identityOf(self)}`,
});
export const matchClass: PyClass = nativeClass({ name: "Match", module: "re" });

/** `re.compile`; the same pattern is compiledPattern once a run. */
export function compilePattern(source: Value, flags: Value): PyObject {
  if (source instanceof PyObject && source.pyClass === patternClass) {
    if (flags !== 0) raise("ValueError", "cannot process flags argument with a compiledPattern pattern");
    return source;
  }
  const bytes = bytesOf(source);
  const text = bytes === undefined ? strOf(source) : latinPattern(bytes);
  if (text === undefined) raise("TypeError", "first argument must be string or compiledPattern pattern");
  const bits = Number(intOf(flags) ?? 0);
  const key = `${bytes === undefined ? "s" : "b"}${bits}:${text}`;
  const { state } = activeRun();
  const cache = (state.get("re") as Map<string, PyObject> | undefined) ?? new Map<string, PyObject>();
  state.set("re", cache);
  const known = cache.get(key);
  if (known !== undefined) return known;
  const isSet = (bit: number): boolean => (bits & bit) !== 0;
  const parsed = new PatternParser(
    codePoints(text),
    {
      ignoreCase: isSet(patternFlagBits.IGNORECASE),
      multiline: isSet(patternFlagBits.MULTILINE),
      dotAll: isSet(patternFlagBits.DOTALL),
      ascii: isSet(patternFlagBits.ASCII) || bytes !== undefined,
      verbose: isSet(patternFlagBits.VERBOSE),
    },
    (message, position) => patternError(message, text, position),
  ).parse();
  const inner = parsed.flags;
  const all =
    (inner.ignoreCase ? 2 : 0) |
    (inner.multiline ? 8 : 0) |
    (inner.dotAll ? 16 : 0) |
    (inner.verbose ? 64 : 0) |
    (inner.ascii && bytes === undefined ? 256 : 0) |
    (bytes === undefined && !inner.ascii ? 32 : 0);
  const made = new PyObject(patternClass, {
    kind: "pattern",
    source,
    flags: all,
    parsed,
    matcher: patternMatcher(parsed.node),
    isBytes: bytes !== undefined,
  } satisfies CompiledPattern);
  if (cache.size > 500) cache.clear();
  cache.set(key, made);
  return made;
}

export const compiledPattern = (self: PyObject): CompiledPattern => self.payload as CompiledPattern;
export const foundMatch = (self: PyObject): FoundMatch => self.payload as FoundMatch;

/** The characters of a subject. */
function subject(self: PyObject, string: Value): readonly string[] {
  const bytes = bytesOf(string);
  if (compiledPattern(self).isBytes) {
    if (bytes !== undefined) return [...latinPattern(bytes)];
    if (strOf(string) !== undefined) raise("TypeError", "cannot use a bytes pattern on a string-like object");
  } else {
    const text = strOf(string);
    if (text !== undefined) return codePoints(text);
    if (bytes !== undefined) raise("TypeError", "cannot use a string pattern on a bytes-like object");
  }
  raise("TypeError", `expected string or bytes-like object, got '${typeName(string)}'`);
}

export type PatternMode = "match" | "fullmatch" | "search";

/** A text prepared for searching, used for all the matches in it. */
export class PatternSearch {
  readonly #self: PyObject;
  readonly #string: Value;
  readonly text: readonly string[];
  readonly #codes: readonly number[];
  readonly pos: number;
  readonly end: number;

  constructor(self: PyObject, string: Value, pos: Value, end: Value) {
    this.#self = self;
    this.#string = string;
    this.text = subject(self, string);
    this.#codes = this.text.map((character) => character.codePointAt(0) ?? 0);
    const limit = (value: Value, otherwise: number): number =>
      value === null ? otherwise : Math.min(Math.max(smallIndex(value), 0), this.text.length);
    this.pos = limit(pos, 0);
    this.end = limit(end, this.text.length);
  }

  /** The first match from a position on; `notEmptyAt` is where an empty one does not count. */
  find(from: number, mode: PatternMode, notEmptyAt = -1): PyObject | undefined {
    const { matcher, parsed } = compiledPattern(this.#self);
    const state: MatchState = {
      text: this.text,
      codes: this.#codes,
      start: this.pos,
      end: this.end,
      groups: [],
      lastGroup: 0,
      steps: 0,
    };
    for (let at = from; at <= this.end; at++) {
      state.groups = new Array<number>((parsed.groups + 1) * 2).fill(-1);
      state.lastGroup = 0;
      let stop = -1;
      const accepts = matcher(state, at, (end) => {
        if (mode === "fullmatch" && end !== this.end) return false;
        if (end === at && at === notEmptyAt) return false;
        stop = end;
        return true;
      });
      if (accepts) {
        const groups = state.groups.slice();
        groups[0] = at;
        groups[1] = stop;
        return new PyObject(matchClass, {
          kind: "match",
          pattern: this.#self,
          string: this.#string,
          text: this.text,
          groups,
          lastGroup: state.lastGroup,
          pos: this.pos,
          endpos: this.end,
        } satisfies FoundMatch);
      }
      if (mode !== "search") return undefined;
    }
    return undefined;
  }

  /** All matches, one after the other. */
  *all(): Generator<PyObject, void> {
    let [from, last] = [this.pos, -1];
    while (from <= this.end) {
      const match = this.find(from, "search", last);
      if (match === undefined) return;
      yield match;
      const { groups } = foundMatch(match);
      from = groups[1] as number;
      // After an empty match comes no empty one at the same place.
      last = groups[0] === groups[1] ? from : -1;
    }
  }

  slice(from: number, to: number): Value {
    return patternPiece(this.#self, this.text, from, to);
  }
}

export const patternPiece = (pattern: PyObject, text: readonly string[], from: number, to: number): Value => {
  const cut = text.slice(from, to).join("");
  return compiledPattern(pattern).isBytes ? Uint8Array.from(cut, (one) => one.charCodeAt(0)) : cut;
};
