import { compileFunction } from "node:vm";
import { isError } from "../../support/is-built-in.js";

/** A template of EJS that gives the JavaScript that it is compiled to. */
export interface CompiledTemplate {
  generateSource(): void;
  /** Gives the function that renders the template. */
  compile(): (values: Readonly<Record<string, unknown>>) => string;
  source: string;
}

const marker = /^ {4}; __line = (\d+)$/;

/**
 * The syntax error of the JavaScript in a template, with the template's line. EJS names no line, and reports the error
 * that the mistake causes in the code around the template's.
 *
 * @returns `undefined` where the template's own JavaScript can be parsed.
 */
export function templateSyntaxError(
  template: CompiledTemplate,
): { readonly message: string; readonly line: number } | undefined {
  template.generateSource();
  try {
    compileFunction(template.source, [], { filename: "template" });
    return undefined;
  } catch (error) {
    if (!isError(error) || error.name !== "SyntaxError") return undefined;
    const lines = template.source.split("\n");
    const at = Number(/^template:(\d+)/.exec(error.stack ?? "")?.[1] ?? 1) - 1;
    const marked = lines.slice(0, at + 1).findLastIndex((text) => marker.test(text));
    const first = marked < 0 ? 1 : Number(marker.exec(lines[marked] ?? "")?.[1]);
    // A piece of text is one line of the code, however many lines it has in the template.
    const further = /^ {4}; __append\(|^$/.test(lines[at] ?? "") ? 0 : at - marked - 1;
    return { message: error.message, line: first + further };
  }
}
