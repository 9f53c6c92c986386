import { bytesOf } from "../protocol/equality.js";
import { smallIndex } from "../protocol/get-item.js";
import { listOf } from "../protocol/iterate.js";
import { reserve } from "../protocol/run.js";
import { objectClass } from "../values/classes.js";
import { nativeClass } from "../values/native-class.js";
import type { PyClass } from "../values/py-class.js";
import { raise } from "../values/py-exception.js";
import { PyInstance } from "../values/py-instance.js";
import { PyList } from "../values/py-list.js";
import { strOf, typeName } from "../values/type-of.js";
import type { Eval, Value } from "../values/value.js";

/** A file in memory. Bytes are kept as text of the same length. */
export class MemoryFile extends PyInstance {
  content: string;
  readonly isBinary: boolean;
  readonly name: Value;
  position = 0;
  isClosed = false;
  /** Takes the content of a file that is written. */
  onClose: ((content: string) => void) | undefined;

  constructor(pyClass: PyClass, content: string, isBinary: boolean, name: Value = null) {
    super(pyClass);
    this.content = content;
    this.isBinary = isBinary;
    this.name = name;
  }

  give(text: string): Value {
    return this.isBinary ? Uint8Array.from(text, (one) => one.charCodeAt(0)) : text;
  }
}

function close(self: MemoryFile): null {
  if (!self.isClosed) self.onClose?.(self.content);
  self.isClosed = true;
  return null;
}

const open = (self: MemoryFile): MemoryFile =>
  self.isClosed ? raise("ValueError", "I/O operation on closed file") : self;

function read(self: MemoryFile, size: Value): Value {
  const count = size === null ? -1 : smallIndex(size);
  const { position, content } = open(self);
  const end = count < 0 ? content.length : Math.min(content.length, position + count);
  self.position = Math.max(position, end);
  return self.give(content.slice(position, end));
}

function readLine(self: MemoryFile): Value {
  const { position, content } = open(self);
  const end = content.indexOf("\n", position);
  self.position = end < 0 ? content.length : end + 1;
  return self.give(content.slice(position, self.position));
}

const atEnd = (self: MemoryFile): boolean => self.position >= self.content.length;

function write(self: MemoryFile, value: Value): number {
  open(self);
  const bytes = self.isBinary ? bytesOf(value) : undefined;
  const text = self.isBinary ? (bytes === undefined ? undefined : String.fromCharCode(...bytes)) : strOf(value);
  if (text === undefined)
    raise(
      "TypeError",
      self.isBinary
        ? `a bytes-like object is required, not '${typeName(value)}'`
        : `string argument expected, got '${typeName(value)}'`,
    );
  // At the end nothing is copied, so that a large file can be written in small pieces.
  reserve(self.position === self.content.length ? text.length : self.content.length + text.length);
  self.content = self.content.slice(0, self.position) + text + self.content.slice(self.position + text.length);
  self.position += text.length;
  return text.length;
}

function fileClass(name: string, isBinary: boolean): PyClass {
  return nativeClass({
    name,
    module: "_io",
    bases: [objectClass],
    methods: {
      __new__: [
        "cls, initial_value=None, newline=None",
        (cls: PyClass, initial: Value) => {
          const bytes = bytesOf(initial);
          const text = bytes === undefined ? (strOf(initial) ?? "") : String.fromCharCode(...bytes);
          return new MemoryFile(cls, text, isBinary);
        },
      ],
      __init__: ["self, /, *args, **kwargs", () => null],
      read: ["self, size=-1, /", read],
      readline: ["self, size=-1, /", readLine],
      readlines: [
        "self, hint=-1, /",
        (self: MemoryFile) => {
          const lines: Value[] = [];
          while (!atEnd(self)) lines.push(readLine(self));
          return new PyList(lines);
        },
      ],
      write: ["self, text, /", write],
      writelines: [
        "self, lines, /",
        function* (self: MemoryFile, lines: Value): Eval {
          for (const line of yield* listOf(lines)) write(self, line);
          return null;
        },
      ],
      getvalue: ["self, /", (self: MemoryFile) => open(self).give(self.content)],
      seek: [
        "self, offset, whence=0, /",
        (self: MemoryFile, offset: Value, whence: Value) => {
          const base = whence === 2 ? self.content.length : whence === 1 ? self.position : 0;
          self.position = Math.max(0, base + smallIndex(offset));
          return self.position;
        },
      ],
      tell: ["self, /", (self: MemoryFile) => self.position],
      truncate: [
        "self, size=None, /",
        (self: MemoryFile, size: Value) => {
          self.content = self.content.slice(0, size === null ? self.position : smallIndex(size));
          return self.content.length;
        },
      ],
      flush: ["self, /", () => null],
      readable: ["self, /", () => true],
      writable: ["self, /", () => true],
      seekable: ["self, /", () => true],
      isatty: ["self, /", () => false],
      close: ["self, /", close],
      __enter__: ["self, /", (self: MemoryFile) => open(self)],
      __exit__: ["self, *args", close],
      __iter__: ["self, /", (self: MemoryFile) => self],
      __next__: ["self, /", (self: MemoryFile) => (atEnd(self) ? raise("StopIteration") : readLine(self))],
    },
    properties: {
      closed: (self: MemoryFile) => self.isClosed,
      name: (self: MemoryFile) => self.name,
      encoding: () => "utf-8",
    },
  });
}

/** The class of `io.StringIO`. */
export const stringIOClass: PyClass = fileClass("StringIO", false);
/** The class of `io.BytesIO`. */
export const bytesIOClass: PyClass = fileClass("BytesIO", true);

export const stringIO = (text: string, name: Value = null): MemoryFile =>
  new MemoryFile(stringIOClass, text, false, name);

export const bytesIO = (bytes: Uint8Array): MemoryFile => {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return new MemoryFile(bytesIOClass, text, true);
};
