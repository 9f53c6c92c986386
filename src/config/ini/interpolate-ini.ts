import { CommandError } from "../../support/command-error.js";
import { TextWithHere } from "../here.js";
import { pythonRepr } from "../python/python-repr.js";

const maximumDepth = 10;
const reference = /^%\(([^)]+)\)s/;

/**
 * Fills in `%(name)s` and `%%` as ConfigParser's basic interpolation does.
 *
 * @throws {CommandError} Where a name is unknown, a `%` is not doubled, or names refer to each other in a circle.
 */
export function interpolateIni(
  lookUp: (key: string) => string | undefined,
  section: string,
  option: string,
  fileName: string,
): string {
  const raw = lookUp(option) ?? "";
  const fail = (reason: string, hint?: string): never => {
    throw new CommandError(`${fileName}: ${reason}`, { hint });
  };
  const fill = (text: string, depth: number, before: string): string => {
    if (depth > maximumDepth) {
      fail(
        `Recursion limit exceeded in value substitution: option ${pythonRepr(option)} in section ${pythonRepr(section)} contains an interpolation key which cannot be substituted in ${maximumDepth} steps. Raw value: ${pythonRepr(raw)}`,
      );
    }
    const out = new TextWithHere(before);
    let rest = text;
    for (;;) {
      const at = rest.indexOf("%");
      if (at < 0) return out.toString() + rest;
      out.add(rest.slice(0, at));
      rest = rest.slice(at);
      if (rest[1] === "%") {
        out.add("%");
        rest = rest.slice(2);
        continue;
      }
      const where = `option ${pythonRepr(option)} in section ${pythonRepr(section)}`;
      if (rest[1] !== "(")
        fail(
          `${where}: '%' must be followed by '%' or '(', found: ${pythonRepr(rest)}`,
          "Write %% for a % in a value.",
        );
      const found = reference.exec(rest);
      if (found === null) return fail(`${where}: bad interpolation variable reference ${pythonRepr(rest)}`);
      const name = (found[1] ?? "").toLowerCase();
      const value = lookUp(name);
      if (value === undefined) {
        return fail(
          `Bad value substitution: ${where} contains an interpolation key ${pythonRepr(name)} which is not a valid option name. Raw value: ${pythonRepr(raw)}`,
        );
      }
      rest = rest.slice(found[0].length);
      const filled = value.includes("%") ? fill(value, depth + 1, out.start) : value;
      if (name === "here") out.addHere(filled);
      else out.add(filled);
    }
  };
  return fill(raw, 1, "");
}
