import { formatBuiltin } from "../format/format-value.js";
import { equalsBuiltin } from "../protocol/equality.js";
import { contains, deleteItem, getItem, lengthOf, setItem } from "../protocol/get-item.js";
import { hashOf } from "../protocol/hash-of.js";
import { iteratorOf, plainIterator } from "../protocol/iterate.js";
import { operatorMethods, plainOperation } from "../protocol/operators.js";
import { type OrderingOperator, orderPlain } from "../protocol/ordering.js";
import { plainText, text } from "../protocol/text.js";
import type { BinaryOperator } from "../syntax/syntax-node.js";
import {
  boolClass,
  bytearrayClass,
  bytesClass,
  dictClass,
  floatClass,
  frozensetClass,
  intClass,
  listClass,
  rangeClass,
  setClass,
  strClass,
  tupleClass,
} from "../values/classes.js";
import { defineMembers } from "../values/native-class.js";
import type { PyClass } from "../values/py-class.js";
import { PyInstance } from "../values/py-instance.js";
import { notImplementedSingleton } from "../values/singletons.js";
import { typeOf } from "../values/type-of.js";
import type { Value } from "../values/value.js";

const orderings = { __lt__: "<", __le__: "<=", __gt__: ">", __ge__: ">=" } as const;

/** The operators of each built-in class. */
const operators: ReadonlyMap<PyClass, readonly BinaryOperator[]> = new Map([
  [intClass, ["+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^"]],
  [boolClass, ["&", "|", "^"]],
  [floatClass, ["+", "-", "*", "/", "//", "%", "**"]],
  [strClass, ["+", "*"]],
  [bytesClass, ["+", "*"]],
  [bytearrayClass, ["+", "*"]],
  [listClass, ["+", "*"]],
  [tupleClass, ["+", "*"]],
  [dictClass, ["|"]],
  [setClass, ["-", "&", "|", "^"]],
  [frozensetClass, ["-", "&", "|", "^"]],
  [rangeClass, []],
] as const);

const reflects: ReadonlySet<PyClass> = new Set([intClass, boolClass, floatClass]);

/** A value as its built-in class; overridden methods of a script's subclass are not called. */
const withoutOwn = <Result>(self: Value, use: () => Result): Result => {
  if (!(self instanceof PyInstance) || self.pyClass.isNative) return use();
  const own = self.pyClass;
  self.pyClass = own.mro.find((one) => one.isNative) ?? own;
  try {
    return use();
  } finally {
    self.pyClass = own;
  }
};

/** The special methods of the built-in types, which do the same as the operators: `super().__add__(other)`. */
export function installOperatorMethods(): void {
  for (const [type, own] of operators) {
    for (const operator of own) {
      const [name, reflected] = operatorMethods[operator];
      const apply = (a: Value, b: Value): Value => plainOperation(operator, a, b) ?? notImplementedSingleton;
      defineMembers(type, { methods: { [name]: ["self, other, /", apply] } });
      if (reflects.has(type) || operator === "*")
        defineMembers(type, { methods: { [reflected]: ["self, other, /", (a: Value, b: Value) => apply(b, a)] } });
    }
    for (const [name, operator] of Object.entries(orderings) as [string, OrderingOperator][])
      if (type !== dictClass && type !== rangeClass && type !== boolClass)
        defineMembers(type, {
          methods: {
            [name]: ["self, other, /", (a: Value, b: Value) => orderPlain(operator, a, b) ?? notImplementedSingleton],
          },
        });
    defineMembers(type, {
      methods: {
        __eq__: ["self, other, /", (a: Value, b: Value) => equalsBuiltin(a, b) ?? notImplementedSingleton],
        __ne__: [
          "self, other, /",
          (a: Value, b: Value) => {
            const equal = equalsBuiltin(a, b);
            return equal === undefined ? notImplementedSingleton : !equal;
          },
        ],
        __repr__: ["self, /", (self: Value) => plainText(self, typeOf(self))],
        __format__: [
          "self, spec, /",
          (self: Value, spec: string) => (spec === "" ? text(self) : (formatBuiltin(self, spec) ?? text(self))),
        ],
      },
    });
    if (type !== listClass && type !== dictClass && type !== setClass && type !== bytearrayClass)
      defineMembers(type, {
        methods: { __hash__: ["self, /", (self: Value) => withoutOwn(self, () => hashOf(self))] },
      });
    else type.set("__hash__", null);
    if (type === intClass || type === boolClass || type === floatClass) continue;
    defineMembers(type, {
      methods: {
        __len__: ["self, /", (self: Value) => withoutOwn(self, () => lengthOf(self))],
        __contains__: ["self, item, /", (self: Value, item: Value) => withoutOwn(self, () => contains(self, item))],
        __iter__: ["self, /", (self: Value) => withoutOwn(self, () => plainIterator(self)) ?? iteratorOf(self)],
      },
    });
    if (type === setClass || type === frozensetClass) continue;
    defineMembers(type, {
      methods: {
        __getitem__: ["self, key, /", (self: Value, key: Value) => withoutOwn(self, () => getItem(self, key))],
      },
    });
    if (type === listClass || type === dictClass)
      defineMembers(type, {
        methods: {
          __setitem__: [
            "self, key, value, /",
            (self: Value, key: Value, value: Value) => {
              withoutOwn(self, () => setItem(self, key, value));
              return null;
            },
          ],
          __delitem__: [
            "self, key, /",
            (self: Value, key: Value) => {
              withoutOwn(self, () => deleteItem(self, key));
              return null;
            },
          ],
        },
      });
  }
  defineMembers(strClass, { methods: { __str__: ["self, /", (self: Value) => text(self)] } });
}
