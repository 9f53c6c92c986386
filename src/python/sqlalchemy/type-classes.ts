import { sa } from "../../schema/sa.js";
import { EnumType } from "../../schema/types/enum-type.js";
import { JsonNull, JsonType } from "../../schema/types/json-type.js";
import { NullType } from "../../schema/types/null-type.js";
import { TypeDecorator } from "../../schema/types/type-decorator.js";
import { TypeEngine } from "../../schema/types/type-engine.js";
import { UserDefinedType } from "../../schema/types/user-defined-type.js";
import { ownValue } from "../../support/own-value.js";
import { adaptArguments, argumentList } from "../host/adapt-arguments.js";
import type { HostBridge } from "../host/host-bridge.js";
import { typeSignatures } from "../host/signatures/type-signatures.js";
import { getAttribute, getAttributeOr } from "../protocol/attributes.js";
import { callNow } from "../protocol/call.js";
import { activeRun, duringRun } from "../protocol/run.js";
import { PyClass } from "../values/py-class.js";
import { Raised, raise } from "../values/py-exception.js";
import { PyFunction } from "../values/py-function.js";
import { PyObject } from "../values/py-instance.js";
import { itemsOf } from "../values/py-list.js";
import type { Keywords, Value } from "../values/value.js";
import { writtenByScript } from "./compiler/script-element.js";
import { currentOperations } from "./current-operations.js";
import { shownDialect } from "./dialect-class.js";
import { columnArgument } from "./missing-arguments.js";
import { enumMembers, resultValue } from "./result-value.js";

type Maker = ((...args: readonly unknown[]) => TypeEngine) & { readonly prototype: TypeEngine };
type Namespace = "postgresql" | "mysql" | "mssql" | "oracle" | "sqlite";

/** A type of a script, stored as the type that its class names. It has no private fields, because types are copied. */
class ScriptDecorator extends TypeDecorator {
  readonly bridge: HostBridge;
  readonly instance: PyObject;
  /** Statements are written when their turn comes, while the script waits. */
  readonly run = activeRun();

  constructor(bridge: HostBridge, instance: PyObject, impl: TypeEngine) {
    super(impl);
    this.bridge = bridge;
    this.instance = instance;
  }

  override get typeName(): string {
    return this.instance.pyClass.name;
  }

  override loadDialectImpl(dialectName: string): TypeEngine {
    const own = this.instance.pyClass.ownerOf("load_dialect_impl");
    if (own === undefined || own.isNative) return this.impl;
    const method = own.attributes.get("load_dialect_impl") as Value;
    return duringRun(this.run, () =>
      typeOfValue(this.bridge, callNow(method, [this.instance, shownDialect(this.bridge, dialectName)])),
    );
  }

  override processBindParam(value: unknown, dialectName: string): unknown {
    const own = this.instance.pyClass.ownerOf("process_bind_param");
    if (own === undefined || own.isNative) return value;
    const method = own.attributes.get("process_bind_param") as Value;
    return duringRun(this.run, () => {
      const given = givenValue(this.bridge, value, this.impl, dialectName);
      return this.bridge.read(callNow(method, [this.instance, given, shownDialect(this.bridge, dialectName)]));
    });
  }

  /** A value of a result as the script's class makes it of what its `impl` has read. */
  processResultValue(value: Value, dialectName: string): Value {
    const own = this.instance.pyClass.ownerOf("process_result_value");
    if (own === undefined || own.isNative) return value;
    const method = own.attributes.get("process_result_value") as Value;
    return callNow(method, [this.instance, value, shownDialect(this.bridge, dialectName)]);
  }
}

/** Restores the value that the script gave, because moments, numbers and identifiers are texts in a statement. */
function givenValue(bridge: HostBridge, value: unknown, impl: TypeEngine, dialectName: string): Value {
  // A text for a JSON type is a text of the script, because values become JSON only after this.
  const isGiven = typeof value !== "string" || impl instanceof ScriptDecorator;
  if (isGiven || impl.forDialect(dialectName) instanceof JsonType) return bridge.show(value);
  try {
    return resultValue(bridge, value, impl, dialectName);
  } catch (error) {
    // A text that cannot be read as such a value was a text in the script too.
    if (error instanceof Raised) return value;
    throw error;
  }
}

/** A type of a script that defines how it is written. */
class ScriptType extends UserDefinedType {
  readonly instance: PyObject;
  readonly run = activeRun();

  constructor(instance: PyObject) {
    super();
    this.instance = instance;
  }

  override get typeName(): string {
    return this.instance.pyClass.name;
  }

  getColSpec(): string {
    const method = this.instance.pyClass.lookup("get_col_spec");
    if (method === undefined) raise("AttributeError", `'${this.typeName}' object has no attribute 'get_col_spec'`);
    return String(duringRun(this.run, () => callNow(method, [this.instance])));
  }
}

/** The arguments of instances of a script's types. */
const givenArguments = new WeakMap<PyObject, readonly [readonly Value[], Keywords]>();

/** A type, given as an instance or as a class. */
function typeOfValue(bridge: HostBridge, value: Value): TypeEngine {
  const read = bridge.read(value);
  if (read instanceof TypeEngine) return read;
  return raise("TypeError", "a type is expected");
}

/** The names and values of an enum class, as `sa.Enum(Color)` takes them. */
function membersOf(type: PyClass, keywords: Map<string, Value>): readonly unknown[] {
  const callable = keywords.get("values_callable") ?? null;
  keywords.delete("values_callable");
  if (!keywords.has("name")) keywords.set("name", type.name.toLowerCase());
  if (callable !== null) {
    const values = callNow(callable, [type]);
    return (values as { readonly items: readonly Value[] }).items;
  }
  const names = itemsOf(getAttributeOr(type, "_member_names_", null));
  if (names === undefined) raise("TypeError", `${type.name} has no members`);
  return names;
}

/** The types for scripts; each class is made on first use. */
export class TypeClasses {
  readonly #bridge: HostBridge;
  readonly #made = new Map<string, PyClass>();
  /** The class above all types. */
  readonly engine: PyClass;
  readonly decorator: PyClass;
  readonly userDefined: PyClass;

  constructor(bridge: HostBridge) {
    this.#bridge = bridge;
    this.engine = bridge.define<TypeEngine>({
      name: "TypeEngine",
      module: "sqlalchemy.sql.type_api",
      of: TypeEngine,
      isGeneric: true,
      properties: {
        length: attribute("length"),
        precision: attribute("precision"),
        scale: attribute("scale"),
        timezone: attribute("timezone"),
        collation: attribute("collation"),
        enums: (self) => [...((self as EnumType).enums ?? raise("AttributeError", "enums"))],
        name: (self) => (self instanceof EnumType ? self.enumName : attribute("name")(self)),
        schema: attribute("schema"),
        item_type: attribute("itemType"),
        impl: attribute("impl"),
        display_width: attribute("displayWidth"),
        __visit_name__: (self) => self.visitName,
      },
      methods: {
        with_variant: ["type_, *dialect_names", (self, type, names) => self.withVariant(this.#variant(type), ...names)],
        create: [
          "bind=None, checkfirst=...",
          (self, _bind, checkfirst) => currentOperations().createType(self, checkfirst !== false),
        ],
        drop: [
          "bind=None, checkfirst=...",
          (self, _bind, checkfirst) => currentOperations().dropType(self, checkfirst !== false),
        ],
        compile: ["dialect=None", (self) => currentOperations().typeText(self)],
        dialect_impl: ["dialect", (self) => self],
        copy: ["**kw", (self) => self],
        __str__: ["", (self) => currentOperations().typeText(self)],
      },
    });
    bridge.constructWith(this.engine, "*args, **kw", () => undefined);
    this.decorator = this.#base("TypeDecorator", TypeDecorator, (instance) => this.#decorated(instance));
    this.userDefined = this.#base("UserDefinedType", UserDefinedType, (instance) =>
      writtenByScript(bridge, new ScriptType(instance), instance),
    );
    bridge.standsFor(this.engine, () => new NullType());
    bridge.define<JsonNull>({ name: "symbol", module: "sqlalchemy.util.langhelpers", of: JsonNull });
  }

  /** The type of a variant. SQLAlchemy calls a function that returns one. */
  #variant(given: unknown): TypeEngine {
    const made = given instanceof PyFunction ? this.#bridge.read(callNow(given, [])) : columnArgument(given);
    return made instanceof TypeEngine ? made : raise("TypeError", "with_variant() takes a type");
  }

  /** The class of a type by its name in a module, `undefined` where the module has no such type. */
  find(namespace: Namespace | undefined, name: string): PyClass | undefined {
    const path = namespace === undefined ? name : `${namespace}.${name}`;
    const known = this.#made.get(path);
    if (known !== undefined) return known;
    const module = (namespace === undefined ? sa : sa[namespace]) as unknown as Readonly<Record<string, Maker>>;
    if (!Object.hasOwn(module, name)) return undefined;
    const maker = module[name] as Maker;
    if (typeof maker !== "function" || !(maker.prototype instanceof TypeEngine)) return undefined;
    const own = namespace !== undefined && Object.hasOwn(sa, name) && (sa as never)[name] === maker;
    if (own) return this.find(undefined, name);
    const made = this.#define(namespace, name, maker);
    this.#made.set(path, made);
    return made;
  }

  #base(
    name: string,
    of: typeof TypeDecorator | typeof UserDefinedType,
    build: (instance: PyObject) => object,
  ): PyClass {
    const made = this.#bridge.define({ name, module: "sqlalchemy.sql.type_api", of, bases: [this.engine], build });
    // An instance of a script's class is read when it is complete, because its class determines how it is stored.
    this.#bridge.constructWith(made, "*args, **kw", (values, self) => {
      givenArguments.set(self, [values[0] as readonly Value[], values[1] as Keywords]);
      return undefined;
    });
    this.#bridge.standsFor(made, () => raise("TypeError", `${name} cannot be used by itself`));
    return made;
  }

  #decorated(instance: PyObject): TypeDecorator {
    const bridge = this.#bridge;
    const impl = getAttributeOr(instance, "impl", null);
    const [args, keywords] = givenArguments.get(instance) ?? [[], new Map()];
    const type =
      impl instanceof PyClass && (args.length > 0 || keywords.size > 0)
        ? callNow(impl, args, keywords)
        : (impl as Value);
    return writtenByScript(bridge, new ScriptDecorator(bridge, instance, typeOfValue(bridge, type)), instance);
  }

  #define(namespace: Namespace | undefined, name: string, maker: Maker): PyClass {
    const bridge = this.#bridge;
    const target = maker.prototype.constructor as new () => TypeEngine;
    const parent = this.#parentOf(target, maker);
    const made = bridge.define({
      name,
      module: namespace === undefined ? "sqlalchemy.sql.sqltypes" : `sqlalchemy.dialects.${namespace}`,
      of: target,
      bases: [parent],
    });
    const path = namespace === undefined ? name : `${namespace}.${name}`;
    if (target === (JsonType as unknown)) made.attributes.set("NULL", bridge.show(JsonType.NULL));
    const signature = ownValue(typeSignatures, path) ?? ownValue(typeSignatures, name) ?? "*args, **kw";
    const adapt = adaptArguments(name, signature, (value) => bridge.read(value));
    bridge.constructWith(made, signature, (values, self) => {
      if (!signature.startsWith("*enums")) return writtenByScript(bridge, maker(...argumentList(adapt(values))), self);
      const [first] = values[0] as readonly Value[];
      if (!(first instanceof PyClass)) return maker(...argumentList(adapt(withoutCallable(values))));
      const keywords = new Map(values.at(-1) as Keywords);
      const given = values.slice(1, -1);
      if (given.length > 0 && given[0] !== undefined) keywords.set("name", given[0]);
      const names = membersOf(first, keywords);
      const type = maker(
        ...argumentList(adapt([names, ...given.map((one, at) => (at === 0 ? undefined : one)), keywords])),
      );
      const members = itemsOf(getAttributeOr(first, "_member_names_", null)) ?? [];
      const stored = names.map(
        (name, at) => [String(bridge.read(name as Value)), getAttribute(first, String(members[at]))] as const,
      );
      enumMembers.set(type, new Map(stored));
      // A member that is a text or number is read as that, and stored by its name.
      (type as EnumType).storedFor = new Map(stored.map(([name, member]) => [bridge.read(member), name] as const));
      return type;
    });
    bridge.standsFor(made, () => writtenByScript(bridge, maker(), new PyObject(made)));
    return made;
  }

  /** The class of the nearest type above that scripts can name. */
  #parentOf(target: new () => TypeEngine, maker: Maker): PyClass {
    let at: object | null = Object.getPrototypeOf(target.prototype) as object | null;
    while (at !== null && at !== TypeEngine.prototype) {
      const name = Object.keys(sa).find((key) => {
        const one = (sa as unknown as Readonly<Record<string, Maker | undefined>>)[key];
        return typeof one === "function" && one !== maker && one.prototype === at;
      });
      const found = name === undefined ? undefined : this.find(undefined, name);
      if (found !== undefined) return found;
      at = Object.getPrototypeOf(at) as object | null;
    }
    return this.engine;
  }
}

/** `values_callable` has no effect if the values are given as texts. */
function withoutCallable(values: readonly unknown[]): readonly unknown[] {
  const keywords = new Map(values.at(-1) as Keywords);
  keywords.delete("values_callable");
  return [...values.slice(0, -1), keywords];
}

/** An attribute that some types have. */
function attribute(key: string): (self: TypeEngine) => unknown {
  return (self) => {
    const values = self as unknown as Readonly<Record<string, unknown>>;
    if (!(key in values)) raise("AttributeError", `'${self.typeName}' object has no attribute '${key}'`);
    return values[key];
  };
}
