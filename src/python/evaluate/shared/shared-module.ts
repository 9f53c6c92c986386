import { parseModule } from "../../syntax/parse-module.js";
import type { Piece } from "../../syntax/plain/split-module.js";
import { type Exec, immediateExec } from "../frame.js";
import { type CompiledModule, compileModule } from "../module-compiler.js";
import { emptyLayout, moduleShape } from "./function-shape.js";
import { plainDocstring } from "./plain-docstring.js";
import { aloneOf, type PlainModuleText } from "./plain-module-text.js";
import { sharedFunction } from "./shared-function.js";
import { type SharedStep, sharedBlock } from "./shared-steps.js";

const noLiterals: readonly string[] = [];

/**
 * Compiles a module statement by statement. Statements of the same shape share their code, in all files: of a folder of
 * revisions, whose files have the same imports and names at their tops and call the same functions, little is parsed.
 */
export function compileShared(module: PlainModuleText): CompiledModule {
  const [first] = module.pieces;
  const doc = first === undefined ? null : docstringOf(module, first);
  const steps = module.pieces.flatMap((piece, index) => (index === 0 && doc !== null ? [] : [stepOf(module, piece)]));
  return { exec: sharedBlock(steps), layout: emptyLayout("<module>", module.file), doc };
}

function docstringOf(module: PlainModuleText, piece: Piece): string | null {
  if (!/^\w{0,2}["']/.test(piece.shape)) return null;
  return plainDocstring(piece.shape) ?? compileModule(parseModule(aloneOf(module, piece), module.file)).doc;
}

function stepOf(module: PlainModuleText, piece: Piece): SharedStep {
  const { name, line } = piece;
  if (name !== undefined) return { exec: definition(module, piece, name), base: 0, literals: noLiterals };
  const shared = piece.body.length > 0 ? undefined : moduleShape(piece.shape);
  if (shared !== undefined) return { exec: shared, base: line - 1, literals: piece.texts };
  return { exec: compileModule(parseModule(aloneOf(module, piece), module.file)).exec, base: 0, literals: noLiterals };
}

const definition = (module: PlainModuleText, piece: Piece, name: string): Exec =>
  immediateExec((frame) => {
    frame.line = piece.line;
    frame.globals.setName(name, sharedFunction(module, piece, name, frame));
    return undefined;
  });
