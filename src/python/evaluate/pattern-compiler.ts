import { getAttributeOr } from "../protocol/attributes.js";
import { dictGet, dictSet } from "../protocol/dict-set.js";
import { same } from "../protocol/equality.js";
import { listNow } from "../protocol/iterate.js";
import { evaluateNow } from "../protocol/run.js";
import { truth } from "../protocol/truth.js";
import type { Pattern, Statement } from "../syntax/syntax-node.js";
import { PyClass } from "../values/py-class.js";
import { PyDict } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import { itemsOf, PyList, PyRange } from "../values/py-list.js";
import { isInstance, strOf, typeName } from "../values/type-of.js";
import type { Value } from "../values/value.js";
import { type Code, type Exec, evaluateCode, type Frame } from "./frame.js";
import { StatementCompiler } from "./statement-compiler.js";

/** Whether a value fits a pattern; its bindings are put into `found`. */
type Matcher = (frame: Frame, value: Value, found: Map<string, Value>) => boolean;

const valueNow = (code: Code, frame: Frame): Value =>
  code.now === undefined ? evaluateNow(code.run(frame)) : code.now(frame);

/** The built-in classes whose single positional pattern is the value itself. */
const ofThemselves = new Set("bool bytearray bytes dict float frozenset int list set str tuple".split(" "));

/** `match`. */
export abstract class PatternCompiler extends StatementCompiler {
  protected matchExec(node: Statement & { kind: "Match" }): Exec {
    const line = this.source.lineOf(node.at);
    const subject = this.expression(node.subject);
    const cases = node.cases.map((one) => ({
      matches: this.#matcher(one.pattern),
      setters: new Map([...namesOf(one.pattern)].map((name) => [name, this.nameSetter(name)])),
      guard: one.guard === null ? undefined : this.expression(one.guard),
      body: this.block(one.body),
    }));
    return {
      now: undefined,
      *run(frame) {
        frame.line = line;
        const value = yield* evaluateCode(subject, frame);
        for (const one of cases) {
          const found = new Map<string, Value>();
          if (!one.matches(frame, value, found)) continue;
          for (const [name, bound] of found) one.setters.get(name)?.(frame, bound);
          if (one.guard !== undefined && !truth(yield* evaluateCode(one.guard, frame))) continue;
          return one.body.now === undefined ? yield* one.body.run(frame) : one.body.now(frame);
        }
        return undefined;
      },
    };
  }

  #matcher(node: Pattern): Matcher {
    switch (node.kind) {
      case "MatchValue": {
        const code = this.expression(node.value);
        return (frame, value) => same(value, valueNow(code, frame));
      }
      case "MatchSingleton":
        return (_, value) => value === node.value;
      case "MatchOr": {
        const all = node.patterns.map((one) => this.#matcher(one));
        return (frame, value, found) => all.some((one) => one(frame, value, found));
      }
      case "MatchAs": {
        const inner = node.pattern === null ? undefined : this.#matcher(node.pattern);
        return (frame, value, found) => {
          if (inner !== undefined && !inner(frame, value, found)) return false;
          if (node.name !== null) found.set(node.name, value);
          return true;
        };
      }
      case "MatchSequence":
        return this.#sequence(node.patterns);
      case "MatchMapping":
        return this.#mapping(node);
      case "MatchClass":
        return this.#class(node);
      case "MatchStar":
        throw new Error("a star pattern stands in a sequence");
    }
  }

  #sequence(patterns: readonly Pattern[]): Matcher {
    const star = patterns.findIndex((one) => one.kind === "MatchStar");
    const all = patterns.map((one) => (one.kind === "MatchStar" ? undefined : this.#matcher(one)));
    const rest = patterns[star];
    return (frame, value, found) => {
      const items = itemsOf(value) ?? (value instanceof PyRange ? listNow(value) : undefined);
      if (items === undefined) return false;
      const extra = items.length - (star < 0 ? all.length : all.length - 1);
      if (star < 0 ? extra !== 0 : extra < 0) return false;
      for (const [index, one] of all.entries()) {
        if (one === undefined) {
          if (rest?.kind === "MatchStar" && rest.name !== null)
            found.set(rest.name, new PyList(items.slice(index, index + extra)));
          continue;
        }
        if (!one(frame, items[star >= 0 && index > star ? index - 1 + extra : index], found)) return false;
      }
      return true;
    };
  }

  #mapping(node: Pattern & { kind: "MatchMapping" }): Matcher {
    const keys = node.keys.map((one) => this.expression(one));
    const all = node.patterns.map((one) => this.#matcher(one));
    return (frame, value, found) => {
      if (!(value instanceof PyDict)) return false;
      const used = new Set<Value>();
      for (const [index, code] of keys.entries()) {
        const key = valueNow(code, frame);
        const item = dictGet(value, key);
        if (item === undefined || all[index]?.(frame, item, found) !== true) return false;
        used.add(key);
      }
      if (node.rest !== null) {
        const rest = new PyDict();
        for (const entry of value.map.values()) if (!used.has(entry.key)) dictSet(rest, entry.key, entry.value);
        found.set(node.rest, rest);
      }
      return true;
    };
  }

  #class(node: Pattern & { kind: "MatchClass" }): Matcher {
    const type = this.expression(node.cls);
    const positional = node.patterns.map((one) => this.#matcher(one));
    const keywords = node.kwdPatterns.map((one) => this.#matcher(one));
    return (frame, value, found) => {
      const cls = valueNow(type, frame);
      if (!(cls instanceof PyClass)) raise("TypeError", "called match pattern must be a class");
      if (!isInstance(value, cls)) return false;
      const names = positional.length === 0 ? [] : positionalNames(cls, positional.length);
      for (const [index, one] of positional.entries()) {
        const name = names[index];
        const item = name === undefined ? value : getAttributeOr(value, name, undefined);
        if (item === undefined || !one(frame, item, found)) return false;
      }
      return node.kwdAttrs.every((name, index) => {
        const item = getAttributeOr(value, name, undefined);
        return item !== undefined && keywords[index]?.(frame, item, found) === true;
      });
    };
  }
}

/** The attributes of positional patterns; `undefined` means the value itself. */
function positionalNames(cls: PyClass, count: number): readonly (string | undefined)[] {
  const own = cls.lookup("__match_args__");
  if (own === undefined && cls.mro.some((one) => one.isNative && ofThemselves.has(one.name)) && count === 1)
    return [undefined];
  const names = (itemsOf(own ?? null) ?? []).map((one) => strOf(one));
  if (names.length < count)
    raise("TypeError", `${cls.name}() accepts ${names.length} positional sub-patterns (${count} given)`);
  if (names.includes(undefined)) raise("TypeError", `__match_args__ elements must be strings (got ${typeName(own)})`);
  return names;
}

/** The names that a pattern binds. */
function namesOf(node: Pattern): Set<string> {
  const names = new Set<string>();
  const walk = (one: Pattern): void => {
    switch (one.kind) {
      case "MatchAs":
        if (one.pattern !== null) walk(one.pattern);
        if (one.name !== null) names.add(one.name);
        break;
      case "MatchStar":
        if (one.name !== null) names.add(one.name);
        break;
      case "MatchMapping":
        for (const inner of one.patterns) walk(inner);
        if (one.rest !== null) names.add(one.rest);
        break;
      case "MatchClass":
        for (const inner of [...one.patterns, ...one.kwdPatterns]) walk(inner);
        break;
      case "MatchSequence":
      case "MatchOr":
        for (const inner of one.patterns) walk(inner);
        break;
    }
  };
  walk(node);
  return names;
}
