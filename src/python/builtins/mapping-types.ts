import { findAttribute } from "../protocol/attributes.js";
import { call } from "../protocol/call.js";
import { dictDelete, dictGet, dictSet, setAdd } from "../protocol/dict-set.js";
import { equalsBuiltin, hasKey, same } from "../protocol/equality.js";
import { getItem } from "../protocol/get-item.js";
import { entryIterator, listOf } from "../protocol/iterate.js";
import { plainOperation } from "../protocol/operators.js";
import { orderPlain } from "../protocol/ordering.js";
import { repr } from "../protocol/text.js";
import { dictClass, mappingProxyClass, objectClass } from "../values/classes.js";
import { defineMembers, type NativeMethod } from "../values/native-class.js";
import { PyClass } from "../values/py-class.js";
import { PyDict, PySet } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import { PyInstance } from "../values/py-instance.js";
import { PyIterator } from "../values/py-iterator.js";
import { PyTuple } from "../values/py-list.js";
import { notImplementedSingleton } from "../values/singletons.js";
import type { Eval, Keywords, Value } from "../values/value.js";
import { GenericAlias } from "./generic-alias.js";
import { setFrom } from "./set-types.js";

/** The classes of `dict.keys()` and its like. */
export const viewClasses = {
  keys: new PyClass("dict_keys", [objectClass], { isNative: true }),
  values: new PyClass("dict_values", [objectClass], { isNative: true }),
  items: new PyClass("dict_items", [objectClass], { isNative: true }),
} as const;

/** `dict.keys()`, `dict.values()` and `dict.items()`, which follow the dictionary. */
export class DictView extends PyInstance {
  readonly dict: PyDict;
  readonly kind: keyof typeof viewClasses;

  constructor(dict: PyDict, kind: keyof typeof viewClasses) {
    super(viewClasses[kind]);
    this.dict = dict;
    this.kind = kind;
  }

  /** A copy of the current content of the view. */
  items(): Value[] {
    return [...this.dict.map.values()].map((entry) =>
      this.kind === "keys" ? entry.key : this.kind === "values" ? entry.value : new PyTuple([entry.key, entry.value]),
    );
  }

  iterator(): PyIterator {
    return entryIterator(this.dict, this.dict.map.values(), (entry) =>
      this.kind === "keys" ? entry.key : this.kind === "values" ? entry.value : new PyTuple([entry.key, entry.value]),
    );
  }
}

/** A read-only view's entries as a plain dictionary. */
function plainCopy(self: PyDict): PyDict {
  const copy = new PyDict();
  for (const { key, value } of self.map.values()) dictSet(copy, key, value);
  return copy;
}

/** Adds the arguments of `dict(…)` and `dict.update(…)`. */
export function* updateDict(self: PyDict, source: Value | undefined, named: Keywords): Eval<void> {
  if (source !== undefined) {
    const keys = source instanceof PyDict ? undefined : findAttribute(source, "keys");
    if (source instanceof PyDict) for (const { key, value } of [...source.map.values()]) dictSet(self, key, value);
    else if (keys !== undefined)
      for (const key of yield* listOf(yield* call(keys, []))) dictSet(self, key, getItem(source, key));
    else
      for (const [index, pair] of (yield* listOf(source)).entries()) {
        let items: Value[];
        try {
          items = yield* listOf(pair);
        } catch {
          raise("TypeError", `cannot convert dictionary update sequence element #${index} to a sequence`);
        }
        if (items.length !== 2)
          raise("ValueError", `dictionary update sequence element #${index} has length ${items.length}; 2 is required`);
        dictSet(self, items[0], items[1]);
      }
  }
  for (const [name, value] of named) self.setName(name, value);
}

function popItem(self: PyDict): Value {
  const last = [...self.map.values()].at(-1);
  if (last === undefined) raise("KeyError", "popitem(): dictionary is empty");
  dictDelete(self, last.key);
  return new PyTuple([last.key, last.value]);
}

function installDict(): void {
  const reading = {
    get: [
      "self, key, default=None, /",
      (self: PyDict, key: Value, otherwise: Value) => dictGet(self, key) ?? (hasKey(self, key) ? null : otherwise),
    ],
    items: ["self, /", (self: PyDict) => new DictView(self, "items")],
    keys: ["self, /", (self: PyDict) => new DictView(self, "keys")],
    values: ["self, /", (self: PyDict) => new DictView(self, "values")],
    copy: [
      "self, /",
      (self: PyDict) => {
        const copy = new PyDict();
        for (const { key, value } of self.map.values()) dictSet(copy, key, value);
        return copy;
      },
    ],
  } as const satisfies Record<string, NativeMethod>;
  defineMembers(mappingProxyClass, {
    methods: {
      ...reading,
      __len__: ["self, /", (self: PyDict) => self.size],
      __iter__: ["self, /", (self: PyDict) => entryIterator(self, self.map.values(), (entry) => entry.key)],
      __getitem__: [
        "self, key, /",
        (self: PyDict, key: Value) => getItem(self.pyClass === mappingProxyClass ? plainCopy(self) : self, key),
      ],
      __contains__: ["self, key, /", (self: PyDict, key: Value) => hasKey(self, key)],
      __repr__: [
        "self, /",
        (self: PyDict) =>
          `mappingproxy({${[...self.map.values()].map((entry) => `${repr(entry.key)}: ${repr(entry.value)}`).join(", ")}})`,
      ],
    },
  });
  defineMembers(dictClass, {
    methods: {
      __new__: ["cls, /, *args, **kwargs", (cls: PyClass) => new PyDict(cls)],
      __init__: [
        "self, iterable=..., /, **kwargs",
        function* (self: PyDict, source: Value | undefined, named: Keywords): Eval {
          yield* updateDict(self, source, named);
          return null;
        },
      ],
      ...reading,
      clear: [
        "self, /",
        (self: PyDict) => {
          self.clear();
          return null;
        },
      ],
      pop: [
        "self, key, default=..., /",
        (self: PyDict, key: Value, otherwise: Value | undefined) => {
          const found = dictDelete(self, key);
          if (found !== undefined) return found;
          return otherwise === undefined ? raise("KeyError", key) : otherwise;
        },
      ],
      popitem: ["self, /", popItem],
      setdefault: [
        "self, key, default=None, /",
        (self: PyDict, key: Value, otherwise: Value) => {
          const found = dictGet(self, key);
          if (found !== undefined) return found;
          dictSet(self, key, otherwise);
          return otherwise;
        },
      ],
      update: [
        "self, iterable=..., /, **kwargs",
        function* (self: PyDict, source: Value | undefined, named: Keywords): Eval {
          yield* updateDict(self, source, named);
          return null;
        },
      ],
      __ior__: [
        "self, other, /",
        function* (self: PyDict, other: Value): Eval {
          yield* updateDict(self, other, new Map());
          return self;
        },
      ],
    },
    classMethods: {
      fromkeys: [
        "cls, iterable, value=None, /",
        function* (cls: PyClass, iterable: Value, value: Value): Eval {
          const made = (yield* call(cls, [])) as PyDict;
          for (const key of yield* listOf(iterable)) dictSet(made, key, value);
          return made;
        },
      ],
      __class_getitem__: ["cls, item, /", (cls: PyClass, item: Value) => new GenericAlias(cls, item)],
    },
  });
}

/** A view of keys or items as a set, for the operators that such views have. */
const asSet = (value: Value): Value => {
  if (!(value instanceof DictView) || value.kind === "values") return value;
  const made = new PySet();
  for (const item of value.items()) setAdd(made, item);
  return made;
};

function installViews(): void {
  for (const [kind, type] of Object.entries(viewClasses)) {
    defineMembers(type, {
      methods: {
        __len__: ["self, /", (self: DictView) => self.dict.size],
        __iter__: ["self, /", (self: DictView) => self.iterator()],
        __reversed__: ["self, /", (self: DictView) => PyIterator.over(self.items().reverse())],
        __repr__: ["self, /", (self: DictView) => `dict_${kind}([${self.items().map(repr).join(", ")}])`],
        __contains__: [
          "self, item, /",
          (self: DictView, item: Value) => {
            if (kind === "keys") return hasKey(self.dict, item);
            return self.items().some((one) => same(one, item));
          },
        ],
      },
      properties: { mapping: (self: DictView) => self.dict },
    });
    if (kind === "values") continue;
    for (const [name, operator] of [
      ["__and__", "&"],
      ["__or__", "|"],
      ["__sub__", "-"],
      ["__xor__", "^"],
    ] as const) {
      const apply = function* (a: Value, b: Value): Eval {
        const [left, right] = [asSet(a), asSet(b)];
        const other = right instanceof PySet ? right : yield* setFrom(right);
        return plainOperation(operator, left, other) ?? notImplementedSingleton;
      };
      defineMembers(type, {
        methods: {
          [name]: ["self, other, /", apply],
          [name.replace("__", "__r")]: [
            "self, other, /",
            function* (a: Value, b: Value): Eval {
              return plainOperation(operator, yield* setFrom(b), asSet(a)) ?? notImplementedSingleton;
            },
          ],
        },
      });
    }
    for (const [name, operator] of [
      ["__lt__", "<"],
      ["__le__", "<="],
      ["__gt__", ">"],
      ["__ge__", ">="],
    ] as const)
      defineMembers(type, {
        methods: {
          [name]: [
            "self, other, /",
            (a: Value, b: Value) => orderPlain(operator, asSet(a), asSet(b)) ?? notImplementedSingleton,
          ],
        },
      });
    defineMembers(type, {
      methods: {
        __eq__: [
          "self, other, /",
          (a: Value, b: Value) => equalsBuiltin(asSet(a), asSet(b)) ?? notImplementedSingleton,
        ],
        isdisjoint: [
          "self, other, /",
          function* (self: Value, other: Value): Eval {
            const own = asSet(self) as PySet;
            return !(yield* listOf(other)).some((item) => hasKey(own, item));
          },
        ],
      },
    });
  }
}

/** `dict` and its views. */
export function installMappingTypes(): void {
  installDict();
  installViews();
}
