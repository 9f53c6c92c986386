import { findAttribute } from "../protocol/attributes.js";
import { call } from "../protocol/call.js";
import { createClass } from "../protocol/create-class.js";
import { dictSet } from "../protocol/dict-set.js";
import type { Module } from "../syntax/parse-module.js";
import type { ClassDefinition, Expression, FunctionDefinition, Statement } from "../syntax/syntax-node.js";
import { typeClass } from "../values/classes.js";
import { PyClass } from "../values/py-class.js";
import { PyDict } from "../values/py-dict.js";
import { Raised, raise } from "../values/py-exception.js";
import { Cell, type FunctionCode, PyFunction } from "../values/py-function.js";
import { itemsOf, PyTuple } from "../values/py-list.js";
import type { Eval, Value } from "../values/value.js";
import { closureSlots } from "./comprehension-compiler.js";
import { type Exec, evaluateCode, Frame, type FrameLayout } from "./frame.js";
import { docstringOf } from "./function-compiler.js";
import { ImportCompiler } from "./import-compiler.js";
import { execAt } from "./statement-compiler.js";
import { traced } from "./traced.js";

/** A module that can be run: its statements and the layout of its frame. */
export interface CompiledModule {
  readonly exec: Exec;
  readonly layout: FrameLayout;
  readonly doc: string | null;
}

/** Compiles a module to closures; functions are compiled when they are first called. */
export const compileModule = (module: Module): CompiledModule => new ModuleCompiler(module).compile(module.body);

/** Whether a statement is the import by which Python keeps annotations as texts. */
const keepsAnnotations = (node: Statement): boolean =>
  node.kind === "ImportFrom" && node.module === "__future__" && node.names.some(({ name }) => name === "annotations");

/** Compiles a module, or a function of it. */
export class ModuleCompiler extends ImportCompiler {
  #keepsAnnotations = false;

  compile(body: readonly Statement[]): CompiledModule {
    this.#keepsAnnotations = body.some(keepsAnnotations);
    return { exec: this.block(body), layout: { ...this.layout, name: "<module>" }, doc: docstringOf(body) };
  }

  /** The code of a function at the top of the module that has no parameters. */
  functionCodeOf(node: FunctionDefinition, frame: Frame): FunctionCode {
    const made = this.definitionCode(node).now?.(frame);
    if (!(made instanceof PyFunction)) throw new Error(`${node.name} has defaults`);
    return made.code;
  }

  protected override compound(node: Statement): Exec {
    switch (node.kind) {
      case "If":
        return this.ifExec(node as Statement & { kind: "If" });
      case "While":
        return this.whileExec(node as Statement & { kind: "While" });
      case "For":
        return this.forExec(node);
      case "With":
        return this.withExec(node);
      case "Match":
        return this.matchExec(node);
      case "Try":
        return this.tryExec(node);
      case "Raise":
        return this.raiseExec(node);
      case "ClassDef":
        return this.#class(node);
      case "Import":
        return this.importExec(node);
      case "ImportFrom":
        return this.importFromExec(node);
      default:
        throw new Error(`${node.kind} is no statement with a body`);
    }
  }

  protected override annotationOf(node: Statement & { kind: "AnnAssign" }): ((frame: Frame) => Eval<void>) | undefined {
    if (this.scope.kind !== "class" || node.target.kind !== "Name" || !node.simple) return undefined;
    const name = this.scope.mangle(node.target.id);
    const { at, end } = node.annotation;
    const code = this.annotationCode(node.annotation);
    // Python keeps the text and evaluates nothing: the names may be imported for type checkers alone.
    const text = this.#keepsAnnotations ? this.source.text.slice(at, end) : undefined;
    return function* (frame) {
      const namespace = frame.namespace as PyDict;
      let annotations = namespace.getName("__annotations__");
      if (!(annotations instanceof PyDict)) {
        annotations = new PyDict();
        namespace.setName("__annotations__", annotations);
      }
      let value: Value;
      try {
        value = yield* evaluateCode(code, frame);
      } catch (error) {
        if (text === undefined || !(error instanceof Raised)) throw error;
        value = text;
      }
      dictSet(annotations as PyDict, name, value);
    };
  }

  protected override decorated(
    decorators: readonly Expression[],
    make: (frame: Frame) => Eval,
    set: (frame: Frame, value: Value) => void,
    line: number,
  ): Exec {
    const codes = decorators.map((one) => this.expression(one));
    return execAt(line, function* (frame) {
      const functions: Value[] = [];
      for (const one of codes) functions.push(yield* evaluateCode(one, frame));
      let value = yield* make(frame);
      for (const one of functions.reverse()) {
        frame.run.frame = frame;
        value = yield* call(one, [value]);
      }
      set(frame, value);
      return undefined;
    });
  }

  #class(node: ClassDefinition): Exec {
    const line = this.source.lineOf(node.at);
    const scope = this.scopeOf(node);
    const layout = { ...this.layoutOf(scope, []), name: node.name };
    const closure = closureSlots(
      this.layout,
      layout,
      [...scope.free].filter((name) => name !== "__class__" || !scope.captured.has(name)),
    );
    const classSlot = scope.captured.has("__class__") ? layout.slots.get("__class__") : undefined;
    const qualname = this.prefix + node.name;
    const bases = this.positionalOf(node.bases);
    const keywords = this.keywordsOf(node.keywords);
    const body = this.within(scope, layout, `${qualname}.`, () => this.block(node.body));
    const doc = docstringOf(node.body);
    const make = function* (frame: Frame): Eval {
      const baseValues = yield* resolveBases(yield* bases(frame, typeClass));
      const given = yield* keywords(frame, typeClass);
      const meta = metaclassOf(baseValues, given.get("metaclass"));
      given.delete("metaclass");
      const prepare = meta instanceof PyClass ? findAttribute(meta, "__prepare__") : undefined;
      const prepared =
        prepare === undefined ? undefined : yield* call(prepare, [node.name, new PyTuple(baseValues)], given);
      const namespace = prepared instanceof PyDict ? prepared : new PyDict();
      const variables: Value[] = new Array(layout.slots.size);
      for (const { from, to } of closure) variables[to] = frame.variables[from];
      const cell = classSlot === undefined ? undefined : new Cell();
      if (classSlot !== undefined) variables[classSlot] = cell;
      const inner = new Frame(layout, frame.run, variables, frame.globals, frame.builtins, namespace);
      inner.line = line;
      namespace.setName("__module__", frame.globals.getName("__name__") ?? null);
      namespace.setName("__qualname__", qualname);
      if (doc !== null) namespace.setName("__doc__", doc);
      try {
        if (body.now === undefined) yield* body.run(inner);
        else body.now(inner);
      } catch (error) {
        throw traced(error, inner);
      }
      frame.line = line;
      const made =
        meta === typeClass
          ? yield* createClass(typeClass, node.name, baseValues, namespace, given)
          : yield* call(meta, [node.name, new PyTuple(baseValues), namespace], given);
      if (cell !== undefined) cell.value = made;
      return made;
    };
    return this.decorated(node.decorators, make, this.nameSetter(node.name), line);
  }
}

/** Bases that are not classes may name classes to use in their place. */
function* resolveBases(values: readonly Value[]): Eval<Value[]> {
  const bases: Value[] = [];
  for (const value of values) {
    const special = value instanceof PyClass ? undefined : findAttribute(value, "__mro_entries__");
    if (special === undefined) bases.push(value);
    else bases.push(...(itemsOf(yield* call(special, [new PyTuple(values)])) ?? []));
  }
  return bases;
}

function metaclassOf(bases: readonly Value[], given: Value | undefined): Value {
  if (given !== undefined && !(given instanceof PyClass)) return given;
  let meta: PyClass = given ?? typeClass;
  for (const base of bases) {
    const own = base instanceof PyClass ? (base.meta ?? typeClass) : typeClass;
    if (own.isSubclassOf(meta)) meta = own;
    else if (!meta.isSubclassOf(own))
      raise(
        "TypeError",
        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
      );
  }
  return meta;
}
