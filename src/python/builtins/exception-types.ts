import { exceptionRepr, repr, text } from "../protocol/text.js";
import { exceptionClasses } from "../values/exception-classes.js";
import { defineMembers } from "../values/native-class.js";
import type { PyClass } from "../values/py-class.js";
import { PyDict } from "../values/py-dict.js";
import { PyException, raise } from "../values/py-exception.js";
import { itemsOf, PyList, PyTuple } from "../values/py-list.js";
import { typeName } from "../values/type-of.js";
import type { Keywords, Value } from "../values/value.js";

/** `str(exception)`. */
function exceptionText(self: PyException): string {
  const { items } = self.args;
  if (items.length === 0) return "";
  return items.length === 1 ? text(items[0]) : repr(self.args);
}

const attribute = (self: PyException, name: string): Value => self.attributes?.getName(name) ?? null;

function setOwn(self: PyException, entries: Readonly<Record<string, Value>>): void {
  self.attributes ??= new PyDict();
  for (const [name, value] of Object.entries(entries)) self.attributes.setName(name, value);
}

/** The exception classes. */
export function installExceptionTypes(): void {
  defineMembers(exceptionClasses.BaseException, {
    methods: {
      __new__: ["cls, /, *args, **kwargs", (cls: PyClass, args: readonly Value[]) => new PyException(cls, args)],
      __init__: [
        "self, /, *args, **kwargs",
        (self: PyException, args: readonly Value[], kwargs: Keywords) => {
          if (kwargs.size > 0) {
            if (!self.pyClass.isSubclassOf(exceptionClasses.ImportError))
              raise("TypeError", `${self.pyClass.name}() takes no keyword arguments`);
            setOwn(self, Object.fromEntries(kwargs));
          }
          self.args = new PyTuple(args);
          return null;
        },
      ],
      __str__: ["self, /", exceptionText],
      __repr__: ["self, /", exceptionRepr],
      with_traceback: ["self, traceback, /", (self: PyException) => self],
      add_note: [
        "self, note, /",
        (self: PyException, note: Value) => {
          if (typeof note !== "string") raise("TypeError", `note must be a str, not '${typeName(note)}'`);
          self.notes = [...(self.notes ?? []), note];
          return null;
        },
      ],
    },
    properties: {
      args: [
        (self: PyException) => self.args,
        (self: PyException, value: Value) => {
          self.args = new PyTuple([...(itemsOf(value) ?? [])]);
        },
      ],
      __cause__: [
        (self: PyException) => self.cause,
        (self: PyException, value: Value) => {
          self.cause = value;
          self.suppressContext = true;
        },
      ],
      __context__: [
        (self: PyException) => self.context,
        (self: PyException, value: Value) => {
          self.context = value;
        },
      ],
      __suppress_context__: [
        (self: PyException) => self.suppressContext,
        (self: PyException, value: Value) => {
          self.suppressContext = value === true;
        },
      ],
      __traceback__: [(_self: PyException) => null, () => undefined],
      __notes__: (self: PyException) =>
        self.notes === undefined
          ? raise("AttributeError", `'${self.pyClass.name}' object has no attribute '__notes__'`)
          : new PyList(self.notes),
      __dict__: (self: PyException) => {
        self.attributes ??= new PyDict();
        return self.attributes;
      },
    },
  });
  defineMembers(exceptionClasses.KeyError, {
    methods: {
      __str__: [
        "self, /",
        (self: PyException) => (self.args.items.length === 1 ? repr(self.args.items[0]) : exceptionText(self)),
      ],
    },
  });
  defineMembers(exceptionClasses.StopIteration, {
    properties: { value: (self: PyException) => self.args.items[0] ?? null },
  });
  defineMembers(exceptionClasses.SystemExit, {
    properties: { code: (self: PyException) => self.args.items[0] ?? null },
  });
  defineMembers(exceptionClasses.ImportError, {
    properties: {
      msg: (self: PyException) => self.args.items[0] ?? null,
      name: (self: PyException) => attribute(self, "name"),
      path: (self: PyException) => attribute(self, "path"),
    },
  });
  defineMembers(exceptionClasses.AttributeError, {
    properties: {
      name: (self: PyException) => attribute(self, "name"),
      obj: (self: PyException) => attribute(self, "obj"),
    },
  });
  const errno = (self: PyException, index: number): Value =>
    self.args.items.length >= 2 ? (self.args.items[index] ?? null) : null;
  defineMembers(exceptionClasses.OSError, {
    methods: {
      __str__: [
        "self, /",
        (self: PyException) => {
          const { items } = self.args;
          if (items.length < 2) return exceptionText(self);
          const file = attribute(self, "filename");
          return `[Errno ${text(items[0])}] ${text(items[1])}${file === null ? "" : `: ${repr(file)}`}`;
        },
      ],
      __init__: [
        "self, /, *args",
        (self: PyException, args: readonly Value[]) => {
          self.args = new PyTuple(args.length > 2 ? args.slice(0, 2) : args);
          if (args.length > 2) setOwn(self, { filename: args[2] ?? null });
          return null;
        },
      ],
    },
    properties: {
      errno: (self: PyException) => errno(self, 0),
      strerror: (self: PyException) => errno(self, 1),
      filename: (self: PyException) => attribute(self, "filename"),
    },
  });
  const field = (index: number) => (self: PyException) => self.args.items[index] ?? null;
  for (const type of [exceptionClasses.UnicodeDecodeError, exceptionClasses.UnicodeEncodeError])
    defineMembers(type, {
      methods: { __str__: ["self, /", unicodeText] },
      properties: { encoding: field(0), object: field(1), start: field(2), end: field(3), reason: field(4) },
    });
}

function unicodeText(self: PyException): string {
  const [encoding, object, start, end, reason] = self.args.items;
  const [from, to] = [Number(start), Number(end)];
  if (self.pyClass.isSubclassOf(exceptionClasses.UnicodeDecodeError) && object instanceof Uint8Array) {
    if (to - from === 1)
      return `'${encoding}' codec can't decode byte 0x${(object[from] ?? 0).toString(16).padStart(2, "0")} in position ${from}: ${reason}`;
    return `'${encoding}' codec can't decode bytes in position ${from}-${to - 1}: ${reason}`;
  }
  if (to - from === 1 && typeof object === "string") {
    const code = [...object][from]?.codePointAt(0) ?? 0;
    const shown =
      code < 256
        ? `\\x${code.toString(16).padStart(2, "0")}`
        : code < 65536
          ? `\\u${code.toString(16).padStart(4, "0")}`
          : `\\U${code.toString(16).padStart(8, "0")}`;
    return `'${encoding}' codec can't encode character '${shown}' in position ${from}: ${reason}`;
  }
  return `'${encoding}' codec can't encode characters in position ${from}-${to - 1}: ${reason}`;
}
