import { call } from "../../protocol/call.js";
import { createClass } from "../../protocol/create-class.js";
import { listOf } from "../../protocol/iterate.js";
import { bindArguments } from "../../protocol/signature.js";
import { repr } from "../../protocol/text.js";
import { keywords } from "../../syntax/token-stream.js";
import { tupleClass, typeClass } from "../../values/classes.js";
import { nativeClass } from "../../values/native-class.js";
import type { PyClass } from "../../values/py-class.js";
import { ClassMethodDescriptor, NativePropertyDescriptor, StaticMethodDescriptor } from "../../values/py-descriptor.js";
import { PyDict } from "../../values/py-dict.js";
import { raise } from "../../values/py-exception.js";
import { native } from "../../values/py-function.js";
import { PyTuple } from "../../values/py-list.js";
import { strOf, typeName } from "../../values/type-of.js";
import type { Eval, Keywords, Value } from "../../values/value.js";

/** Gives a class of tuples the members of a named tuple. */
function defineFields(type: PyClass, fields: readonly string[], defaults: ReadonlyMap<string, Value>): void {
  const make = native(
    "__new__",
    "cls, /, *args, **kwargs",
    (cls: PyClass, args: readonly Value[], kwargs: Keywords) => {
      const parameters = {
        positional: ["_cls", ...fields],
        positionalOnly: 1,
        keywordOnly: [],
        rest: undefined,
        keywords: undefined,
      };
      const { values } = bindArguments(
        `${type.name}.__new__`,
        parameters,
        (name) => defaults.has(name),
        (name) => defaults.get(name),
        [cls, ...args],
        kwargs,
      );
      return new PyTuple(values.slice(1), cls);
    },
  );
  type.set("__new__", new StaticMethodDescriptor(make));
  type.set("_fields", new PyTuple(fields));
  type.set("__match_args__", new PyTuple(fields));
  type.set("_field_defaults", PyDict.fromNames(defaults));
  for (const [index, name] of fields.entries())
    type.set(name, new NativePropertyDescriptor(name, (self: PyTuple) => self.items[index] as Value));
  const method = (name: string, signature: string, implementation: (...args: never[]) => unknown): void =>
    type.set(name, native(name, signature, implementation));
  method("__repr__", "self, /", (self: PyTuple) => {
    const parts = fields.map((name, index) => `${name}=${repr(self.items[index])}`);
    return `${self.pyClass.name}(${parts.join(", ")})`;
  });
  method("_asdict", "self, /", (self: PyTuple) =>
    PyDict.fromNames(fields.map((name, index) => [name, self.items[index] as Value])),
  );
  method("_replace", "self, /, **kwargs", (self: PyTuple, changes: Keywords) => {
    const unknown = [...changes.keys()].filter((name) => !fields.includes(name));
    if (unknown.length > 0)
      raise("ValueError", `Got unexpected field names: [${unknown.map((name) => repr(name)).join(", ")}]`);
    return new PyTuple(
      fields.map((name, index) => (changes.has(name) ? changes.get(name) : self.items[index])),
      self.pyClass,
    );
  });
  const fromValues = native("_make", "cls, iterable", function* (cls: PyClass, iterable: Value): Eval {
    const items = yield* listOf(iterable);
    if (items.length !== fields.length) raise("TypeError", `Expected ${fields.length} arguments, got ${items.length}`);
    return new PyTuple(items, cls);
  });
  type.set("_make", new ClassMethodDescriptor(fromValues));
}

/** A class of named tuples of ours. */
export function namedTupleClass(name: string, module: string, fields: readonly string[]): PyClass {
  const type = nativeClass({ name, module, bases: [tupleClass] });
  defineFields(type, fields, new Map());
  return type;
}

/** `collections.namedtuple`. */
export const namedTupleFunction = () =>
  native(
    "namedtuple",
    "typename, field_names, *, rename=False, defaults=None, module=None",
    function* (typename: Value, names: Value, rename: Value, defaults: Value): Eval {
      const text = strOf(names);
      const given =
        text === undefined
          ? (yield* listOf(names)).map((one) => strOf(one) ?? "")
          : text
              .replaceAll(",", " ")
              .split(" ")
              .filter((one) => one !== "");
      const fields = given.map((name, index) =>
        rename === true && (!/^[A-Za-z]\w*$/.test(name) || keywords.has(name) || given.indexOf(name) < index)
          ? `_${index}`
          : name,
      );
      for (const [index, name] of fields.entries()) {
        if (!/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(name))
          raise("ValueError", `Type names and field names must be valid identifiers: ${repr(name)}`);
        if (keywords.has(name)) raise("ValueError", `Type names and field names cannot be a keyword: ${repr(name)}`);
        if (rename !== true && name.startsWith("_"))
          raise("ValueError", `Field names cannot start with an underscore: ${repr(name)}`);
        if (fields.indexOf(name) < index) raise("ValueError", `Encountered duplicate field name: ${repr(name)}`);
      }
      const values = defaults === null ? [] : yield* listOf(defaults);
      if (values.length > fields.length) raise("TypeError", "Got more default values than field names");
      const type = yield* createClass(
        typeClass,
        strOf(typename) ?? "",
        [tupleClass],
        PyDict.fromNames([["__module__", "__main__"]]),
        new Map(),
      );
      defineFields(
        type,
        fields,
        new Map(values.map((value, index) => [fields[fields.length - values.length + index] as string, value])),
      );
      return type;
    },
  );

/** `typing.NamedTuple`: the annotations of a class that derives from it are its fields. */
export function namedTupleMeta(): PyClass {
  const meta = nativeClass({
    name: "NamedTupleMeta",
    module: "typing",
    bases: [typeClass],
    methods: {
      __new__: [
        "meta, name, bases, namespace, /",
        function* (_meta: PyClass, name: string, _bases: Value, namespace: PyDict): Eval {
          const annotations = namespace.getName("__annotations__");
          const fields =
            annotations instanceof PyDict ? [...annotations.map.values()].map((entry) => strOf(entry.key) ?? "") : [];
          const defaults = new Map<string, Value>();
          for (const field of fields) {
            const value = namespace.getName(field);
            if (value === undefined) {
              if (defaults.size > 0)
                raise(
                  "TypeError",
                  `non-default namedtuple field ${field} cannot follow default fields ${[...defaults.keys()].join(", ")}`,
                );
              continue;
            }
            defaults.set(field, value);
            namespace.deleteName(field);
          }
          const own = yield* createClass(typeClass, name, [tupleClass], namespace, new Map());
          const kept = new Map(own.attributes);
          defineFields(own, fields, defaults);
          // A method of the class's own body comes before those of every named tuple.
          for (const [key, value] of kept) if (key !== "__new__") own.set(key, value);
          return own;
        },
      ],
      __init__: ["self, /, *args, **kwargs", () => null],
      __call__: [
        "self, typename, fields=(), /, **kwargs",
        function* (self: PyClass, typename: Value, fields: Value, kwargs: Keywords): Eval {
          if (self.name !== "NamedTuple") raise("TypeError", `'${typeName(self)}' object is not callable`);
          const names: Value[] = [];
          for (const pair of yield* listOf(fields)) names.push((yield* listOf(pair))[0] as Value);
          return yield* call(namedTupleFunction(), [typename, new PyTuple([...names, ...kwargs.keys()])]);
        },
      ],
    },
  });
  return nativeClass({ name: "NamedTuple", module: "typing", bases: [tupleClass], meta });
}
