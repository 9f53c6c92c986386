import { parseModule } from "../../syntax/parse-module.js";
import type { Piece } from "../../syntax/plain/split-module.js";
import { withoutNumbers } from "../../syntax/plain/without-numbers.js";
import type { FunctionDefinition } from "../../syntax/syntax-node.js";
import { type FunctionCode, type Parameters, PyFunction } from "../../values/py-function.js";
import type { Eval, Value } from "../../values/value.js";
import type { Exec, Frame, FrameLayout } from "../frame.js";
import { docstringOf, runBody } from "../function-compiler.js";
import { ModuleCompiler } from "../module-compiler.js";
import { emptyLayout, firstShapeLine, functionShape, isNewCall } from "./function-shape.js";
import { plainDocstring } from "./plain-docstring.js";
import { aloneOf, type PlainModuleText } from "./plain-module-text.js";
import { sharedCall } from "./shared-call.js";
import { type SharedStep, sharedBlock } from "./shared-steps.js";

const none: readonly number[] = [];
const noDefaults: ReadonlyMap<string, Value> = new Map();
const noParameters: Parameters = {
  positional: [],
  positionalOnly: 0,
  keywordOnly: [],
  rest: undefined,
  keywords: undefined,
};

/** Makes a function of a module that has no parameters. */
export function sharedFunction(module: PlainModuleText, piece: Piece, name: string, frame: Frame): PyFunction {
  const code = new SharedFunctionCode(module, piece, name, frame);
  return new PyFunction(code, frame.globals, [], [], noDefaults, frame);
}

/** The code of a function without parameters, which is found or compiled when the function is first called. */
class SharedFunctionCode implements FunctionCode {
  readonly name: string;
  readonly qualname: string;
  readonly file: string;
  readonly line: number;
  readonly doc: string | null;
  readonly parameters = noParameters;
  readonly targets = none;
  readonly free = none;
  readonly freeNames: readonly string[] = [];
  readonly #module: PlainModuleText;
  readonly #piece: Piece;
  readonly #frame: Frame;
  #body: { readonly exec: Exec; readonly layout: FrameLayout } | undefined;
  #own: FunctionCode | undefined;

  constructor(module: PlainModuleText, piece: Piece, name: string, frame: Frame) {
    this.name = name;
    this.qualname = name;
    this.file = module.file;
    this.line = piece.line;
    this.doc = docOf(piece);
    this.#module = module;
    this.#piece = piece;
    this.#frame = frame;
  }

  get kind(): FunctionCode["kind"] {
    return this.#isShared() ? "function" : this.#compiled().kind;
  }

  get slots(): number {
    return this.#isShared() ? 0 : this.#compiled().slots;
  }

  get cells(): readonly number[] {
    return this.#isShared() ? none : this.#compiled().cells;
  }

  start(variables: (Value | undefined)[], self: PyFunction): Eval {
    if (!this.#isShared() || this.#body === undefined) return this.#compiled().start(variables, self);
    return runBody(this.#body.exec, this.#body.layout, this.line, variables, self);
  }

  annotations(self: PyFunction): ReadonlyMap<string, Value> {
    return this.#compiled().annotations(self);
  }

  /** Whether the statements of the body have shared code. */
  #isShared(): boolean {
    if (this.#body !== undefined || this.#own !== undefined) return this.#body !== undefined;
    const steps: SharedStep[] = [];
    for (const piece of this.#piece.body) {
      const { line } = piece;
      const { shape, literals } = withoutNumbers(piece.shape, piece.texts);
      const exec = (isNewCall(shape) ? sharedCall(shape, line, literals) : undefined) ?? functionShape(shape);
      if (exec === undefined) {
        this.#compiled();
        return false;
      }
      steps.push({ exec, base: line - firstShapeLine, literals });
    }
    this.#body = { exec: sharedBlock(steps), layout: emptyLayout(this.name, this.file) };
    return true;
  }

  /** The code of the function itself. */
  #compiled(): FunctionCode {
    this.#own ??= ownCode(this.#module, this.#piece, this.#frame);
    return this.#own;
  }
}

function ownCode(module: PlainModuleText, piece: Piece, frame: Frame): FunctionCode {
  const tree = parseModule(aloneOf(module, piece), module.file);
  return new ModuleCompiler(tree).functionCodeOf(tree.body[0] as FunctionDefinition, frame);
}

/** The docstring of a function. */
function docOf({ body }: Piece): string | null {
  const first = body[0]?.shape;
  if (first === undefined || !/^ *\w{0,2}["']/.test(first)) return null;
  const plain = plainDocstring(first.trimStart());
  if (plain !== undefined) return plain;
  const [definition] = parseModule(`def f():\n${first}\n`, "").body as [FunctionDefinition];
  return docstringOf(definition.body);
}
