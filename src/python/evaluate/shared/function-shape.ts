import { parseModule } from "../../syntax/parse-module.js";
import { literalSign } from "../../syntax/plain/split-module.js";
import type { FunctionDefinition } from "../../syntax/syntax-node.js";
import type { Code, Exec, FrameLayout } from "../frame.js";
import { ShapeCompiler } from "./shape-compiler.js";

/** While a shape is parsed, a string replaces each literal: the number of the literal between two of these characters. */
const marker = "\ue000";
const mostShapes = 2000;
const longestShape = 4000;

/**
 * Code by shape. The code takes its literals and the line of each statement from the frame. `undefined` for a shape whose
 * statements cannot share code.
 */
type Codes<Made> = Map<string, Made | undefined>;
const ofModules: Codes<Exec> = new Map();
const ofFunctions: Codes<Exec> = new Map();
const ofArguments: Codes<Code> = new Map();
/** The shapes of calls that were seen once. */
const seenCalls = new Set<string>();

function codeOf<Made>(
  codes: Codes<Made>,
  shape: string,
  make: (source: string, count: number) => Made | undefined,
): Made | undefined {
  const known = codes.get(shape);
  if (known !== undefined || codes.has(shape)) return known;
  if (shape.length > longestShape || shape.includes(marker)) return undefined;
  let count = 0;
  const source = shape.replaceAll(literalSign, () => `"${marker}${count++}${marker}"`);
  let made: Made | undefined;
  try {
    made = make(source, count);
  } catch {
    // The statement itself is compiled then, whose error has the right file, line and text.
  }
  if (codes.size === mostShapes) codes.clear();
  codes.set(shape, made);
  return made;
}

/** Whether each literal became a constant of its own: two strings side by side are one constant. */
const hasAll = (compiler: ShapeCompiler, count: number): boolean => compiler.literals.size === count;

/**
 * The code of a statement at the top of a module.
 *
 * @returns `undefined` where the statement has to be compiled for itself
 */
export function moduleShape(shape: string): Exec | undefined {
  return codeOf(ofModules, shape, (source, count) => {
    const module = parseModule(source, "");
    // The code of an inner scope runs in a frame of its own, which does not have the literals.
    if (module.scopes.size > 1) return undefined;
    const compiler = new ShapeCompiler(module, marker);
    const { exec } = compiler.compile(module.body);
    return hasAll(compiler, count) ? exec : undefined;
  });
}

/** The line of a statement in the text that {@link functionShape} compiles. */
export const firstShapeLine = 2;

/** The layout of a function without variables. */
export const emptyLayout = (name: string, file: string): FrameLayout => ({
  name,
  file,
  slots: new Map(),
  cells: new Set(),
  first: undefined,
});

/**
 * The code of a statement in a function of a module. All of its names are those of the module, because the function has
 * no variables.
 *
 * @returns `undefined` where the statement has variables, or has to be compiled for itself
 */
export function functionShape(shape: string): Exec | undefined {
  return codeOf(ofFunctions, shape, (source, count) => {
    const parsed = plainFunction(`def f():\n${source}\n`);
    if (parsed === undefined) return undefined;
    const exec = parsed.compiler.bodyOf(parsed.definition, emptyLayout("f", ""));
    return hasAll(parsed.compiler, count) ? exec : undefined;
  });
}

/**
 * The code of a value in a function of a module, such as an argument of a call.
 *
 * @returns `undefined` where the value has variables, or has to be compiled with what is around it
 */
export const argumentShape = (shape: string): Code | undefined =>
  codeOf(ofArguments, shape, (source, count) => {
    const parsed = plainFunction(`def f():\n (${source}\n)\n`);
    const code = parsed?.compiler.expressionOf(parsed.definition, emptyLayout("f", ""));
    return parsed !== undefined && hasAll(parsed.compiler, count) ? code : undefined;
  });

/**
 * Whether a call on several lines is new, and so better made of its arguments, which other calls have as well: its own
 * code is compiled when it is seen again.
 */
export function isNewCall(shape: string): boolean {
  if (!shape.includes("\n") || ofFunctions.has(shape) || seenCalls.has(shape)) return false;
  if (seenCalls.size === mostShapes) seenCalls.clear();
  seenCalls.add(shape);
  return true;
}

/** Parses a function without variables; returns `undefined` for any other. */
function plainFunction(
  source: string,
): { readonly definition: FunctionDefinition; readonly compiler: ShapeCompiler } | undefined {
  const module = parseModule(source, "");
  const definition = module.body[0] as FunctionDefinition;
  const scope = module.scopes.get(definition);
  if (module.scopes.size > 2 || module.body.length > 1 || scope === undefined) return undefined;
  const { bound, globals, nonlocals, free, isGenerator, isAsync } = scope;
  if (bound.size + globals.size + nonlocals.size + free.size > 0 || isGenerator || isAsync) return undefined;
  return { definition, compiler: new ShapeCompiler(module, marker) };
}
