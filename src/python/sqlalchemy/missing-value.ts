import { MetaData } from "../../schema/metadata.js";
import { AlembicError, type AlembicErrorOptions } from "../../support/alembic-error.js";
import { environmentOf } from "../environment/python-environment.js";
import { activeRun, runIfActive } from "../protocol/run.js";
import { typeClass } from "../values/classes.js";
import { PyClass } from "../values/py-class.js";
import { ClassMethodDescriptor } from "../values/py-descriptor.js";
import { PyDict } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import { native } from "../values/py-function.js";
import { PyObject } from "../values/py-instance.js";
import { PyModule } from "../values/py-module.js";
import type { Keywords, Value } from "../values/value.js";
import { operationsOf } from "./current-operations.js";

/** A script uses a missing name: of a module that was not found, or one that this package lacks. */
export class MissingPythonError extends AlembicError {
  override readonly code = "python.missing";
  /** Whose code uses it. */
  readonly user: "step" | "environment";

  constructor(message: string, user: "step" | "environment", options?: AlembicErrorOptions) {
    super(message, options);
    this.user = user;
  }
}

/** A name that can be imported and fails when it is used. It is a class, so that others can derive from it. */
class MissingClass extends PyClass {
  readonly path: string;
  readonly reason: string;

  constructor(path: string, reason: string) {
    super(path.split(".").at(-1) ?? path, [missingBase], { module: path, meta: missingMeta, isNative: true });
    this.path = path;
    this.reason = reason;
  }
}

/** The missing name that a value is, or derives from. */
const missingOf = (value: Value): MissingClass | undefined =>
  value instanceof PyClass ? value.mro.find((one): one is MissingClass => one instanceof MissingClass) : undefined;

/** The reason for the names of a module that is in no folder and that no environment provides. */
export const foundNowhere = "the module was found nowhere";

/** What to do where an `env.py` cannot be run. */
export const wayOut =
  "To run without this env.py, write an env.ts beside it, or set 'environment = built-in' in the configuration";

/** Refuses the use of a missing name. */
function refuse(missing: MissingClass): never {
  const isStep = operationsOf(activeRun()) !== undefined;
  throw new MissingPythonError(explainUse(missing), isStep ? "step" : "environment");
}

const explainUse = ({ path, reason }: MissingClass): string => `${path} is used, but ${reason}`;

/** What is wrong with a value that is a missing name; `undefined` for any other value. */
export function reasonOfMissing(value: Value): string | undefined {
  const missing = missingOf(value);
  return missing === undefined ? undefined : explainUse(missing);
}

/** Whether the code of a step runs, and not that of a module which it imports. */
export function isInStep(): boolean {
  const run = runIfActive();
  return run !== undefined && run.importing === 0 && operationsOf(run) !== undefined;
}

/** Refuses a missing name that the code of an `env.py` hands to a function of this package. */
export function refuseInEnvironment(value: Value): void {
  const run = runIfActive();
  if (run === undefined || run.importing > 0 || operationsOf(run) !== undefined) return;
  if (environmentOf(run)?.isStrict === true) useMissing(value);
}

/** Refuses a missing name that a step hands to a function of this package, with the name's own reason. */
export function refuseInStep(value: Value): void {
  if (isInStep()) useMissing(value);
}

/**
 * Uses a value, which fails where it is a missing name.
 *
 * @throws {MissingPythonError} with the reason.
 */
export function useMissing(value: Value): void {
  const missing = missingOf(value);
  if (missing !== undefined) refuse(missing);
}

/**
 * What a use of a missing name does: while files are read it may be called and asked, in a step and in the code of an
 * `env.py` it may not be used. Modules that an `env.py` imports may call it, but not decide by it: what they would be is
 * not known then.
 *
 * @param decides whether the script goes one way or another by what it gets
 */
function use(self: Value, what: string, decides: boolean): Value {
  const missing = missingOf(self);
  if (missing === undefined) return raise("TypeError", "not callable");
  // A module that a step imports may name what it does not use, as one that its file imports may.
  if (isInStep()) return refuse(missing);
  const run = activeRun();
  if (environmentOf(run)?.isStrict === true) {
    const declares = what === "()" && isOrm.test(missing.path);
    if (run.importing === 0 && !declares) return refuse(missing);
    if (decides) return raise("ImportError", explainUse(missing));
  }
  // Its items are not known, and its text would be written into SQL.
  if (what === contents) return raise("ImportError", explainUse(missing));
  return new MissingClass(`${missing.path}${what}`, missing.reason);
}

/** Metadata that something missing is given may get tables that are not known. */
function noteMetadata(missing: MissingClass, values: Iterable<Value>): void {
  const incomplete = environmentOf(activeRun())?.incomplete;
  if (incomplete === undefined) return;
  for (const value of values)
    if (value instanceof PyObject && value.payload instanceof MetaData) incomplete.set(value.payload, explain(missing));
}

const explain = ({ path, reason }: MissingClass): string =>
  isOrm.test(path)
    ? `${path} declares tables by the ORM, whose classes are not evaluated here`
    : `${path} is missing: ${reason}`;

/** Names that classes of the declarative ORM come from. */
const isOrm = /\b(?:MappedAsDataclass|automap_base|as_declarative)\b/;

/** What a class of the declarative ORM says of its table. */
const tableNames = new Set(["__table__", "__tablename__", "__mapper__"]);

const missingMeta = new PyClass("missing", [typeClass], { module: "alembic", isNative: true });
const missingBase = new PyClass("Missing", [], { module: "alembic", isNative: true });
/** Marks uses that need the contents of a missing name, and fail while files are read as well. */
const contents = " ";
/** What can be done with a missing name, what its result is called, and whether scripts decide by it. */
const uses: readonly (readonly [names: string, what: string, decides: boolean])[] = [
  ["__getitem__", "[]", false],
  ["__or__ __ror__", "", false],
  ["__iter__ __len__ __contains__ __str__ __format__", contents, true],
  ["__lt__ __le__ __gt__ __ge__ __add__ __mod__ __enter__ __exit__", "", true],
];
for (const [names, what, decides] of uses) {
  for (const name of names.split(" ")) {
    const work = (self: Value): Value => use(self, what, decides);
    missingMeta.attributes.set(name, native(name, "self, *args, **kw", work as never));
  }
}
const called = (self: Value, args: readonly Value[], keywords: Keywords): Value => {
  const missing = missingOf(self);
  if (missing !== undefined) noteMetadata(missing, [...args, ...keywords.values()]);
  return use(self, "()", false);
};
missingMeta.attributes.set("__call__", native("__call__", "self, *args, **kw", called as never));
const truthful = (self: Value): Value => {
  use(self, "", true);
  return true;
};
missingMeta.attributes.set("__bool__", native("__bool__", "self", truthful as never));
/** Equality and a description are asked of any value, so only steps and the code of an `env.py` are held to them. */
const ofAnyValue: Readonly<Record<string, (self: PyClass, other?: Value) => Value>> = {
  __eq__: (self, other) => self === other,
  __ne__: (self, other) => self !== other,
  __repr__: (self) => `<class '${self.name}'>`,
};
for (const [name, work] of Object.entries(ofAnyValue)) {
  const strict = (self: PyClass, args: readonly Value[]): Value => {
    const isHeld = environmentOf(activeRun())?.isStrict === true || (name !== "__repr__" && isInStep());
    if (isHeld && self !== args[0]) use(self, "", true);
    return work(self, args[0]);
  };
  missingMeta.attributes.set(name, native(name, "self, *args", strict as never));
}
const isInstance = (self: PyClass): Value => {
  if (isInStep() || environmentOf(activeRun())?.isStrict === true) use(self, "", true);
  return false;
};
missingMeta.attributes.set("__instancecheck__", native("__instancecheck__", "self, instance, /", isInstance as never));
const declared = (type: Value): Value => {
  const missing = missingOf(type);
  if (missing !== undefined && type instanceof PyClass) noteMetadata(missing, type.attributes.values());
  return null;
};
missingBase.attributes.set(
  "__init_subclass__",
  new ClassMethodDescriptor(native("__init_subclass__", "cls, **kw", declared as never)),
);
missingMeta.attributes.set("__setattr__", native("__setattr__", "self, name, value", (() => null) as never));
missingMeta.attributes.set(
  "__getattr__",
  native("__getattr__", "self, name", ((self: PyClass, name: string) => {
    const missing = missingOf(self);
    if (missing === undefined || (name.startsWith("__") && !tableNames.has(name))) return raise("AttributeError", name);
    return new MissingClass(`${missing.path}.${name}`, missing.reason);
  }) as never),
);

/** Why models that a missing name stands for cannot be compared. */
export function missingPath(value: Value): string {
  const missing = missingOf(value);
  return missing === undefined ? "" : explain(missing);
}

/** Whether a missing name declares classes of the ORM. */
export const isOrmName = (value: Value): boolean => isOrm.test(missingOf(value)?.path ?? "");

/**
 * Whether a value is a name of a module of ours that the module has not: scripts that ask for it take another way. What a
 * module that is found nowhere has is not known.
 */
export const isLacking = (value: Value): boolean =>
  value instanceof MissingClass && value.reason.startsWith(lackingReason);

/** Why a name of a module of ours is missing. */
export const lackingReason = "alembic-ts does not have it";

/** The full name of a missing name, or of what calls of it gave; `null` for other values. */
export const missingName = (value: Value): string | null => (value instanceof MissingClass ? value.path : null);

/** Whether a value is a name that fails when it is used. */
export const isMissing = (value: Value): boolean => value instanceof MissingClass;

/** A name that fails when it is used. */
export const missingValue = (path: string, reason: string): Value => new MissingClass(path, reason);

/** A missing module: every name can be imported from it, none can be used. */
export class NowhereModule extends PyModule {
  readonly #reason: string;

  constructor(name: string, reason: string) {
    super(
      name,
      PyDict.fromNames([
        ["__name__", name],
        ["__path__", null],
      ]),
    );
    this.#reason = reason;
  }

  override missing(name: string): Value | undefined {
    // A version is asked of a module by its name; other names of this form are those that any module may lack.
    if (name.startsWith("__") && name !== "__version__") return undefined;
    return missingValue(`${this.name}.${name}`, this.#reason);
  }
}
