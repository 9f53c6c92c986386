import { characterPosition, hasPairs, textLength, unitOffset } from "../protocol/code-points.js";
import { bytesOf } from "../protocol/equality.js";
import { indexOf, smallIndex } from "../protocol/get-item.js";
import { listOf } from "../protocol/iterate.js";
import { reserve } from "../protocol/run.js";
import { objectClass } from "../values/classes.js";
import { exceptionClasses } from "../values/exception-classes.js";
import { nativeClass } from "../values/native-class.js";
import { PyClass } from "../values/py-class.js";
import { PyException, Raised, raise } from "../values/py-exception.js";
import { PyInstance } from "../values/py-instance.js";
import { PyList } from "../values/py-list.js";
import { strOf, typeName } from "../values/type-of.js";
import type { Eval, Value } from "../values/value.js";
import { latinText } from "./bytes/latin-text.js";

/** What the classes of files in memory differ in. */
interface FileKind {
  readonly isBinary: boolean;
  /** It was made by `open()`, so that it has a name and a mode. */
  readonly isOpened: boolean;
  /** What a method raises on a closed file. */
  readonly closedText: (method: "read" | "readline" | "readlines" | "other") => string;
}

/** The ends of lines that each value of `newline` recognizes. */
const lineEnds: Readonly<Record<string, RegExp>> = {
  "": /\r\n?|\n/g,
  "\n": /\n/g,
  "\r": /\r/g,
  "\r\n": /\r\n/g,
};

/** Reads `newline=`. `null` is for files whose lines may end in any way; the script reads each end as `\n`. */
export function newlineOf(value: Value): string | null {
  const newline = strOf(value);
  if (value !== null && newline === undefined)
    raise("TypeError", `open() argument 'newline' must be str or None, not ${typeName(value)}`);
  if (newline !== undefined && lineEnds[newline] === undefined)
    raise("ValueError", `illegal newline value: ${newline}`);
  return newline ?? null;
}

/** The text with `\n` at the end of each line. */
export const withPlainEnds = (text: string): string => text.replace(/\r\n?/g, "\n");

/** A file in memory. Bytes are kept as text of the same length. */
export class MemoryFile extends PyInstance {
  content: string;
  readonly kind: FileKind;
  readonly newline: string | null;
  position = 0;
  isClosed = false;
  /** What `open()` was called with. */
  readonly opened: OpenedFile | undefined;

  constructor(pyClass: PyClass, content: string, kind: FileKind, newline: string | null, opened?: OpenedFile) {
    super(pyClass);
    this.content = content;
    this.kind = kind;
    this.newline = newline;
    this.opened = opened;
  }

  get isBinary(): boolean {
    return this.kind.isBinary;
  }

  give(text: string): Value {
    return this.isBinary ? Uint8Array.from(text, (one) => one.charCodeAt(0)) : text;
  }
}

/** What `open()` was called with. */
export interface OpenedFile {
  readonly name: string;
  readonly mode: string;
  readonly encoding: string;
  /** Takes the content of a file that is written; a file that is only read has none. */
  readonly save?: (content: string) => void;
  readonly onClose?: (file: MemoryFile) => void;
}

/** Writes the content of the file to the system, if the file is open for writing. */
export function flush(self: MemoryFile): null {
  if (!self.isClosed) self.opened?.save?.(self.content);
  return null;
}

function close(self: MemoryFile): null {
  flush(self);
  self.isClosed = true;
  self.opened?.onClose?.(self);
  return null;
}

const open = (self: MemoryFile, method: Parameters<FileKind["closedText"]>[0] = "other"): MemoryFile =>
  self.isClosed ? raise("ValueError", self.kind.closedText(method)) : self;

/** The offset that is some characters after another: positions are kept in units of the text. */
function after(content: string, position: number, count: number): number {
  // Only the part that may be passed is looked at, so that a large file can be read and written in small pieces.
  if (position >= content.length || count === Infinity) return Math.max(position, content.length);
  if (!hasPairs(content.slice(position, position + 2 * count))) return Math.min(content.length, position + count);
  let at = position;
  for (let left = count; left > 0 && at < content.length; left--)
    at += (content.codePointAt(at) as number) > 0xffff ? 2 : 1;
  return at;
}

/** The number of characters to read, without end for `None` and a negative number. */
function limitOf(size: Value): number {
  if (size === null) return Infinity;
  if (indexOf(size) === undefined) raise("TypeError", `argument should be integer or None, not '${typeName(size)}'`);
  const count = smallIndex(size);
  return count < 0 ? Infinity : count;
}

const isReadable = ({ opened }: MemoryFile): boolean => opened === undefined || /[r+]/.test(opened.mode);

/** Returns the file if it can be read. `method` is the name of the method for the error of a file of bytes. */
function toRead(self: MemoryFile, method: "read" | "readline" | "readlines"): MemoryFile {
  open(self, method);
  if (!isReadable(self)) unsupported(self.isBinary ? "read" : "not readable");
  return self;
}

function unsupported(reason: string): never {
  throw new Raised(new PyException(unsupportedClass, [reason]));
}

function read(self: MemoryFile, size: Value): Value {
  const count = limitOf(size);
  const { position, content } = toRead(self, "read");
  const end = after(content, position, count);
  self.position = Math.max(position, end);
  return self.give(content.slice(position, end));
}

function readLine(self: MemoryFile, size: Value = null): Value {
  const { position, content, newline } = toRead(self, "readline");
  const ends = lineEnds[newline ?? "\n"] as RegExp;
  ends.lastIndex = position;
  const lineEnd = ends.test(content) ? ends.lastIndex : content.length;
  const end = Math.min(lineEnd, after(content, position, limitOf(size)));
  self.position = Math.max(position, end);
  return self.give(content.slice(position, self.position));
}

function readLines(self: MemoryFile, hint: Value): PyList {
  const most = limitOf(hint) || Infinity;
  const lines: Value[] = [];
  const start = toRead(self, "readlines").position;
  while (!atEnd(self) && self.position - start < most) lines.push(readLine(self));
  return new PyList(lines);
}

const atEnd = (self: MemoryFile): boolean => self.position >= self.content.length;

const isWritable = (self: MemoryFile): boolean => self.opened === undefined || self.opened.save !== undefined;

/** A text as it is written to a file with that `newline`. */
function withEnds(text: string, newline: string | null, isOpened: boolean): string {
  if (newline === null && !isOpened) return withPlainEnds(text);
  return newline === "\r" || newline === "\r\n" ? text.replaceAll("\n", newline) : text;
}

const tell = ({ content, position }: MemoryFile): number =>
  position > content.length ? position : characterPosition(content, position);

function seek(self: MemoryFile, offset: Value, whence: Value): number {
  const by = smallIndex(offset);
  const { content, position, isBinary } = open(self);
  if (whence !== 0 && whence !== 1 && whence !== 2)
    raise("ValueError", `${isBinary ? "i" : "I"}nvalid whence (${String(whence)}, should be 0, 1 or 2)`);
  if (whence !== 0 && by !== 0 && !isBinary)
    raise("OSError", `Can't do nonzero ${whence === 1 ? "cur" : "end"}-relative seeks`);
  if (whence === 0 && by < 0)
    raise("ValueError", isBinary ? `negative seek value ${by}` : `Negative seek position ${by}`);
  if (isBinary) self.position = Math.max(0, by + (whence === 0 ? 0 : whence === 1 ? position : content.length));
  else self.position = whence === 0 ? unitOffset(content, by) : whence === 1 ? position : content.length;
  return tell(self);
}

function write(self: MemoryFile, value: Value): number {
  open(self);
  if (!isWritable(self)) unsupported(self.isBinary ? "write" : "not writable");
  const bytes = self.isBinary ? bytesOf(value) : undefined;
  const given = self.isBinary ? (bytes === undefined ? undefined : latinText(bytes)) : strOf(value);
  if (given === undefined)
    raise(
      "TypeError",
      self.isBinary
        ? `a bytes-like object is required, not '${typeName(value)}'`
        : `string argument expected, got '${typeName(value)}'`,
    );
  const text = self.isBinary ? given : withEnds(given, self.newline, self.kind.isOpened);
  if (self.opened?.mode.startsWith("a")) self.position = self.content.length;
  // At the end nothing is copied, so that a large file can be written in small pieces.
  reserve(self.position === self.content.length ? text.length : self.content.length + text.length);
  const rest = after(self.content, self.position, textLength(text));
  self.content = self.content.slice(0, self.position) + text + self.content.slice(rest);
  self.position += text.length;
  return textLength(given);
}

function fileClass(name: string, kind: FileKind): PyClass {
  return nativeClass({
    name,
    module: "_io",
    bases: [objectClass],
    methods: {
      __new__: [
        kind.isBinary ? "cls, initial_bytes=None" : "cls, initial_value='', newline='\\n'",
        (cls: PyClass, initial: Value, newline: Value = "\n") => {
          const bytes = bytesOf(initial);
          const ends = kind.isBinary ? "\n" : newlineOf(newline);
          const text = bytes === undefined ? withEnds(strOf(initial) ?? "", ends, false) : latinText(bytes);
          return new MemoryFile(cls, text, kind, ends);
        },
      ],
      __init__: ["self, /, *args, **kwargs", () => null],
      read: ["self, size=-1, /", read],
      readline: ["self, size=-1, /", readLine],
      readlines: ["self, hint=-1, /", readLines],
      write: ["self, text, /", write],
      writelines: [
        "self, lines, /",
        function* (self: MemoryFile, lines: Value): Eval {
          for (const line of yield* listOf(lines)) write(self, line);
          return null;
        },
      ],
      ...(kind.isOpened ? {} : { getvalue: ["self, /", (self: MemoryFile) => open(self).give(self.content)] }),
      seek: ["self, offset, whence=0, /", seek],
      tell: ["self, /", (self: MemoryFile) => tell(open(self))],
      truncate: [
        "self, size=None, /",
        (self: MemoryFile, size: Value) => {
          const { content, position } = open(self);
          if (!isWritable(self)) unsupported("truncate");
          self.content = content.slice(0, size === null ? position : unitOffset(content, smallIndex(size)));
          return size === null ? tell(self) : smallIndex(size);
        },
      ],
      flush: ["self, /", flush],
      readable: ["self, /", (self: MemoryFile) => isReadable(open(self))],
      writable: ["self, /", (self: MemoryFile) => isWritable(open(self))],
      seekable: ["self, /", (self: MemoryFile) => !open(self).isClosed],
      isatty: ["self, /", (self: MemoryFile) => open(self).isClosed],
      close: ["self, /", close],
      __enter__: ["self, /", (self: MemoryFile) => open(self)],
      __exit__: ["self, *args", close],
      __iter__: ["self, /", (self: MemoryFile) => self],
      __next__: [
        "self, /",
        (self: MemoryFile) => (atEnd(toRead(open(self), "readline")) ? raise("StopIteration") : readLine(self)),
      ],
    },
    properties: {
      closed: (self: MemoryFile) => self.isClosed,
      ...(kind.isOpened
        ? {
            name: (self: MemoryFile) => self.opened?.name ?? null,
            mode: (self: MemoryFile) => self.opened?.mode ?? null,
          }
        : {}),
      ...(kind.isBinary ? {} : { encoding: (self: MemoryFile) => self.opened?.encoding ?? null }),
    },
  });
}

const closedFile = "I/O operation on closed file";

const inMemory = (isBinary: boolean): FileKind => ({
  isBinary,
  isOpened: false,
  closedText: (method) => (isBinary || method === "readlines" ? `${closedFile}.` : closedFile),
});

const textKind: FileKind = { isBinary: false, isOpened: true, closedText: () => `${closedFile}.` };
const binaryKind: FileKind = {
  isBinary: true,
  isOpened: true,
  closedText: (method) => (method === "read" || method === "readline" ? `${method} of closed file` : `${closedFile}.`),
};

/** The class of `io.StringIO`. */
export const stringIOClass: PyClass = fileClass("StringIO", inMemory(false));
/** The class of `io.BytesIO`. */
export const bytesIOClass: PyClass = fileClass("BytesIO", inMemory(true));
const textFileClass = fileClass("TextIOWrapper", textKind);
const binaryFileClasses = {
  read: fileClass("BufferedReader", binaryKind),
  write: fileClass("BufferedWriter", binaryKind),
  both: fileClass("BufferedRandom", binaryKind),
};

/** The class of `io.UnsupportedOperation`. */
export const unsupportedClass: PyClass = new PyClass(
  "UnsupportedOperation",
  [exceptionClasses.OSError, exceptionClasses.ValueError],
  { module: "io", isNative: true },
);

/** A file of text as `open()` returns it. */
export const openedTextFile = (content: string, newline: string | null, opened: OpenedFile): MemoryFile =>
  new MemoryFile(textFileClass, content, textKind, newline, opened);

/** A file of bytes as `open()` returns it. `content` has a character for each byte. */
export function openedBinaryFile(content: string, opened: OpenedFile): MemoryFile {
  const { mode } = opened;
  const use = mode.includes("+") ? "both" : mode.includes("r") ? "read" : "write";
  return new MemoryFile(binaryFileClasses[use], content, binaryKind, "\n", opened);
}
