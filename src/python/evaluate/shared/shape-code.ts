import { parseModule } from "../../syntax/parse-module.js";
import { textSign } from "../../syntax/plain/split-module.js";
import type { FunctionDefinition, Statement } from "../../syntax/syntax-node.js";
import type { Exec, FrameLayout } from "../frame.js";
import { ShapeCompiler } from "./shape-compiler.js";

/** The code of all statements of a shape. It takes the texts and the line of each from the frame. */
export interface ShapeCode {
  readonly exec: Exec;
  readonly statements: readonly Statement[];
}

/** What stands for a text while a shape is parsed: a string of one line with its number. */
const marker = "\ue000";
const mostShapes = 2000;
const longestShape = 4000;

/** The code by shape; `undefined` where the statements of a shape cannot share it. */
type Codes = Map<string, ShapeCode | undefined>;
const ofModules: Codes = new Map();
const ofFunctions: Codes = new Map();

function codeOf(codes: Codes, shape: string, make: (source: string, count: number) => ShapeCode | undefined) {
  const known = codes.get(shape);
  if (known !== undefined || codes.has(shape)) return known;
  if (shape.length > longestShape || shape.includes(marker)) return undefined;
  let count = 0;
  const source = shape.replaceAll(textSign, () => `"${marker}${count++}${marker}"`);
  let made: ShapeCode | undefined;
  try {
    made = make(source, count);
  } catch {
    // The statement itself is compiled then, whose error has the right file, line and text.
  }
  if (codes.size === mostShapes) codes.clear();
  codes.set(shape, made);
  return made;
}

/** Whether each text became a constant of its own: two strings side by side are one constant. */
const hasAll = (compiler: ShapeCompiler, count: number): boolean => compiler.texts.size === count;

/**
 * The code of a statement at the top of a module.
 *
 * @returns `undefined` where the statement has to be compiled for itself
 */
export function moduleShape(shape: string): ShapeCode | undefined {
  return codeOf(ofModules, shape, (source, count) => {
    const module = parseModule(source, "");
    // Code of inner scopes runs in frames of its own, which do not have the texts.
    if (module.scopes.size > 1) return undefined;
    const compiler = new ShapeCompiler(module, marker);
    const { exec } = compiler.compile(module.body);
    return hasAll(compiler, count) ? { exec, statements: module.body } : undefined;
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
export function functionShape(shape: string): ShapeCode | undefined {
  return codeOf(ofFunctions, shape, (source, count) => {
    const module = parseModule(`def f():\n${source}\n`, "");
    const definition = module.body[0] as FunctionDefinition;
    const scope = module.scopes.get(definition);
    if (module.scopes.size > 2 || module.body.length > 1 || scope === undefined) return undefined;
    const { bound, globals, nonlocals, free, isGenerator, isAsync } = scope;
    if (bound.size + globals.size + nonlocals.size + free.size > 0 || isGenerator || isAsync) return undefined;
    const compiler = new ShapeCompiler(module, marker);
    const exec = compiler.bodyOf(definition, emptyLayout("f", ""));
    return hasAll(compiler, count) ? { exec, statements: definition.body } : undefined;
  });
}
