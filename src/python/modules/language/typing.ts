import { GenericAlias } from "../../builtins/generic-alias.js";
import { getAttribute } from "../../protocol/attributes.js";
import { call } from "../../protocol/call.js";
import { repr } from "../../protocol/text.js";
import {
  dictClass,
  frozensetClass,
  listClass,
  objectClass,
  setClass,
  strClass,
  tupleClass,
  typeClass,
} from "../../values/classes.js";
import { nativeClass } from "../../values/native-class.js";
import type { PyClass } from "../../values/py-class.js";
import { raise } from "../../values/py-exception.js";
import { native } from "../../values/py-function.js";
import { PyObject } from "../../values/py-instance.js";
import { PyTuple } from "../../values/py-list.js";
import { PyModule } from "../../values/py-module.js";
import type { Eval, Keywords, Value } from "../../values/value.js";
import { namedTupleMeta } from "./named-tuple.js";

/**
 * A form of `typing`, such as `Optional`: it can be subscripted, joined by `|` and derived from, and has no further
 * meaning.
 */
const formClass: PyClass = nativeClass({
  name: "_SpecialForm",
  module: "typing",
  methods: {
    __getitem__: ["self, item, /", (self: Value, item: Value) => new GenericAlias(self, item)],
    __call__: ["self, /, *args, **kwargs", () => new PyObject(objectClass)],
    __or__: ["self, other, /", (self: Value) => self],
    __ror__: ["self, other, /", (self: Value) => self],
    __repr__: ["self, /", (self: PyObject) => `typing.${(self.payload as { readonly name: string }).name}`],
    __mro_entries__: ["self, bases, /", () => new PyTuple([genericClass])],
  },
});

/** The base class for deriving from `Generic[T]`. */
const genericClass: PyClass = nativeClass({
  name: "Generic",
  module: "typing",
  classMethods: { __class_getitem__: ["cls, item, /", (cls: PyClass, item: Value) => new GenericAlias(cls, item)] },
});

const forms =
  "Any Union Optional Callable Literal ClassVar Final Annotated Type Concatenate TypeGuard TypeIs ReadOnly Never NoReturn Self LiteralString Required NotRequired Unpack TypeAlias " +
  "Sequence MutableSequence Mapping MutableMapping Iterable Iterator Generator Collection Container Hashable Sized Reversible " +
  "AbstractSet MutableSet KeysView ValuesView ItemsView Awaitable Coroutine AsyncIterable AsyncIterator AsyncGenerator " +
  "ContextManager AsyncContextManager SupportsInt SupportsFloat SupportsAbs SupportsIndex SupportsRound SupportsBytes IO TextIO BinaryIO Pattern Match ByteString";

const typeVariable = (name: string) =>
  native(name, "name, *constraints, **kwargs", (own: string) => new PyObject(formClass, { name: `~${own}` }));

const identity = (name: string) => native(name, "value, /", (value: Value) => value);

const typedDict = (): PyClass =>
  nativeClass({
    name: "TypedDict",
    module: "typing",
    bases: [dictClass],
    classMethods: { __init_subclass__: ["cls, /, **kwargs", () => null] },
  });

/** `typing`, for annotations: they are kept and not evaluated. */
export function typingModule(): PyModule {
  const attributes: Record<string, Value> = {};
  for (const name of forms.split(" ")) attributes[name] = new PyObject(formClass, { name });
  const generics = {
    List: listClass,
    Dict: dictClass,
    Set: setClass,
    FrozenSet: frozensetClass,
    Tuple: tupleClass,
    DefaultDict: dictClass,
    OrderedDict: dictClass,
    Counter: dictClass,
    Deque: listClass,
    Type: typeClass,
  };
  return PyModule.of("typing", {
    ...attributes,
    ...generics,
    Text: strClass,
    AnyStr: new PyObject(formClass, { name: "~AnyStr" }),
    Generic: genericClass,
    Protocol: nativeClass({ name: "Protocol", module: "typing", bases: [genericClass] }),
    TYPE_CHECKING: false,
    TypeVar: typeVariable("TypeVar"),
    ParamSpec: typeVariable("ParamSpec"),
    TypeVarTuple: typeVariable("TypeVarTuple"),
    NewType: native("NewType", "name, tp", (name: string) => identity(name)),
    NamedTuple: namedTupleMeta(),
    TypedDict: typedDict(),
    cast: native("cast", "typ, val", (_type: Value, value: Value) => value),
    overload: identity("overload"),
    final: identity("final"),
    override: identity("override"),
    no_type_check: identity("no_type_check"),
    runtime_checkable: identity("runtime_checkable"),
    assert_never: native("assert_never", "arg, /", (value: Value) =>
      raise("AssertionError", `Expected code to be unreachable, but got: ${repr(value)}`),
    ),
    deprecated: native("deprecated", "message, /, **kwargs", () => identity("decorator")),
    assert_type: native("assert_type", "val, typ, /", (value: Value) => value),
    dataclass_transform: native("dataclass_transform", "**kwargs", (_: Keywords) => identity("decorator")),
    get_type_hints: native(
      "get_type_hints",
      "obj, globalns=None, localns=None, include_extras=False",
      function* (target: Value): Eval {
        return yield* call(dictClass, [getAttribute(target, "__annotations__")]);
      },
    ),
    get_origin: native("get_origin", "tp", (type: Value) => (type instanceof GenericAlias ? type.origin : null)),
    get_args: native("get_args", "tp", (type: Value) => (type instanceof GenericAlias ? type.args : new PyTuple([]))),
  });
}
