import { PythonSyntaxError } from "./python-syntax-error.js";
import { Scope, type ScopeOwner } from "./scope.js";
import type {
  Arguments,
  Comprehended,
  Expression,
  FunctionDefinition,
  Lambda,
  Pattern,
  SourceText,
} from "./syntax-node.js";

const names = { ListComp: "listcomp", SetComp: "setcomp", DictComp: "dictcomp", GeneratorExp: "genexpr" } as const;

const comprehensions: ReadonlyMap<string, string> = new Map([
  ["<listcomp>", "list comprehension"],
  ["<setcomp>", "set comprehension"],
  ["<dictcomp>", "dict comprehension"],
  ["<genexpr>", "generator expression"],
]);

/** Finds the names that expressions, targets and patterns bind and use; statements are the subclass's. */
export class ExpressionScopes {
  readonly scopes = new Map<ScopeOwner, Scope>();
  protected readonly source: SourceText;
  protected scope: Scope;
  protected loops = 0;

  constructor(source: SourceText) {
    this.source = source;
    this.scope = new Scope("module", "<module>", undefined, undefined);
    this.scopes.set("module", this.scope);
  }

  protected fail(reason: string, at: number): never {
    throw new PythonSyntaxError(reason, this.source.placeOf(at));
  }

  protected bind(name: string): void {
    const own = this.scope.mangle(name);
    if (!this.scope.first.has(own)) this.scope.first.set(own, "assigned");
    this.scope.bound.add(own);
  }

  protected within(owner: ScopeOwner, scope: Scope, walk: () => void): void {
    const [outer, loops] = [this.scope, this.loops];
    this.scopes.set(owner, scope);
    this.scope = scope;
    this.loops = 0;
    walk();
    this.scope = outer;
    this.loops = loops;
  }

  /** The function that a `yield` or `await` belongs to. */
  protected function(): Scope | undefined {
    let scope: Scope | undefined = this.scope;
    while (scope?.kind === "comprehension") scope = scope.parent;
    return scope?.kind === "function" ? scope : undefined;
  }

  protected all(nodes: readonly (Expression | null)[]): void {
    for (const node of nodes) if (node !== null) this.expression(node);
  }

  protected await(what: string, at: number): void {
    // A generator expression may wait wherever it stands: that makes it asynchronous.
    if (this.scope.name === "<genexpr>") return;
    const owner = this.function();
    if (owner === undefined && what === "'await'") this.fail("'await' outside function", at);
    if (owner?.isAsync !== true) this.fail(`${what} outside async function`, at);
  }

  protected defaults(args: Arguments): void {
    this.all(args.defaults);
    this.all(args.kwDefaults);
  }

  protected callable(
    owner: FunctionDefinition | Lambda,
    name: string,
    args: Arguments,
    isAsync: boolean,
    walk: () => void,
  ): void {
    const all = [...args.posonlyargs, ...args.args, ...args.kwonlyargs];
    if (args.vararg !== null) all.push(args.vararg);
    if (args.kwarg !== null) all.push(args.kwarg);
    // An annotation is evaluated when it is asked for, in the scope around the function.
    this.all(all.map((one) => one.annotation));
    if (owner.kind === "FunctionDef" && owner.returns !== null) this.expression(owner.returns);
    const scope = new Scope("function", name, this.scope, this.scope.className);
    scope.isAsync = isAsync;
    for (const { arg } of all) {
      scope.parameters.add(scope.mangle(arg));
      scope.bound.add(scope.mangle(arg));
    }
    this.within(owner, scope, walk);
  }

  protected target(node: Expression): void {
    switch (node.kind) {
      case "Name":
        this.bind(node.id);
        break;
      case "Tuple":
      case "List":
        for (const element of node.elts) this.target(element);
        break;
      case "Starred":
        this.target(node.value);
        break;
      default:
        this.expression(node);
    }
  }

  protected pattern(node: Pattern): void {
    switch (node.kind) {
      case "MatchValue":
        this.expression(node.value);
        break;
      case "MatchSequence":
      case "MatchOr":
        for (const one of node.patterns) this.pattern(one);
        break;
      case "MatchMapping":
        this.all(node.keys);
        for (const one of node.patterns) this.pattern(one);
        if (node.rest !== null) this.bind(node.rest);
        break;
      case "MatchClass":
        this.expression(node.cls);
        for (const one of [...node.patterns, ...node.kwdPatterns]) this.pattern(one);
        break;
      case "MatchStar":
        if (node.name !== null) this.bind(node.name);
        break;
      case "MatchAs":
        if (node.pattern !== null) this.pattern(node.pattern);
        if (node.name !== null) this.bind(node.name);
        break;
    }
  }

  protected expression(node: Expression): void {
    switch (node.kind) {
      case "Name": {
        const name = this.scope.mangle(node.id);
        this.scope.used.add(name);
        if (!this.scope.first.has(name)) this.scope.first.set(name, "used");
        // `super()` finds the class through a name that is not written.
        if (node.id === "super") this.scope.used.add("__class__");
        break;
      }
      case "Lambda":
        this.defaults(node.args);
        this.callable(node, "<lambda>", node.args, false, () => this.expression(node.body));
        break;
      case "ListComp":
      case "SetComp":
      case "DictComp":
      case "GeneratorExp":
        this.comprehension(node);
        break;
      case "JoinedStr":
      case "BoolOp":
        this.all(node.values);
        break;
      case "FormattedValue":
        this.all([node.value, node.formatSpec]);
        break;
      case "Call":
        this.expression(node.func);
        this.all(node.args);
        this.all(node.keywords.map((one) => one.value));
        break;
      case "Attribute":
      case "Starred":
        this.expression(node.value);
        break;
      case "List":
      case "Tuple":
      case "Set":
        this.all(node.elts);
        break;
      case "Subscript":
        this.all([node.value, node.slice]);
        break;
      case "Dict":
        this.all(node.keys);
        this.all(node.values);
        break;
      case "BinOp":
        this.all([node.left, node.right]);
        break;
      case "UnaryOp":
        this.expression(node.operand);
        break;
      case "Compare":
        this.expression(node.left);
        this.all(node.comparators);
        break;
      case "IfExp":
        this.all([node.test, node.body, node.orelse]);
        break;
      case "NamedExpr":
        this.expression(node.value);
        this.walrus(node.target.id, node.at);
        break;
      case "Yield":
      case "YieldFrom":
        this.yield(node.at);
        if (node.value !== null) this.expression(node.value);
        break;
      case "Await":
        this.await("'await'", node.at);
        this.expression(node.value);
        break;
      case "Slice":
        this.all([node.lower, node.upper, node.step]);
        break;
      case "Constant":
        break;
    }
  }

  protected yield(at: number): void {
    if (this.scope.kind === "comprehension") this.fail(`'yield' inside ${comprehensions.get(this.scope.name)}`, at);
    const owner = this.function();
    if (owner === undefined) this.fail("'yield' outside function", at);
    owner.isGenerator = true;
  }

  /** `:=` in a comprehension assigns in the scope around it. */
  protected walrus(name: string, at: number): void {
    if (this.scope.kind !== "comprehension") {
      this.bind(name);
      return;
    }
    const own = this.scope.mangle(name);
    if (this.scope.bound.has(own))
      this.fail(`assignment expression cannot rebind comprehension iteration variable '${name}'`, at);
    let outer = this.scope;
    while (outer.kind === "comprehension") {
      outer.used.add(own);
      outer.nonlocals.add(own);
      outer = outer.parent as Scope;
    }
    if (outer.kind === "class")
      this.fail("assignment expression within a comprehension cannot be used in a class body", at);
    outer.bound.add(own);
    if (outer.kind === "module" || outer.globals.has(own))
      for (let scope = this.scope; scope !== outer; scope = scope.parent as Scope) scope.globals.add(own);
  }

  protected comprehension(node: Comprehended): void {
    // The first iterable is evaluated outside.
    const [first, ...rest] = node.generators;
    if (first !== undefined) this.expression(first.iter);
    const scope = new Scope("comprehension", `<${names[node.kind]}>`, this.scope, this.scope.className);
    scope.isGenerator = node.kind === "GeneratorExp";
    this.within(node, scope, () => {
      if (first !== undefined) {
        this.target(first.target);
        this.all(first.ifs);
      }
      for (const one of rest) {
        this.target(one.target);
        this.expression(one.iter);
        this.all(one.ifs);
      }
      this.expression(node.elt);
      if (node.value !== null) this.expression(node.value);
    });
  }
}
