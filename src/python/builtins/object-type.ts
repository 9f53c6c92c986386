import {
  deletePlainAttribute,
  findPlainAttribute,
  setClassAttribute,
  setPlainAttribute,
} from "../protocol/attributes.js";
import { instantiate } from "../protocol/call.js";
import { createClass } from "../protocol/create-class.js";
import { identityOf } from "../protocol/equality.js";
import { hashOf } from "../protocol/hash-of.js";
import { plainRepr, repr, text } from "../protocol/text.js";
import { mappingProxyClass, objectClass, typeClass } from "../values/classes.js";
import { defineMembers } from "../values/native-class.js";
import { PyClass } from "../values/py-class.js";
import { PyDict } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import { PyInstance, PyObject } from "../values/py-instance.js";
import { PyList, PyTuple } from "../values/py-list.js";
import { notImplementedSingleton } from "../values/singletons.js";
import { strOf, typeName, typeOf } from "../values/type-of.js";
import type { Eval, Keywords, Value } from "../values/value.js";
import { GenericAlias } from "./generic-alias.js";

/** The class's own attributes as `__dict__` shows them: a copy, since classes are changed by attributes alone. */
function classDict(self: PyClass): PyDict {
  const copy = PyDict.fromNames(self.attributes);
  copy.pyClass = mappingProxyClass;
  return copy;
}

/** The own attributes of an instance of a script's class. */
function ownDict(self: Value): Value {
  const hasSlotsAlone =
    self instanceof PyInstance && self.pyClass.mro.every((one) => one.isNative || one.attributes.has("__slots__"));
  if (!(self instanceof PyInstance) || hasSlotsAlone)
    raise("AttributeError", `'${typeName(self)}' object has no attribute '__dict__'`);
  self.attributes ??= new PyDict();
  return self.attributes;
}

/** The names of the attributes that `dir` lists. */
export function attributeNames(self: Value): string[] {
  const names = new Set<string>();
  const type = typeOf(self);
  for (const one of self instanceof PyClass ? self.mro : type.mro)
    for (const name of one.attributes.keys()) names.add(name);
  if (self instanceof PyInstance)
    for (const { key } of self.attributes?.map.values() ?? []) if (typeof key === "string") names.add(key);
  return [...names].sort();
}

/** `object` and `type`. */
export function installObjectType(): void {
  defineMembers(objectClass, {
    methods: {
      __new__: [
        "cls, /, *args, **kwargs",
        (cls: PyClass, args: readonly Value[], kwargs: Keywords) => {
          const ownNew = cls.ownerOf("__new__") !== objectClass;
          const ownInit = cls.ownerOf("__init__") !== objectClass;
          if (args.length + kwargs.size > 0 && (ownNew || !ownInit)) {
            if (ownNew) raise("TypeError", "object.__new__() takes exactly one argument (the type to instantiate)");
            raise("TypeError", `${cls.name}() takes no arguments`);
          }
          const abstract = cls.lookup("__abstractmethods__");
          if (abstract instanceof PyTuple && abstract.items.length > 0) {
            const names = abstract.items.map((one) => String(one)).join(", ");
            const plural = abstract.items.length === 1 ? "" : "s";
            raise("TypeError", `Can't instantiate abstract class ${cls.name} with abstract method${plural} ${names}`);
          }
          return new PyObject(cls);
        },
      ],
      __init__: [
        "self, /, *args, **kwargs",
        (self: Value, args: readonly Value[], kwargs: Keywords) => {
          const type = typeOf(self);
          if (
            args.length + kwargs.size > 0 &&
            (type.ownerOf("__init__") !== objectClass || type.ownerOf("__new__") === objectClass)
          )
            raise("TypeError", `${type.name}.__init__() takes exactly one argument (the instance to initialize)`);
          return null;
        },
      ],
      __eq__: ["self, other, /", (self: Value, other: Value) => (self === other ? true : notImplementedSingleton)],
      __ne__: ["self, other, /", (self: Value, other: Value) => (self === other ? false : notImplementedSingleton)],
      __hash__: ["self, /", (self: Value) => (self instanceof PyInstance ? identityOf(self) : hashOf(self))],
      __repr__: ["self, /", (self: Value) => plainRepr(self)],
      __str__: ["self, /", (self: Value) => repr(self)],
      __format__: [
        "self, spec, /",
        (self: Value, spec: Value) => {
          if (strOf(spec) === "") return text(self);
          raise("TypeError", `unsupported format string passed to ${typeName(self)}.__format__`);
        },
      ],
      __getattribute__: [
        "self, name, /",
        (self: Value, name: Value) => {
          const key = strOf(name) ?? raise("TypeError", `attribute name must be string, not '${typeName(name)}'`);
          const found = findPlainAttribute(self, typeOf(self), key);
          if (found !== undefined) return found;
          raise("AttributeError", `'${typeName(self)}' object has no attribute '${key}'`);
        },
      ],
      __setattr__: [
        "self, name, value, /",
        (self: Value, name: string, value: Value) => {
          if (self instanceof PyClass) setClassAttribute(self, name, value);
          else setPlainAttribute(self, name, value);
          return null;
        },
      ],
      __delattr__: [
        "self, name, /",
        (self: Value, name: string) => {
          deletePlainAttribute(self, name);
          return null;
        },
      ],
      __dir__: ["self, /", (self: Value) => new PyList(attributeNames(self))],
    },
    classMethods: { __init_subclass__: ["cls, /", () => null] },
    properties: {
      __dict__: [
        (self: Value) => ownDict(self),
        (self: Value, value: Value) => {
          if (!(value instanceof PyDict))
            raise("TypeError", `__dict__ must be set to a dictionary, not a '${typeName(value)}'`);
          ownDict(self);
          (self as PyInstance).attributes = value;
        },
      ],
      __class__: [
        (self: Value) => typeOf(self),
        (self: Value, type: Value) => {
          if (!(self instanceof PyInstance) || !(type instanceof PyClass) || type.isNative || self.pyClass.isNative)
            raise("TypeError", "__class__ assignment only supported for mutable types or ModuleType subclasses");
          self.pyClass = type;
        },
      ],
    },
  });
  objectClass.set("__doc__", null);
  defineMembers(typeClass, {
    methods: {
      __new__: [
        "meta, name, bases, namespace, /, **kwargs",
        function* (meta: PyClass, name: Value, bases: Value, namespace: Value, kwargs: Keywords): Eval {
          if (strOf(name) === undefined)
            raise("TypeError", `type.__new__() argument 1 must be str, not ${typeName(name)}`);
          if (!(bases instanceof PyTuple))
            raise("TypeError", `type.__new__() argument 2 must be tuple, not ${typeName(bases)}`);
          if (!(namespace instanceof PyDict))
            raise("TypeError", `type.__new__() argument 3 must be dict, not ${typeName(namespace)}`);
          return yield* createClass(meta, strOf(name) as string, bases.items, namespace, kwargs);
        },
      ],
      __init__: ["self, /, *args, **kwargs", () => null],
      __call__: [
        "self, /, *args, **kwargs",
        function* (self: PyClass, args: readonly Value[], kwargs: Keywords): Eval {
          return yield* instantiate(self, args, kwargs.size === 0 ? null : kwargs);
        },
      ],
      mro: ["self, /", (self: PyClass) => new PyList([...self.mro])],
      __instancecheck__: ["self, instance, /", (self: PyClass, instance: Value) => typeOf(instance).isSubclassOf(self)],
      __subclasscheck__: [
        "self, other, /",
        (self: PyClass, other: Value) => other instanceof PyClass && other.isSubclassOf(self),
      ],
      __repr__: ["self, /", (self: PyClass) => `<class '${self.qualname}'>`],
      __or__: ["self, other, /", unionOf],
      __ror__: ["self, other, /", (self: Value, other: Value) => unionOf(other, self)],
      __dir__: ["self, /", (self: Value) => new PyList(attributeNames(self))],
    },
    properties: {
      __mro__: (self: PyClass) => new PyTuple(self.mro),
      __bases__: (self: PyClass) => new PyTuple(self.bases),
      __base__: (self: PyClass) => self.bases[0] ?? null,
      __dict__: (self: PyClass) => classDict(self),
      __annotations__: (self: PyClass) => self.attributes.get("__annotations__") ?? new PyDict(),
    },
  });
}

/** `int | None`, of what can be part of a union: classes, None, and what annotations are made of. */
export function unionOf(self: Value, other: Value): Value {
  if (!isUnionable(self) || !isUnionable(other)) return notImplementedSingleton;
  const items = (value: Value): readonly Value[] => (isUnion(value) ? (value.payload as PyTuple).items : [value]);
  const all = [...items(self), ...items(other)];
  return new PyObject(unionClass, new PyTuple(all.filter((one, index) => all.indexOf(one) === index)));
}

function isUnionable(value: Value): boolean {
  if (value === null || value instanceof PyClass || value instanceof GenericAlias || isUnion(value)) return true;
  return value instanceof PyInstance && value.pyClass.module === "typing";
}

const isUnion = (value: Value): value is PyObject => value instanceof PyObject && value.pyClass === unionClass;

/** The class of `int | None`. */
export const unionClass: PyClass = new PyClass("UnionType", [objectClass], { module: "types", isNative: true });
