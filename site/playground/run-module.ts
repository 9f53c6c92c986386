import { transform } from "sucrase";
import * as library from "../../src/browser/index.js";

/** A TypeScript file that cannot be compiled. */
export class CompileFailure extends Error {
  readonly line: number | undefined;

  constructor(message: string, line: number | undefined) {
    super(message);
    this.line = line;
  }
}

/**
 * Runs a TypeScript module of the playground. Line numbers in stacks are those of the file.
 *
 * @param provided modules besides `alembic-ts`, by the names that the file imports.
 * @throws {@link CompileFailure} when it is not valid.
 */
export async function runModule(
  name: string,
  text: string,
  provided: Readonly<Record<string, unknown>> = {},
): Promise<Record<string, unknown>> {
  const code = compiled(name, text);
  const exports: Record<string, unknown> = {};
  const require = (wanted: string): unknown => {
    if (wanted === "alembic-ts") return library;
    if (Object.hasOwn(provided, wanted)) return provided[wanted];
    throw new Error(`'${wanted}' can't be imported in the playground, which has 'alembic-ts' only`);
  };
  // Called by another name, so that the module sees the globals of the worker and nothing of this file.
  // biome-ignore lint/security/noGlobalEval: running what was typed is what the playground is for, in a worker
  const evaluate: (text: string) => (...parts: unknown[]) => Promise<void> = globalThis.eval;
  const run = evaluate(`(async function (require, exports) {${code}\n})\n//# sourceURL=${name}`);
  await run(require, exports);
  return exports;
}

function compiled(name: string, text: string): string {
  try {
    return transform(text, { filePath: name, transforms: ["typescript", "imports"], disableESTransforms: true }).code;
  } catch (error) {
    const { message, loc } = error as Error & { loc?: { line: number } };
    throw new CompileFailure(message.replace(/^Error transforming \S+: /, "").replace(/ \(\d+:\d+\)$/, ""), loc?.line);
  }
}
