import { activeRun } from "../../protocol/run.js";
import { objectClass } from "../../values/classes.js";
import { nativeClass } from "../../values/native-class.js";
import { PyDict } from "../../values/py-dict.js";
import { PyException, raise } from "../../values/py-exception.js";
import { PyFloat } from "../../values/py-float.js";
import { native } from "../../values/py-function.js";
import { PyObject } from "../../values/py-instance.js";
import { PyList, PyTuple } from "../../values/py-list.js";
import { PyModule } from "../../values/py-module.js";
import { strOf, typeName } from "../../values/type-of.js";
import type { Value } from "../../values/value.js";

/** `sys.stdout` and `sys.stderr`. */
const streamClass = nativeClass({
  name: "TextIOWrapper",
  module: "_io",
  bases: [objectClass],
  methods: {
    write: [
      "self, text, /",
      (self: PyObject, text: Value) => {
        const own = strOf(text) ?? raise("TypeError", `write() argument must be str, not ${typeName(text)}`);
        activeRun().host.write?.(own, (self.payload as { readonly stream: "stdout" | "stderr" }).stream);
        return [...own].length;
      },
    ],
    flush: ["self, /", () => null],
    isatty: ["self, /", () => false],
  },
  properties: { encoding: () => "utf-8" },
});

/** `sys`: the members that scripts use. */
export function sysModule(): PyModule {
  const stdout = new PyObject(streamClass, { stream: "stdout" });
  const stderr = new PyObject(streamClass, { stream: "stderr" });
  return PyModule.of("sys", {
    stdout,
    stderr,
    __stdout__: stdout,
    __stderr__: stderr,
    argv: new PyList([""]),
    path: new PyList([]),
    modules: PyDict.fromNames([]),
    platform: "linux",
    byteorder: "little",
    maxsize: 2n ** 63n - 1n,
    maxunicode: 0x10ffff,
    version: "3.12.0 (alembic-ts)",
    version_info: new PyTuple([3, 12, 0, "final", 0]),
    implementation: new PyObject(objectClass),
    executable: "",
    prefix: "",
    float_info: new PyTuple([new PyFloat(Number.MAX_VALUE)]),
    exc_info: native("exc_info", "", () => {
      const { handling } = activeRun();
      return new PyTuple(handling instanceof PyException ? [handling.pyClass, handling, null] : [null, null, null]);
    }),
    exit: native("exit", "status=None, /", (status: Value) =>
      raise("SystemExit", ...(status === null ? [] : [status])),
    ),
    getrecursionlimit: native("getrecursionlimit", "", () => activeRun().limits.recursion),
    getdefaultencoding: native("getdefaultencoding", "", () => "utf-8"),
    getsizeof: native("getsizeof", "object, default=None", () => 64),
    intern: native("intern", "string, /", (text: Value) => text),
  });
}
