import {
  bindAttribute,
  deleteByDescriptor,
  findAttribute,
  getAttribute,
  setByDescriptor,
} from "../protocol/attributes.js";
import { call } from "../protocol/call.js";
import { dictSet } from "../protocol/dict-set.js";
import { qualifiedName, repr } from "../protocol/text.js";
import {
  classmethodClass,
  ellipsisClass,
  functionClass,
  methodClass,
  moduleClass,
  nativeFunctionClass,
  noneClass,
  notImplementedClass,
  propertyClass,
  staticmethodClass,
  superClass,
} from "../values/classes.js";
import { defineMembers } from "../values/native-class.js";
import { PyClass } from "../values/py-class.js";
import {
  ClassMethodDescriptor,
  type NativePropertyDescriptor,
  PropertyDescriptor,
  StaticMethodDescriptor,
  type SuperDescriptor,
} from "../values/py-descriptor.js";
import { PyDict } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import { type NativeFunction, native, type PyFunction, type PyMethod } from "../values/py-function.js";
import type { PyObject } from "../values/py-instance.js";
import { itemsOf, PyTuple } from "../values/py-list.js";
import { PyModule } from "../values/py-module.js";
import { ellipsisSingleton, notImplementedSingleton } from "../values/singletons.js";
import { strOf, typeOf } from "../values/type-of.js";
import type { Eval, Keywords, Value } from "../values/value.js";
import { type GenericAlias, genericAliasClass } from "./generic-alias.js";
import { unionClass, unionOf } from "./object-type.js";

function annotationsOf(self: PyFunction): PyDict {
  const own = self.attributes?.getName("__annotations__");
  if (own instanceof PyDict) return own;
  const made = new PyDict();
  for (const [name, value] of self.code.annotations(self)) dictSet(made, name, value);
  return made;
}

/** A `property` with one function replaced: `@x.setter`. */
const withFunction = (
  self: PropertyDescriptor,
  change: { get?: Value; set?: Value; remove?: Value },
): PropertyDescriptor =>
  new PropertyDescriptor(
    change.get ?? self.get,
    change.set ?? self.set,
    change.remove ?? self.remove,
    self.doc,
    self.pyClass,
  );

function installFunctions(): void {
  defineMembers(functionClass, {
    methods: {
      __call__: [
        "self, /, *args, **kwargs",
        function* (self: PyFunction, args: readonly Value[], kwargs: Keywords): Eval {
          return yield* call(self, args, kwargs.size === 0 ? null : kwargs);
        },
      ],
      __get__: [
        "self, instance, owner=None, /",
        (self: PyFunction, instance: Value) =>
          bindAttribute(self, instance === null ? undefined : instance, typeOf(instance)),
      ],
    },
    properties: {
      __name__: [
        (self: PyFunction) => self.name,
        (self: PyFunction, name: Value) => {
          self.name = strOf(name) ?? raise("TypeError", "__name__ must be set to a string object");
        },
      ],
      __qualname__: [
        (self: PyFunction) => self.qualname,
        (self: PyFunction, name: Value) => {
          self.qualname = strOf(name) ?? raise("TypeError", "__qualname__ must be set to a string object");
        },
      ],
      __doc__: [
        (self: PyFunction) => self.doc,
        (self: PyFunction, doc: Value) => {
          self.doc = doc;
        },
      ],
      __module__: [
        (self: PyFunction) => self.module,
        (self: PyFunction, name: Value) => {
          self.module = name;
        },
      ],
      __defaults__: (self: PyFunction) => (self.defaults.length === 0 ? null : new PyTuple(self.defaults)),
      __kwdefaults__: (self: PyFunction) =>
        self.keywordDefaults.size === 0 ? null : PyDict.fromNames(self.keywordDefaults),
      __annotations__: [
        annotationsOf,
        (self: PyFunction, value: Value) => {
          self.attributes ??= new PyDict();
          self.attributes.setName("__annotations__", value);
        },
      ],
      __dict__: (self: PyFunction) => {
        self.attributes ??= new PyDict();
        return self.attributes;
      },
    },
  });
  defineMembers(nativeFunctionClass, {
    properties: {
      __name__: (self: NativeFunction) => self.name,
      __qualname__: (self: NativeFunction) =>
        self.owner === undefined ? self.name : `${self.owner.name}.${self.name}`,
      __doc__: (self: NativeFunction) => self.doc,
      __module__: (self: NativeFunction) => self.owner?.module ?? "builtins",
    },
  });
  defineMembers(methodClass, {
    methods: {
      __getattr__: ["self, name, /", (self: PyMethod, name: string) => getAttribute(self.target, name)],
      __call__: [
        "self, /, *args, **kwargs",
        function* (self: PyMethod, args: readonly Value[], kwargs: Keywords): Eval {
          return yield* call(self, args, kwargs.size === 0 ? null : kwargs);
        },
      ],
    },
    properties: {
      __self__: (self: PyMethod) => self.self,
      __func__: (self: PyMethod) => self.target,
      __doc__: (self: PyMethod) => findAttribute(self.target, "__doc__") ?? null,
      __module__: (self: PyMethod) => findAttribute(self.target, "__module__") ?? null,
    },
  });
}

const bound = (self: Value, instance: Value, owner: Value): Value =>
  bindAttribute(self, instance ?? undefined, owner instanceof PyClass ? owner : typeOf(instance));

function installDescriptors(): void {
  defineMembers(propertyClass, {
    methods: {
      __new__: [
        "cls, fget=None, fset=None, fdel=None, doc=None",
        (cls: PyClass, get: Value, set: Value, remove: Value, doc: Value) => {
          const own = doc === null && get !== null ? (findAttribute(get, "__doc__") ?? null) : doc;
          return new PropertyDescriptor(get, set, remove, own, cls);
        },
      ],
      __init__: ["self, /, *args, **kwargs", () => null],
      getter: ["self, fget, /", (self: PropertyDescriptor, get: Value) => withFunction(self, { get })],
      setter: ["self, fset, /", (self: PropertyDescriptor, set: Value) => withFunction(self, { set })],
      __get__: ["self, instance, owner=None, /", bound],
      __set__: [
        "self, instance, value, /",
        (self: PropertyDescriptor | NativePropertyDescriptor, instance: Value, value: Value) => {
          setByDescriptor(self, instance, self.name, value);
          return null;
        },
      ],
      __delete__: [
        "self, instance, /",
        (self: PropertyDescriptor | NativePropertyDescriptor, instance: Value) => {
          deleteByDescriptor(self, instance, self.name);
          return null;
        },
      ],
      deleter: ["self, fdel, /", (self: PropertyDescriptor, remove: Value) => withFunction(self, { remove })],
    },
    properties: {
      // A property of a class of ours, such as a field of a named tuple, has a function of the host.
      fget: (self: PropertyDescriptor | NativePropertyDescriptor) =>
        self instanceof PropertyDescriptor ? self.get : native(self.name, "self, /", self.get as never),
      fset: (self: PropertyDescriptor | NativePropertyDescriptor) =>
        self instanceof PropertyDescriptor ? self.set : null,
      fdel: (self: PropertyDescriptor | NativePropertyDescriptor) =>
        self instanceof PropertyDescriptor ? self.remove : null,
      __doc__: (self: PropertyDescriptor | NativePropertyDescriptor) =>
        self instanceof PropertyDescriptor ? self.doc : null,
    },
  });
  defineMembers(classmethodClass, {
    methods: {
      __new__: ["cls, function, /", (cls: PyClass, target: Value) => new ClassMethodDescriptor(target, cls)],
      __init__: ["self, /, *args", () => null],
      __get__: ["self, instance, owner=None, /", bound],
    },
    properties: {
      __func__: (self: ClassMethodDescriptor) => self.target,
      __wrapped__: (self: ClassMethodDescriptor) => self.target,
    },
  });
  defineMembers(staticmethodClass, {
    methods: {
      __new__: ["cls, function, /", (cls: PyClass, target: Value) => new StaticMethodDescriptor(target, cls)],
      __init__: ["self, /, *args", () => null],
      __get__: ["self, instance, owner=None, /", (self: StaticMethodDescriptor) => self.target],
      __call__: [
        "self, /, *args, **kwargs",
        function* (self: StaticMethodDescriptor, args: readonly Value[], kwargs: Keywords): Eval {
          return yield* call(self.target, args, kwargs.size === 0 ? null : kwargs);
        },
      ],
    },
    properties: {
      __func__: (self: StaticMethodDescriptor) => self.target,
      __wrapped__: (self: StaticMethodDescriptor) => self.target,
    },
  });
  defineMembers(superClass, {
    properties: {
      __self__: (self: SuperDescriptor) => self.self,
      __thisclass__: (self: SuperDescriptor) => self.start,
    },
  });
}

/** `int | None` and `list[int]` as text. */
const typeText = (value: Value): string =>
  value === null
    ? "None"
    : value === ellipsisSingleton
      ? "..."
      : value instanceof PyClass
        ? qualifiedName(value)
        : repr(value);

function installOthers(): void {
  defineMembers(moduleClass, {
    methods: {
      __new__: ["cls, name, doc=None", (_cls: PyClass, name: Value) => PyModule.of(strOf(name) ?? "", {})],
      __init__: ["self, /, *args, **kwargs", () => null],
    },
    properties: { __dict__: (self: PyModule) => self.globals },
  });
  defineMembers(noneClass, {
    methods: {
      __new__: ["cls, /", () => null],
      __bool__: ["self, /", () => false],
    },
  });
  defineMembers(ellipsisClass, { methods: { __new__: ["cls, /", () => ellipsisSingleton] } });
  defineMembers(notImplementedClass, { methods: { __new__: ["cls, /", () => notImplementedSingleton] } });
  defineMembers(genericAliasClass, {
    // It has items by type, but is no sequence.
    attributes: { __iter__: null },
    methods: {
      __repr__: [
        "self, /",
        (self: GenericAlias) => `${typeText(self.origin)}[${self.args.items.map(typeText).join(", ")}]`,
      ],
      __eq__: ["self, other, /", (self: Value, other: Value) => repr(self) === repr(other)],
      __hash__: ["self, /", () => 0],
      __call__: [
        "self, /, *args, **kwargs",
        function* (self: GenericAlias, args: readonly Value[], kwargs: Keywords): Eval {
          return yield* call(self.origin, args, kwargs.size === 0 ? null : kwargs);
        },
      ],
      __getattr__: ["self, name, /", (self: GenericAlias, name: string) => getAttribute(self.origin, name)],
      __getitem__: ["self, item, /", (self: GenericAlias) => self],
      __or__: ["self, other, /", unionOf],
      __ror__: ["self, other, /", (self: Value, other: Value) => unionOf(other, self)],
      __mro_entries__: ["self, bases, /", (self: GenericAlias) => new PyTuple([self.origin])],
    },
    properties: { __origin__: (self: GenericAlias) => self.origin, __args__: (self: GenericAlias) => self.args },
  });
  defineMembers(unionClass, {
    methods: {
      __repr__: ["self, /", (self: PyObject) => (itemsOf(self.payload) ?? []).map(typeText).join(" | ")],
      __or__: ["self, other, /", unionOf],
      __ror__: ["self, other, /", (self: Value, other: Value) => unionOf(other, self)],
      __eq__: ["self, other, /", (self: Value, other: Value) => repr(self) === repr(other)],
      __hash__: ["self, /", () => 0],
    },
    properties: { __args__: (self: PyObject) => self.payload },
  });
}

/** Functions, descriptors, modules and what annotations are made of. */
export function installFunctionTypes(): void {
  installFunctions();
  installDescriptors();
  installOthers();
}
