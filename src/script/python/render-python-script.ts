import { CommandError } from "../../support/command-error.js";
import { quotedPath } from "../../support/printable.js";
import { strip } from "../../support/strip.js";
import type { MakoScope } from "../new-revision/mako-expression.js";
import { renderMako } from "../new-revision/render-mako.js";

/** The characters that may end a string or have a special meaning in it; few messages have any. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a NUL is what Python refuses
const special = /[\\"'\r\u0000]/;

const escapes: Readonly<Record<string, string>> = { "\r": "\\r", "\u0000": "\\x00" };

/**
 * Renders Alembic's `script.py.mako`. A message goes into it as Alembic writes it, as long as Python reads it from the
 * docstring again; otherwise with its backslashes and quotes escaped.
 *
 * @throws {CommandError} Where the template cannot be rendered, or Python could not read the file with this message.
 */
export async function renderPythonScript(
  template: string,
  path: string,
  scope: MakoScope,
  message: string,
): Promise<string> {
  const plain = renderMako(template, path, scope);
  if (!special.test(message)) return plain;
  const { parseModule } = await import("../../python/syntax/parse-module.js");
  const { docstringOf } = await import("./python-header.js");
  const holdsMessage = (text: string): boolean => {
    try {
      return docstringOf(parseModule(text, path)).includes(strip(message));
    } catch {
      return false;
    }
  };
  if (holdsMessage(plain)) return plain;
  const escaped = message.replace(new RegExp(special, "g"), (one) => escapes[one] ?? `\\${one}`);
  const text = renderMako(template, path, {
    ...scope,
    values: new Map(scope.values).set("message", { value: escaped }),
  });
  if (holdsMessage(text)) return text;
  throw new CommandError(
    `The message can't be written into ${quotedPath(path)} so that Python reads it again: leave out its quotes and backslashes`,
  );
}
