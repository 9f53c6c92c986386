import { AlembicError } from "../../support/alembic-error.js";
import { activeRun } from "../protocol/run.js";
import { typeClass } from "../values/classes.js";
import { PyClass } from "../values/py-class.js";
import { PyDict } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import { native } from "../values/py-function.js";
import { PyModule } from "../values/py-module.js";
import type { Value } from "../values/value.js";
import { operationsOf } from "./current-operations.js";

/** A script uses what is not there: a module that was found nowhere, or a part of one that this package lacks. */
export class MissingPythonError extends AlembicError {
  override readonly code = "python.missing";
}

/** A name that is there to be imported and fails when it is used. It is a class, so that others may derive from it. */
class MissingClass extends PyClass {
  readonly path: string;
  readonly reason: string;

  constructor(path: string, reason: string) {
    super(path.split(".").at(-1) ?? path, [missingBase], { module: path, meta: missingMeta, isNative: true });
    this.path = path;
    this.reason = reason;
  }
}

/** What stands for a missing name: while files are read it may be called and asked, in a step it may not be used. */
function use(self: Value, what: string): Value {
  const missing = (self as PyClass).mro?.find((one): one is MissingClass => one instanceof MissingClass);
  if (missing === undefined) return raise("TypeError", "not callable");
  if (operationsOf(activeRun()) === undefined) return new MissingClass(`${missing.path}${what}`, missing.reason);
  throw new MissingPythonError(`${missing.path} is used, but ${missing.reason}`);
}

const missingMeta = new PyClass("missing", [typeClass], { module: "alembic", isNative: true });
const missingBase = new PyClass("Missing", [], { module: "alembic", isNative: true });
const uses: Readonly<Record<string, string>> = {
  __call__: "()",
  __getitem__: "[]",
  __or__: "",
  __ror__: "",
  __iter__: "",
  __len__: "",
  __bool__: "",
  __enter__: "",
  __add__: "",
  __contains__: "",
  __lt__: "",
  __le__: "",
  __gt__: "",
  __ge__: "",
  __mod__: "",
  __exit__: "",
};
for (const [name, what] of Object.entries(uses)) {
  missingMeta.attributes.set(name, native(name, "self, *args, **kw", ((self: Value) => use(self, what)) as never));
}
missingMeta.attributes.set(
  "__bool__",
  native("__bool__", "self", ((self: Value) => {
    use(self, "");
    return true;
  }) as never),
);
missingMeta.attributes.set("__setattr__", native("__setattr__", "self, name, value", (() => null) as never));
missingMeta.attributes.set(
  "__getattr__",
  native("__getattr__", "self, name", ((self: MissingClass, name: string) => {
    if (name.startsWith("__")) raise("AttributeError", name);
    return new MissingClass(`${self.path}.${name}`, self.reason);
  }) as never),
);

/** Whether a value is a name that fails when it is used. */
export const isMissing = (value: Value): boolean => value instanceof MissingClass;

/** A name that fails when it is used. */
export const missingValue = (path: string, reason: string): Value => new MissingClass(path, reason);

/** A module that was found nowhere: every name can be imported from it, none can be used. */
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
    return name.startsWith("__") ? undefined : missingValue(`${this.name}.${name}`, this.#reason);
  }
}
