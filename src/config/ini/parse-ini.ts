import { CommandError } from "../../support/command-error.js";
import { strip, stripEnd, stripStart } from "../../support/strip.js";
import { pythonRepr } from "../python/python-repr.js";

/** Section name to its keys, both in the order of the file. Values are not filled in yet. */
export type IniSections = ReadonlyMap<string, ReadonlyMap<string, string>>;

interface ParsedIni {
  readonly sections: IniSections;
  readonly defaults: ReadonlyMap<string, string>;
}

type Lines = Map<string, string[]>;

const joined = (values: Lines): Map<string, string> =>
  new Map([...values].map(([key, lines]) => [key, stripEnd(lines.join("\n"))]));

/**
 * Parses an ini file by the rules of Python's `ConfigParser` with its default settings: `=` or `:` between key and
 * value, whole-line comments of `#` or `;`, values that go on in deeper indented lines, no section or key twice.
 *
 * @throws {CommandError} With the file's name and line, where the text breaks those rules.
 */
export function parseIni(text: string, fileName: string): ParsedIni {
  const sections = new Map<string, Lines>();
  const defaults: Lines = new Map();
  const broken: string[] = [];
  const file = pythonRepr(fileName);
  let current: Lines | undefined;
  let currentName = "";
  let key = "";
  let indent = 0;

  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  for (const [index, line] of lines.entries()) {
    const number = String(index + 1).padStart(2);
    const value = strip(line);
    if (value === "") {
      if (index < lines.length - 1 && key !== "") current?.get(key)?.push("");
      continue;
    }
    if (value.startsWith("#") || value.startsWith(";")) continue;
    const lineIndent = line.length - stripStart(line).length;
    const open = key === "" ? undefined : current?.get(key);
    if (open !== undefined && lineIndent > indent) {
      open.push(value);
      continue;
    }
    indent = lineIndent;
    const header = /^\[(.+)\]/.exec(value)?.[1];
    if (header !== undefined) {
      if (sections.has(header)) {
        throw new CommandError(
          `While reading from ${file} [line ${number}]: section ${pythonRepr(header)} already exists`,
        );
      }
      current = header === "DEFAULT" ? defaults : new Map();
      if (header !== "DEFAULT") sections.set(header, current);
      currentName = header;
      key = "";
      continue;
    }
    if (current === undefined) {
      throw new CommandError(`File contains no section headers: file ${file}, line ${index + 1}: ${pythonRepr(value)}`);
    }
    const delimiter = value.search(/[=:]/);
    if (delimiter <= 0) {
      broken.push(`[line ${number}]: ${pythonRepr(value)}`);
      continue;
    }
    key = stripEnd(value.slice(0, delimiter)).toLowerCase();
    if (current.has(key)) {
      throw new CommandError(
        `While reading from ${file} [line ${number}]: option ${pythonRepr(key)} in section ${pythonRepr(currentName)} already exists`,
      );
    }
    current.set(key, [strip(value.slice(delimiter + 1))]);
  }
  if (broken.length > 0) {
    throw new CommandError(`Source contains parsing errors: ${file}, ${broken.join(", ")}`);
  }
  return {
    sections: new Map([...sections].map(([name, values]) => [name, joined(values)])),
    defaults: joined(defaults),
  };
}
