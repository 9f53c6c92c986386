import { isCallable } from "../../builtins/functions.js";
import { call } from "../../protocol/call.js";
import { bytesOf, identityOf } from "../../protocol/equality.js";
import { indexOf, requireIndex } from "../../protocol/get-item.js";
import { reserve } from "../../protocol/run.js";
import { repr } from "../../protocol/text.js";
import { simpleEscapes } from "../../syntax/escapes/simple-escapes.js";
import { defineMembers } from "../../values/native-class.js";
import type { PyClass } from "../../values/py-class.js";
import { PyDict } from "../../values/py-dict.js";
import { raise } from "../../values/py-exception.js";
import { native } from "../../values/py-function.js";
import type { PyObject } from "../../values/py-instance.js";
import { PyIterator } from "../../values/py-iterator.js";
import { PyList, PyTuple } from "../../values/py-list.js";
import { PyModule } from "../../values/py-module.js";
import { strOf, typeName } from "../../values/type-of.js";
import type { Eval, Value } from "../../values/value.js";

import {
  compiledPattern,
  compilePattern,
  foundMatch,
  latinPattern,
  matchClass,
  type PatternMode,
  PatternSearch,
  patternClass,
  patternError,
  patternErrorClass,
  patternFlagBits,
  patternPiece,
} from "./pattern-search.js";

/** The number of a group by its number or name. */
function groupIndex(self: PyObject, group: Value): number {
  const { parsed } = compiledPattern(foundMatch(self).pattern);
  const name = strOf(group);
  const index = name === undefined ? Number(indexOf(group) ?? -1) : parsed.names.get(name);
  if (index === undefined || index < 0 || index > parsed.groups) raise("IndexError", "no such group");
  return index;
}

function groupValue(self: PyObject, index: number, otherwise: Value = null): Value {
  const { groups, text, pattern } = foundMatch(self);
  const [from, to] = [groups[index * 2] as number, groups[index * 2 + 1] as number];
  return to < 0 ? otherwise : patternPiece(pattern, text, from, to);
}

const groupNumbers = (self: PyObject): readonly number[] =>
  Array.from({ length: compiledPattern(foundMatch(self).pattern).parsed.groups }, (_, index) => index + 1);

/** The pieces of a replacement text: text, and numbers of groups. */
function template(pattern: PyObject, source: string): readonly (string | number)[] {
  const pieces: (string | number)[] = [];
  const { parsed } = compiledPattern(pattern);
  const at = /\\(?:g<([^>]*)>|(0[0-7]{0,2}|[1-3][0-7][0-7]|\d\d?)|([\s\S]?))/g;
  let from = 0;
  for (const match of source.matchAll(at)) {
    pieces.push(source.slice(from, match.index));
    from = match.index + match[0].length;
    const [, name, number, letter] = match;
    const known = (index: number | undefined, shown: string): number => {
      if (index === undefined) raise("IndexError", `unknown group name '${shown}'`);
      if (index > parsed.groups)
        patternError(`invalid group reference ${index}`, source, match.index + 1 + (name === undefined ? 0 : 2));
      return index;
    };
    if (name !== undefined) pieces.push(known(/^\d+$/.test(name) ? Number(name) : parsed.names.get(name), name));
    else if (number !== undefined) {
      if (number.startsWith("0") || number.length === 3) pieces.push(String.fromCharCode(Number.parseInt(number, 8)));
      else pieces.push(known(Number(number), number));
    } else {
      const simple = /[a-zA-Z\\]/.test(letter ?? "") ? simpleEscapes[letter ?? ""] : undefined;
      if (letter === "") patternError("bad escape (end of pattern)", source, match.index);
      if (/[a-zA-Z]/.test(letter ?? "") && simple === undefined)
        patternError(`bad escape \\${letter}`, source, match.index);
      pieces.push(simple ?? match[0]);
    }
  }
  pieces.push(source.slice(from));
  return pieces;
}

const asText = (value: Value): string => {
  const bytes = bytesOf(value);
  return bytes === undefined
    ? (strOf(value) ?? raise("TypeError", `expected str instance, ${typeName(value)} foundMatch`))
    : latinPattern(bytes);
};

const expanded = (self: PyObject, pieces: readonly (string | number)[]): string =>
  pieces.map((one) => (typeof one === "string" ? one : asText(groupValue(self, one, "")))).join("");

function* substitute(self: PyObject, replacement: Value, string: Value, count: Value): Eval<readonly [Value, number]> {
  const search = new PatternSearch(self, string, null, null);
  const limit = Number(requireIndex(count)) || Infinity;
  const pieces = isCallable(replacement) ? undefined : template(self, asText(replacement));
  let result = "";
  let [from, done] = [0, 0];
  for (const match of search.all()) {
    if (done >= limit) break;
    const [start, end] = foundMatch(match).groups as [number, number];
    result += search.text.slice(from, start).join("");
    result += pieces === undefined ? asText((yield* call(replacement, [match])) ?? "") : expanded(match, pieces);
    reserve(result.length);
    from = end;
    done++;
  }
  result += search.text.slice(from).join("");
  return [compiledPattern(self).isBytes ? Uint8Array.from(result, (one) => one.charCodeAt(0)) : result, done];
}

function split(self: PyObject, string: Value, most: Value): PyList {
  const search = new PatternSearch(self, string, null, null);
  const limit = Number(requireIndex(most)) || Infinity;
  const parts: Value[] = [];
  let [from, done] = [0, 0];
  for (const match of search.all()) {
    if (done >= limit) break;
    const [start, end] = foundMatch(match).groups as [number, number];
    parts.push(search.slice(from, start));
    for (const index of groupNumbers(match)) parts.push(groupValue(match, index));
    from = end;
    done++;
  }
  parts.push(search.slice(from, search.text.length));
  return new PyList(parts);
}

function findAll(self: PyObject, string: Value, pos: Value, end: Value): PyList {
  const { groups } = compiledPattern(self).parsed;
  const empty = compiledPattern(self).isBytes ? new Uint8Array(0) : "";
  const results: Value[] = [];
  for (const match of new PatternSearch(self, string, pos, end).all())
    results.push(
      groups === 0
        ? groupValue(match, 0)
        : groups === 1
          ? groupValue(match, 1, empty)
          : new PyTuple(groupNumbers(match).map((index) => groupValue(match, index, empty))),
    );
  return new PyList(results);
}

const finder =
  (mode: PatternMode) =>
  (self: PyObject, string: Value, pos: Value = null, end: Value = null) => {
    const search = new PatternSearch(self, string, pos, end);
    return search.find(search.pos, mode) ?? null;
  };

const flagText = (flags: number, isBytes: boolean): string => {
  const names = Object.entries(patternFlagBits).filter(
    ([name, bit]) => (flags & bit) !== 0 && !(name === "UNICODE" && !isBytes),
  );
  return names.map(([name]) => `re.${name}`).join("|");
};

defineMembers(patternClass, {
  methods: {
    match: ["self, string, pos=0, endpos=None", finder("match")],
    fullmatch: ["self, string, pos=0, endpos=None", finder("fullmatch")],
    search: ["self, string, pos=0, endpos=None", finder("search")],
    findall: ["self, string, pos=0, endpos=None", findAll],
    finditer: [
      "self, string, pos=0, endpos=None",
      (self: PyObject, string: Value, pos: Value, end: Value) =>
        PyIterator.over(new PatternSearch(self, string, pos, end).all()),
    ],
    split: ["self, string, maxsplit=0", split],
    sub: [
      "self, repl, string, count=0",
      function* (self: PyObject, replacement: Value, string: Value, count: Value): Eval {
        return (yield* substitute(self, replacement, string, count))[0];
      },
    ],
    subn: [
      "self, repl, string, count=0",
      function* (self: PyObject, replacement: Value, string: Value, count: Value): Eval {
        return new PyTuple([...(yield* substitute(self, replacement, string, count))]);
      },
    ],
    __repr__: [
      "self, /",
      (self: PyObject) => {
        const flags = flagText(compiledPattern(self).flags, compiledPattern(self).isBytes);
        const source = repr(compiledPattern(self).source);
        return `re.compile(${source.length > 200 ? source.slice(0, 200) : source}${flags === "" ? "" : `, ${flags}`})`;
      },
    ],
    __eq__: ["self, other, /", (self: PyObject, other: Value) => self === other],
    __hash__: ["self, /", (self: PyObject) => identityOf(self)],
  },
  classMethods: { __class_getitem__: ["cls, item, /", (cls: PyClass) => cls] },
  properties: {
    pattern: (self: PyObject) => compiledPattern(self).source,
    flags: (self: PyObject) => compiledPattern(self).flags,
    groups: (self: PyObject) => compiledPattern(self).parsed.groups,
    groupindex: (self: PyObject) => PyDict.fromNames(compiledPattern(self).parsed.names),
  },
});

/** `Match.start`, `end` and `span`. */
const bound = (self: PyObject, group: Value, side: 0 | 1): number =>
  foundMatch(self).groups[groupIndex(self, group) * 2 + side] as number;

defineMembers(matchClass, {
  methods: {
    group: [
      "self, /, *groups",
      (self: PyObject, groups: readonly Value[]) => {
        const values = (groups.length === 0 ? [0] : groups).map((group) => groupValue(self, groupIndex(self, group)));
        return values.length === 1 ? values[0] : new PyTuple(values);
      },
    ],
    groups: [
      "self, default=None",
      (self: PyObject, otherwise: Value) =>
        new PyTuple(groupNumbers(self).map((index) => groupValue(self, index, otherwise))),
    ],
    groupdict: [
      "self, default=None",
      (self: PyObject, otherwise: Value) =>
        PyDict.fromNames(
          [...compiledPattern(foundMatch(self).pattern).parsed.names].map(([name, index]) => [
            name,
            groupValue(self, index, otherwise),
          ]),
        ),
    ],
    start: ["self, group=0, /", (self: PyObject, group: Value) => bound(self, group, 0)],
    end: ["self, group=0, /", (self: PyObject, group: Value) => bound(self, group, 1)],
    span: [
      "self, group=0, /",
      (self: PyObject, group: Value) => new PyTuple([bound(self, group, 0), bound(self, group, 1)]),
    ],
    expand: [
      "self, template",
      (self: PyObject, source: Value) => expanded(self, template(foundMatch(self).pattern, asText(source))),
    ],
    __getitem__: ["self, group, /", (self: PyObject, group: Value) => groupValue(self, groupIndex(self, group))],
    __bool__: ["self, /", () => true],
    __repr__: [
      "self, /",
      (self: PyObject) => {
        const [start, end] = foundMatch(self).groups;
        return `<re.Match object; span=(${start}, ${end}), match=${repr(groupValue(self, 0))}>`;
      },
    ],
  },
  classMethods: { __class_getitem__: ["cls, item, /", (cls: PyClass) => cls] },
  // Its groups are found by number and name, but it is no sequence.
  attributes: { __iter__: null },
  properties: {
    string: (self: PyObject) => foundMatch(self).string,
    re: (self: PyObject) => foundMatch(self).pattern,
    pos: (self: PyObject) => foundMatch(self).pos,
    endpos: (self: PyObject) => foundMatch(self).endpos,
    lastindex: (self: PyObject) => foundMatch(self).lastGroup || null,
    lastgroup: (self: PyObject) => {
      const last = foundMatch(self).lastGroup;
      return (
        [...compiledPattern(foundMatch(self).pattern).parsed.names].find(([, index]) => index === last)?.[0] ?? null
      );
    },
  },
});

const special = /[()[\]{}?*+\-|^$\\.&~# \t\n\r\v\f]/g;

/** `re`, by an engine of our own: JavaScript's differs in groups that repeat, in `$`, in letters and in what it refuses. */
export function reModule(): PyModule {
  const direct = (name: string, mode: PatternMode) =>
    native(name, "pattern, string, flags=0", (pattern: Value, string: Value, flags: Value) =>
      finder(mode)(compilePattern(pattern, flags), string),
    );
  const flags: Record<string, Value> = {};
  for (const [name, bit] of Object.entries(patternFlagBits)) {
    flags[name] = bit;
    flags[name === "VERBOSE" ? "X" : name === "DOTALL" ? "S" : (name[0] as string)] = bit;
  }
  return PyModule.of("re", {
    ...flags,
    NOFLAG: 0,
    Pattern: patternClass,
    Match: matchClass,
    error: patternErrorClass,
    PatternError: patternErrorClass,
    compile: native("compile", "pattern, flags=0", compilePattern),
    match: direct("match", "match"),
    fullmatch: direct("fullmatch", "fullmatch"),
    search: direct("search", "search"),
    findall: native("findall", "pattern, string, flags=0", (pattern: Value, string: Value, bits: Value) =>
      findAll(compilePattern(pattern, bits), string, null, null),
    ),
    finditer: native("finditer", "pattern, string, flags=0", (pattern: Value, string: Value, bits: Value) =>
      PyIterator.over(new PatternSearch(compilePattern(pattern, bits), string, null, null).all()),
    ),
    split: native(
      "split",
      "pattern, string, maxsplit=0, flags=0",
      (pattern: Value, string: Value, most: Value, bits: Value) => split(compilePattern(pattern, bits), string, most),
    ),
    sub: native(
      "sub",
      "pattern, repl, string, count=0, flags=0",
      function* (pattern: Value, replacement: Value, string: Value, count: Value, bits: Value): Eval {
        return (yield* substitute(compilePattern(pattern, bits), replacement, string, count))[0];
      },
    ),
    subn: native(
      "subn",
      "pattern, repl, string, count=0, flags=0",
      function* (pattern: Value, replacement: Value, string: Value, count: Value, bits: Value): Eval {
        return new PyTuple([...(yield* substitute(compilePattern(pattern, bits), replacement, string, count))]);
      },
    ),
    escape: native("escape", "pattern", (source: Value) => {
      const escaped = asText(source).replace(special, "\\$&");
      return bytesOf(source) === undefined ? escaped : Uint8Array.from(escaped, (one) => one.charCodeAt(0));
    }),
    purge: native("purge", "", () => null),
  });
}
