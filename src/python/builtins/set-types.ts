import { setAdd, setDelete } from "../protocol/dict-set.js";
import { hasKey } from "../protocol/equality.js";
import { listOf } from "../protocol/iterate.js";
import { plainOperation } from "../protocol/operators.js";
import { orderPlain } from "../protocol/ordering.js";
import { frozensetClass, setClass } from "../values/classes.js";
import { defineMembers, type NativeMethod } from "../values/native-class.js";
import type { PyClass } from "../values/py-class.js";
import { PySet } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import { notImplementedSingleton } from "../values/singletons.js";
import type { Eval, Value } from "../values/value.js";
import { GenericAlias } from "./generic-alias.js";

/** A set of the values of an iterable. */
export function* setFrom(iterable: Value, type: PyClass = setClass): Eval<PySet> {
  const made = new PySet(type);
  for (const item of yield* listOf(iterable)) setAdd(made, item);
  return made;
}

/** The result of a set method has the kind of the set it is called on. */
const kindOf = (self: PySet): PyClass => (self.isFrozen ? frozensetClass : setClass);

function* combine(self: PySet, others: readonly Value[], operator: "&" | "|" | "-" | "^"): Eval<PySet> {
  let result = new PySet(kindOf(self));
  for (const item of self.map.values()) setAdd(result, item);
  for (const other of others) {
    const right = other instanceof PySet ? other : yield* setFrom(other);
    result = plainOperation(operator, result, right) as PySet;
  }
  return result;
}

function replaceWith(self: PySet, result: PySet): null {
  self.clear();
  for (const item of result.map.values()) setAdd(self, item);
  return null;
}

/** `set` and `frozenset`. */
export function installSetTypes(): void {
  const method = (operator: "&" | "|" | "-"): NativeMethod => [
    "self, /, *others",
    function* (self: PySet, others: readonly Value[]): Eval {
      return yield* combine(self, others, operator);
    },
  ];
  const compared = (test: (a: PySet, b: PySet) => Value): NativeMethod => [
    "self, other, /",
    function* (self: PySet, other: Value): Eval {
      return test(self, other instanceof PySet ? other : yield* setFrom(other));
    },
  ];
  for (const type of [setClass, frozensetClass]) {
    defineMembers(type, {
      methods: {
        copy: [
          "self, /",
          function* (self: PySet): Eval {
            return yield* combine(self, [], "|");
          },
        ],
        difference: method("-"),
        intersection: method("&"),
        union: method("|"),
        symmetric_difference: [
          "self, other, /",
          function* (self: PySet, other: Value): Eval {
            return yield* combine(self, [other], "^");
          },
        ],
        isdisjoint: compared((a, b) => ![...b.map.values()].some((item) => hasKey(a, item))),
        issubset: compared((a, b) => orderPlain("<=", a, b)),
        issuperset: compared((a, b) => orderPlain(">=", a, b)),
      },
      classMethods: { __class_getitem__: ["cls, item, /", (cls: PyClass, item: Value) => new GenericAlias(cls, item)] },
    });
  }
  defineMembers(frozensetClass, {
    methods: {
      __new__: [
        "cls, iterable=(), /",
        function* (cls: PyClass, iterable: Value): Eval {
          return yield* setFrom(iterable, cls);
        },
      ],
    },
  });
  const update = (operator: "&" | "|" | "-" | "^", single: boolean): NativeMethod => [
    single ? "self, other, /" : "self, /, *others",
    function* (self: PySet, others: Value): Eval {
      return replaceWith(self, yield* combine(self, single ? [others] : (others as readonly Value[]), operator));
    },
  ];
  const inPlace = (operator: "&" | "|" | "-" | "^"): NativeMethod => [
    "self, other, /",
    function* (self: PySet, other: Value): Eval {
      if (!(other instanceof PySet)) return notImplementedSingleton;
      replaceWith(self, yield* combine(self, [other], operator));
      return self;
    },
  ];
  defineMembers(setClass, {
    methods: {
      __new__: ["cls, /, *args, **kwargs", (cls: PyClass) => new PySet(cls)],
      __init__: [
        "self, iterable=(), /",
        function* (self: PySet, iterable: Value): Eval {
          self.clear();
          for (const item of yield* listOf(iterable)) setAdd(self, item);
          return null;
        },
      ],
      add: [
        "self, item, /",
        (self: PySet, item: Value) => {
          setAdd(self, item);
          return null;
        },
      ],
      clear: [
        "self, /",
        (self: PySet) => {
          self.clear();
          return null;
        },
      ],
      discard: [
        "self, item, /",
        (self: PySet, item: Value) => {
          setDelete(self, item);
          return null;
        },
      ],
      remove: ["self, item, /", (self: PySet, item: Value) => (setDelete(self, item) ? null : raise("KeyError", item))],
      pop: [
        "self, /",
        (self: PySet) => {
          for (const item of self.map.values()) {
            setDelete(self, item);
            return item;
          }
          raise("KeyError", "pop from an empty set");
        },
      ],
      update: update("|", false),
      difference_update: update("-", false),
      intersection_update: update("&", false),
      symmetric_difference_update: update("^", true),
      __iand__: inPlace("&"),
      __ior__: inPlace("|"),
      __isub__: inPlace("-"),
      __ixor__: inPlace("^"),
    },
  });
}
