import { objectClass } from "./values/classes.js";
import { exceptionClasses } from "./values/exception-classes.js";
import { nativeClass } from "./values/native-class.js";
import type { PyClass } from "./values/py-class.js";
import { PyDict } from "./values/py-dict.js";
import { PyException, Raised } from "./values/py-exception.js";
import { PyObject } from "./values/py-instance.js";
import { PyModule } from "./values/py-module.js";
import type { Value } from "./values/value.js";

/** Raises Python's error for a missing module. */
export function raiseMissing(name: string): never {
  const exception = new PyException(exceptionClasses.ModuleNotFoundError, [`No module named '${name}'`]);
  exception.attributes = PyDict.fromNames([["name", name]]);
  throw new Raised(exception);
}

/** The special methods for everything that a script can do with a value. */
const uses = [
  "__call__ __getattr__ __getitem__ __iter__ __next__ __bool__ __len__ __contains__ __eq__ __ne__ __lt__ __le__ __gt__",
  "__ge__ __hash__ __str__ __repr__ __format__ __enter__ __exit__ __aenter__ __aexit__ __await__ __mro_entries__ __add__",
  "__radd__ __sub__ __rsub__ __mul__ __rmul__ __mod__ __rmod__ __and__ __rand__ __ror__ __invert__ __neg__ __int__",
  "__float__ __index__ __instancecheck__ __subclasscheck__",
].flatMap((line) => line.split(" "));

const use = (self: PyObject): never => raiseMissing((self.payload as { readonly module: string }).module);

/** The class of names that were imported from a missing module: any use of them fails, as the import would have. */
const missingClass: PyClass = nativeClass({
  name: "missing",
  module: "alembic_ts",
  bases: [objectClass],
  // Annotations such as `Missing | None` do not count as use.
  methods: {
    ...Object.fromEntries(uses.map((name) => [name, ["self, /, *args, **kwargs", use] as const])),
    __or__: ["self, other, /", (self: PyObject) => self],
  },
});

/**
 * A missing module. Importing it does not fail, because many revisions import modules that they never use; using it
 * does.
 */
export class MissingModule extends PyModule {
  constructor(name: string) {
    super(name, PyDict.fromNames([["__name__", name]]));
  }

  /** The value of `from module import name`. */
  placeholder(): Value {
    return new PyObject(missingClass, { module: this.name });
  }

  override missing(): never {
    return raiseMissing(this.name);
  }
}
