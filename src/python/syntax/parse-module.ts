import { analyzeScopes } from "./analyze-scopes.js";
import { PythonSyntaxError } from "./python-syntax-error.js";
import type { Scopes } from "./scope.js";
import { SourceLines } from "./source-lines.js";
import { StatementParser } from "./statement-parser.js";
import type { SourceText, Statement } from "./syntax-node.js";
import { tokenize } from "./tokenizer.js";

/** A module as it was parsed. */
export interface Module {
  readonly body: readonly Statement[];
  readonly source: SourceText;
  readonly scopes: Scopes;
}

/**
 * The syntax tree of a Python file, by the grammar of Python 3.12: what Python refuses to compile is refused.
 *
 * @param text the text of the file; any line ends, a byte order mark is skipped
 * @param file the name that messages and tracebacks give
 * @throws {PythonSyntaxError} with file, line, column, reason and text of the line
 */
export function parseModule(text: string, file: string): Module {
  const source = new SourceLines(text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n"), file);
  try {
    const body = new StatementParser(source, tokenize(source)).module();
    return { body, source, scopes: analyzeScopes(body, source) };
  } catch (error) {
    // The parser's own stack: Python gives up on such a text as well.
    if (error instanceof RangeError) throw new PythonSyntaxError("too deeply nested", source.placeOf(0));
    throw error;
  }
}
