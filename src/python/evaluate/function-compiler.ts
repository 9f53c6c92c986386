import { activeRun, evaluateNow } from "../protocol/run.js";
import { parametersOf } from "../protocol/signature.js";
import type { Arguments, Expression, FunctionDefinition, Lambda, Statement } from "../syntax/syntax-node.js";
import { type Cell, type FunctionCode, PyFunction } from "../values/py-function.js";
import type { Eval, Value } from "../values/value.js";
import { ComprehensionCompiler } from "./comprehension-compiler.js";
import { type Code, type Exec, evaluateCode, evaluated, Frame, immediate } from "./frame.js";
import { traced } from "./traced.js";

/** The text of a body's first statement, when that is a string. */
export function docstringOf(body: readonly Statement[]): string | null {
  const first = body[0];
  if (first?.kind !== "Expr" || first.value.kind !== "Constant" || typeof first.value.value !== "string") return null;
  return first.value.value;
}

/** Functions and lambdas. */
export abstract class FunctionCompiler extends ComprehensionCompiler {
  protected abstract block(body: readonly Statement[]): Exec;

  protected override lambdaCode(node: Lambda): Code {
    return this.functionCode(node, "<lambda>", node.args, null, null, () => {
      const body = this.expression(node.body);
      return {
        now: undefined,
        *run(frame) {
          frame.result = yield* evaluateCode(body, frame);
          return "return";
        },
      };
    });
  }

  protected definitionCode(node: FunctionDefinition): Code {
    const name = node.name;
    return this.functionCode(node, name, node.args, node.returns, docstringOf(node.body), () => this.block(node.body));
  }

  /** Makes the function: evaluates its defaults and takes the cells that it uses. */
  protected functionCode(
    node: FunctionDefinition | Lambda,
    name: string,
    args: Arguments,
    returns: Expression | null,
    doc: string | null,
    compileBody: () => Exec,
  ): Code {
    const scope = this.scopeOf(node);
    const parameters = parametersOf(args, (one) => scope.mangle(one));
    const order = [...parameters.positional, ...parameters.keywordOnly];
    if (parameters.rest !== undefined) order.push(parameters.rest);
    if (parameters.keywords !== undefined) order.push(parameters.keywords);
    const layout = { ...this.layoutOf(scope, order), name };
    const free = [...scope.free];
    const outerSlots = free.map((one) => this.layout.slots.get(one) as number);
    const qualname = this.prefix + name;
    const annotations = this.#annotations(args, returns);
    const defaults = args.defaults.map((one) => this.expression(one));
    const keywordDefaults = args.kwDefaults.map((one) => (one === null ? undefined : this.expression(one)));
    // The body is compiled when the function is first called: most revisions' downgrade() never is.
    const [outerScope, outerLayout, outerPrefix] = [this.scope, this.layout, this.prefix];
    let body: Exec | undefined;
    const bodyOf = (): Exec => {
      body ??= this.within(outerScope, outerLayout, outerPrefix, () =>
        this.within(scope, layout, `${qualname}.<locals>.`, compileBody),
      );
      return body;
    };
    const line = this.source.lineOf(node.at);
    const code: FunctionCode = {
      name,
      qualname,
      file: this.source.file,
      line,
      parameters,
      kind: scope.isAsync
        ? scope.isGenerator
          ? "async generator"
          : "coroutine"
        : scope.isGenerator
          ? "generator"
          : "function",
      doc,
      slots: layout.slots.size,
      targets: order.map((one) => layout.slots.get(one) as number),
      cells: [...scope.captured].map((one) => layout.slots.get(one) as number),
      free: free.map((one) => layout.slots.get(one) as number),
      freeNames: free,
      start: (variables, self) => runBody(bodyOf(), layout, line, variables, self),
      annotations: (self) => {
        const frame = self.outer as Frame;
        return new Map(
          [...annotations].map(([key, one]) => [
            key,
            one.now === undefined ? evaluateNow(one.run(frame)) : one.now(frame),
          ]),
        );
      },
    };
    const make = (frame: Frame, values: readonly Value[], named: ReadonlyMap<string, Value>): PyFunction => {
      const cells = outerSlots.map((slot) => frame.variables[slot] as Cell);
      return new PyFunction(code, frame.globals, cells, values, named, frame);
    };
    if (defaults.length === 0 && keywordDefaults.every((one) => one === undefined)) {
      const none = new Map<string, Value>();
      return immediate((frame) => make(frame, [], none));
    }
    return evaluated(function* (frame) {
      const values: Value[] = [];
      for (const one of defaults) values.push(yield* evaluateCode(one, frame));
      const named = new Map<string, Value>();
      for (const [index, one] of keywordDefaults.entries())
        if (one !== undefined) named.set(parameters.keywordOnly[index] as string, yield* evaluateCode(one, frame));
      return make(frame, values, named);
    });
  }

  /** Annotations are evaluated on first use, as in Python since 3.14; few scripts use them. */
  #annotations(args: Arguments, returns: Expression | null): ReadonlyMap<string, Code> {
    const all = [...args.posonlyargs, ...args.args, args.vararg, ...args.kwonlyargs, args.kwarg];
    const found = new Map<string, Code>();
    for (const one of all) if (one?.annotation) found.set(one.arg, this.annotationCode(one.annotation));
    if (returns !== null) found.set("return", this.annotationCode(returns));
    return found;
  }

  /** An annotation; one that is written as a string stays a string. */
  protected annotationCode(node: Expression): Code {
    return this.expression(node);
  }
}

/** Runs the body of a function with its variables. */
export function* runBody(
  body: Exec,
  layout: Frame["layout"],
  line: number,
  variables: (Value | undefined)[],
  self: PyFunction,
): Eval {
  const run = activeRun();
  const frame = new Frame(layout, run, variables, self.globals, run.builtins, undefined);
  frame.line = line;
  try {
    const completion = body.now === undefined ? yield* body.run(frame) : body.now(frame);
    return completion === "return" ? frame.result : null;
  } catch (error) {
    throw traced(error, frame);
  }
}
