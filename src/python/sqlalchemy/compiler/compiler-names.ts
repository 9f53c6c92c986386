import type { HostBridge } from "../../host/host-bridge.js";
import { PyClass } from "../../values/py-class.js";
import { raise } from "../../values/py-exception.js";
import { native } from "../../values/py-function.js";
import type { PyObject } from "../../values/py-instance.js";
import { strOf, typeName } from "../../values/type-of.js";
import type { Value } from "../../values/value.js";
import type { ExpressionClasses } from "../expressions/expression-classes.js";
import { forgetCompilers, noteUnsupported, registerCompiler } from "./compilers.js";
import { defineCompiler, ScriptElement, setClauses } from "./script-element.js";

const requireClass = (value: Value): PyClass =>
  value instanceof PyClass ? value : raise("TypeError", `a class is expected, not ${typeName(value)}`);

/** Whether a class of SQLAlchemy is one of its types, whose names functions may write. */
const isType = (type: PyClass): boolean =>
  type.mro.some(({ name, module }) => name === "TypeEngine" && module.startsWith("sqlalchemy"));

/**
 * Elements that scripts define, and `sqlalchemy.ext.compiler`, by which scripts write them.
 *
 * @returns the classes to derive from, and the functions
 */
export function compilerNames(
  bridge: HostBridge,
  { clause, element }: ExpressionClasses,
): Readonly<Record<string, Value>> {
  defineCompiler(bridge);
  const build = (instance: PyObject): object => new ScriptElement(bridge, instance);
  for (const one of [clause, element]) bridge.buildWith(one, build);
  const functionElement = bridge.define<ScriptElement>({
    name: "FunctionElement",
    module: "sqlalchemy.sql.functions",
    bases: [element],
    build,
    properties: { clauses: (self) => [...self.clauses], clause_expr: (self) => [...self.clauses] },
  });
  bridge.constructWith(functionElement, "*clauses, **kw", ([clauses], self) => {
    setClauses(
      self,
      (clauses as readonly Value[]).map((one) => bridge.read(one)),
    );
    return undefined;
  });
  const derived = (name: string, module: string, base: PyClass): PyClass =>
    bridge.define({ name, module, bases: [base], build });
  const compiles = native("compiles", "class_, *specs", ((given: Value, specs: readonly Value[]) => {
    const type = requireClass(given);
    const dialects = specs.map((one) => strOf(one) ?? raise("TypeError", "compiles() takes the names of dialects"));
    return native("decorate", "fn, /", ((work: Value) => {
      if (type.isNative && !isType(type)) noteUnsupported(type, dialects);
      else registerCompiler(type, dialects, work);
      return work;
    }) as never);
  }) as never);
  const deregister = native("deregister", "class_", ((given: Value) => {
    forgetCompilers(requireClass(given));
    return null;
  }) as never);
  return {
    FunctionElement: functionElement,
    GenericFunction: derived("GenericFunction", "sqlalchemy.sql.functions", functionElement),
    Executable: new PyClass("Executable", [], { module: "sqlalchemy.sql.base", isNative: true }),
    ExecutableDDLElement: derived("ExecutableDDLElement", "sqlalchemy.sql.ddl", clause),
    DDLElement: derived("DDLElement", "sqlalchemy.sql.ddl", clause),
    compiles,
    deregister,
  };
}
