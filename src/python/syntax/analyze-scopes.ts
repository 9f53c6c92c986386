import { ExpressionScopes } from "./expression-scopes.js";
import { Scope, type Scopes } from "./scope.js";
import type { SourceText, Statement } from "./syntax-node.js";

class Analysis extends ExpressionScopes {
  statements(body: readonly Statement[]): void {
    for (const statement of body) this.statement(statement);
  }

  protected statement(node: Statement): void {
    switch (node.kind) {
      case "FunctionDef":
        this.all(node.decorators);
        this.defaults(node.args);
        this.bind(node.name);
        this.callable(node, node.name, node.args, node.isAsync, () => this.statements(node.body));
        break;
      case "ClassDef":
        this.all(node.decorators);
        this.all(node.bases);
        this.all(node.keywords.map((one) => one.value));
        this.bind(node.name);
        this.within(node, new Scope("class", node.name, this.scope, node.name), () => this.statements(node.body));
        break;
      case "Return":
        if (this.scope.kind !== "function") this.fail("'return' outside function", node.at);
        if (node.value !== null) this.expression(node.value);
        break;
      case "Delete":
        for (const target of node.targets) this.target(target);
        break;
      case "Assign":
        this.expression(node.value);
        for (const target of node.targets) this.target(target);
        break;
      case "AugAssign":
        this.expression(node.target);
        this.expression(node.value);
        this.target(node.target);
        break;
      case "AnnAssign":
        this.expression(node.annotation);
        if (node.value !== null) this.expression(node.value);
        this.target(node.target);
        break;
      case "For":
        if (node.isAsync) this.await("'async for'", node.at);
        this.expression(node.iter);
        this.target(node.target);
        this.loop(node.body);
        this.statements(node.orelse);
        break;
      case "While":
        this.expression(node.test);
        this.loop(node.body);
        this.statements(node.orelse);
        break;
      case "If":
        this.expression(node.test);
        this.statements(node.body);
        this.statements(node.orelse);
        break;
      case "With":
        if (node.isAsync) this.await("'async with'", node.at);
        for (const item of node.items) {
          this.expression(item.contextExpr);
          if (item.optionalVars !== null) this.target(item.optionalVars);
        }
        this.statements(node.body);
        break;
      case "Match":
        this.expression(node.subject);
        for (const one of node.cases) {
          this.pattern(one.pattern);
          if (one.guard !== null) this.expression(one.guard);
          this.statements(one.body);
        }
        break;
      case "Raise":
        this.all([node.exc, node.cause]);
        break;
      case "Try":
        this.statements(node.body);
        for (const handler of node.handlers) {
          if (handler.type !== null) this.expression(handler.type);
          if (handler.name !== null) this.bind(handler.name);
          this.statements(handler.body);
        }
        this.statements(node.orelse);
        this.statements(node.finalbody);
        break;
      case "Assert":
        this.all([node.test, node.msg]);
        break;
      case "Import":
        for (const { name, asname } of node.names) this.bind(asname ?? name.split(".")[0] ?? name);
        break;
      case "ImportFrom":
        for (const { name, asname, at } of node.names) {
          if (name !== "*") this.bind(asname ?? name);
          else if (this.scope.kind !== "module") this.fail("import * only allowed at module level", at);
        }
        break;
      case "Global":
      case "Nonlocal":
        this.declare(node.kind === "Global" ? "global" : "nonlocal", node.names, node.at);
        break;
      case "Expr":
        this.expression(node.value);
        break;
      case "Break":
        if (this.loops === 0) this.fail("'break' outside loop", node.at);
        break;
      case "Continue":
        if (this.loops === 0) this.fail("'continue' not properly in loop", node.at);
        break;
      case "TypeAlias":
        this.bind(node.name);
        break;
      case "Pass":
        break;
    }
  }

  protected loop(body: readonly Statement[]): void {
    this.loops++;
    this.statements(body);
    this.loops--;
  }

  protected declare(word: "global" | "nonlocal", names: readonly string[], at: number): void {
    const scope = this.scope;
    for (const one of names) {
      const name = scope.mangle(one);
      if (scope.parameters.has(name)) this.fail(`name '${one}' is parameter and ${word}`, at);
      const before = scope.first.get(name);
      if (before !== undefined && !scope.globals.has(name) && !scope.nonlocals.has(name))
        this.fail(
          `name '${one}' is ${before === "used" ? "used prior" : "assigned to before"} ${before === "used" ? "to " : ""}${word} declaration`,
          at,
        );
      if (word === "nonlocal" && scope.kind === "module")
        this.fail("nonlocal declaration not allowed at module level", at);
      const [own, other] = word === "global" ? [scope.globals, scope.nonlocals] : [scope.nonlocals, scope.globals];
      if (other.has(name)) this.fail(`name '${one}' is nonlocal and global`, this.declared.get(scope) ?? at);
      if (!this.declared.has(scope)) this.declared.set(scope, at);
      if (word === "nonlocal" && !this.isBoundOutside(name, scope, at))
        this.fail(`no binding for nonlocal '${one}' found`, at);
      own.add(name);
    }
  }

  /** The position of a scope's first `global` or `nonlocal`. */
  protected readonly declared = new Map<Scope, number>();
  /** Outer functions are not complete when `nonlocal` is read, so their later assignments are checked afterwards. */
  protected readonly pending: { readonly scope: Scope; readonly name: string; readonly at: number }[] = [];

  protected isBoundOutside(name: string, scope: Scope, at: number): boolean {
    for (let outer = scope.parent; outer !== undefined; outer = outer.parent)
      if (outer.kind === "function" && (outer.bound.has(name) || outer.nonlocals.has(name))) return true;
    if (this.functionOutside(scope)) {
      this.pending.push({ scope, name, at });
      return true;
    }
    return name === "__class__";
  }

  protected functionOutside(scope: Scope): boolean {
    for (let outer = scope.parent; outer !== undefined; outer = outer.parent)
      if (outer.kind === "function") return true;
    return false;
  }

  /** Finds for each name that a scope uses and does not bind the function it belongs to. */
  resolve(): void {
    for (const scope of this.scopes.values()) {
      for (const name of scope.nonlocals) if (!scope.globals.has(name)) scope.bound.delete(name);
      for (const name of [...scope.used, ...scope.nonlocals]) this.#resolveName(scope, name);
    }
    for (const { scope, name, at } of this.pending)
      if (!scope.free.has(name)) this.fail(`no binding for nonlocal '${name}' found`, at);
  }

  #resolveName(scope: Scope, name: string): void {
    if (scope.globals.has(name)) return;
    const isOwn = scope.bound.has(name) && !scope.nonlocals.has(name);
    if (isOwn && (scope.kind === "function" || scope.kind === "comprehension")) return;
    const path: Scope[] = [scope];
    for (let outer = scope.parent; outer !== undefined; outer = outer.parent) {
      const isClassCell = outer.kind === "class" && name === "__class__" && scope !== outer;
      const holds =
        (outer.kind === "function" || outer.kind === "comprehension") &&
        outer.bound.has(name) &&
        !outer.nonlocals.has(name);
      if (holds && outer.globals.has(name)) return;
      if (isClassCell || holds) {
        outer.captured.add(name);
        for (const one of path) one.free.add(name);
        return;
      }
      if (outer.kind !== "class" && outer.globals.has(name)) return;
      path.push(outer);
    }
  }
}

/**
 * The scopes of a module, by the node that opens each.
 *
 * @throws {PythonSyntaxError} a statement is where Python does not allow it, or a declaration contradicts another
 */
export function analyzeScopes(body: readonly Statement[], source: SourceText): Scopes {
  const analysis = new Analysis(source);
  analysis.statements(body);
  analysis.resolve();
  return analysis.scopes;
}
