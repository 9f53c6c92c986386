import { AlembicError } from "../support/alembic-error.js";
import { attributeOf, type FindModule, importedBy, modulesOf, type NamedModules, type Node } from "./named-modules.js";
import { isMissing, isOrmName, lackingReason, missingName, missingValue } from "./sqlalchemy/missing-value.js";
import { queryMembers, queryParts, sessionMembers } from "./sqlalchemy/orm/orm-names.js";
import { type Module, parseModule } from "./syntax/parse-module.js";
import { PythonSyntaxError } from "./syntax/python-syntax-error.js";
import type { Scope, ScopeOwner } from "./syntax/scope.js";
import type { FunctionDefinition, SourceText } from "./syntax/syntax-node.js";
import { PyClass } from "./values/py-class.js";
import { PyModule } from "./values/py-module.js";
import type { Value } from "./values/value.js";

/** Thrown if a script uses an unsupported name or construct. The message has the file, the position and the line. */
export class UnsupportedPythonError extends AlembicError {
  override readonly code = "python.unsupported";

  constructor(reason: string, source: SourceText, at: number) {
    const place = source.placeOf(at);
    super(`${place.file}:${place.line}:${place.column}: ${reason}: ${JSON.stringify(place.text.trim())}`);
  }
}

/** The functions that a step may call: `upgrade`, `downgrade`, and the functions whose names are used in these. */
function reachable(module: Module): readonly FunctionDefinition[] {
  const functions = new Map<string, FunctionDefinition>();
  for (const one of module.body) if (one.kind === "FunctionDef") functions.set(one.name, one);
  const found = new Set<FunctionDefinition>();
  const queue = ["upgrade", "downgrade"];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const one = functions.get(name);
    if (one === undefined || found.has(one)) continue;
    found.add(one);
    visit(one.body, (node) => {
      if (node.kind === "Name") queue.push(String(node["id"]));
    });
  }
  return [...found];
}

/** Visits every node of a tree, except annotations, which are not run. */
function visit(node: unknown, work: (node: Node) => void): void {
  if (typeof node !== "object" || node === null) return;
  if (Array.isArray(node)) {
    for (const one of node) visit(one, work);
    return;
  }
  const parts = node as Readonly<Record<string, unknown>>;
  if (typeof parts["kind"] === "string") work(node as Node);
  for (const name in parts) {
    const part = parts[name];
    if (typeof part === "object" && part !== null && name !== "annotation" && name !== "returns") visit(part, work);
  }
}

/** Imports of functions, sessions and unsupported constructs, which are found only by the tree. */
const needsTree = /^[ \t]+(?:from|import)[ \t]|[sS]ession|\bexcept[ \t]*\*|\basync\b/m;

/** An import on a line of the module, and one behind another statement on a line. */
const topImport = /^(?:from|import)\b(?:[^\n(]*\([^)]*\))?.*$/gm;
const laterImport = /;[ \t]*(?:from|import)\b/;

/** The check of one file by its syntax tree. */
class FileCheck {
  readonly #module: Module;
  readonly #names = new Map<string, Value>();
  /** The names that functions import, by the scope of the function. */
  readonly #imported = new Map<Scope, Set<string>>();
  /** The names of variables that hold a session, in all functions. */
  readonly #sessions = new Set<string>();

  constructor(module: Module, find: FindModule) {
    this.#module = module;
    this.#walk(module.body, [], (node, scopes) => {
      if (node.kind !== "Import" && node.kind !== "ImportFrom") return;
      const own = this.#imported.get(scopes.at(-1) as Scope) ?? new Set();
      if (scopes.length > 0) this.#imported.set(scopes.at(-1) as Scope, own);
      for (const [name, value] of importedBy(node, find)) {
        own.add(name);
        if (value !== undefined) this.#names.set(name, value);
      }
    });
    this.#readClasses();
  }

  /** Visits every node of a tree with the scopes of the functions around it, the innermost last. */
  #walk(
    node: unknown,
    scopes: readonly Scope[],
    work: (node: Node, scopes: readonly Scope[], parent: Node | undefined) => void,
    parent?: Node,
  ): void {
    if (typeof node !== "object" || node === null) return;
    if (Array.isArray(node)) {
      for (const one of node) this.#walk(one, scopes, work, parent);
      return;
    }
    const parts = node as Readonly<Record<string, unknown>>;
    let inner = scopes;
    let self = parent;
    if (typeof parts["kind"] === "string") {
      self = node as Node;
      work(self, scopes, parent);
      const scope = this.#module.scopes.get(node as ScopeOwner);
      if (scope !== undefined && scope.kind !== "class") inner = [...scopes, scope];
    }
    for (const name in parts) {
      const part = parts[name];
      if (typeof part === "object" && part !== null && name !== "annotation" && name !== "returns")
        this.#walk(part, inner, work, self);
    }
  }

  /** The value of a name or a chain of attributes; `undefined` for a variable of a function. */
  #resolve(node: Node, scopes: readonly Scope[]): Value | undefined {
    if (node.kind === "Name") {
      const name = String(node["id"]);
      const owner = scopes.findLast((scope) => scope.bound.has(name) && !scope.globals.has(name));
      return owner === undefined || this.#imported.get(owner)?.has(name) ? this.#names.get(name) : undefined;
    }
    if (node.kind === "Call") {
      const made = this.#resolve(node["func"] as Node, scopes);
      return made !== undefined && isOrmName(made) ? made : undefined;
    }
    if (node.kind !== "Attribute") return undefined;
    const owner = this.#resolve(node["value"] as Node, scopes);
    if (owner !== undefined && isOrmName(owner)) return owner;
    return owner instanceof PyModule ? attributeOf(owner, String(node["attr"])) : undefined;
  }

  /** Marks the ORM classes of the file, and the classes derived from them, as unsupported. */
  #readClasses(): void {
    for (const one of this.#module.body) {
      if (one.kind === "Assign") {
        const value = this.#resolve(one.value as unknown as Node, []);
        if (value === undefined || !isOrmName(value)) continue;
        for (const target of one.targets) if (target.kind === "Name") this.#names.set(target.id, value);
      } else if (one.kind === "ClassDef") {
        const base = one.bases
          .map((node) => this.#resolve(node as unknown as Node, []))
          .find((value) => value !== undefined && isOrmName(value));
        if (base === undefined) continue;
        this.#names.set(one.name, missingValue(`${one.name} (${missingName(base)})`, lackingReason));
      }
    }
  }

  /** Records the name of a session in `session = Session(bind)` or `with Session(bind) as session`. */
  #noteSession(node: Node, scopes: readonly Scope[]): void {
    const [target, value] =
      node.kind === "Assign"
        ? [(node["targets"] as readonly Node[])[0], node["value"] as Node]
        : [node["optionalVars"] as Node | null, node["contextExpr"] as Node | undefined];
    if (target?.kind !== "Name" || value?.kind !== "Call") return;
    const made = this.#resolve(value["func"] as Node, scopes);
    if (made instanceof PyClass && made.name === "Session") this.#sessions.add(String(target["id"]));
  }

  /** @throws {UnsupportedPythonError} for the first unsupported name that a step may use */
  checkSteps(): void {
    for (const one of reachable(this.#module)) {
      this.#checkConstruct(one as unknown as Node);
      const scope = this.#module.scopes.get(one);
      this.#walk(one.body, scope === undefined ? [] : [scope], (node, scopes, parent) => {
        if (node.kind === "Assign" || "contextExpr" in node) this.#noteSession(node, scopes);
        for (const item of (node.kind === "With" ? node["items"] : []) as readonly Node[])
          this.#noteSession(item, scopes);
        if (node.kind === "Attribute") this.#checkSession(node);
        this.#checkConstruct(node);
        if (node.kind !== "Name" && node.kind !== "Attribute") return;
        // The name of the table can be read even from an unsupported class.
        if (node["attr"] === "__tablename__") return;
        if (parent?.kind === "Attribute" && parent["attr"] === "__tablename__") return;
        const value = this.#resolve(node, scopes);
        if (value !== undefined && isMissing(value)) this.#refuse(node);
      });
    }
  }

  /** Refuses constructs that the compiler does not support and would find only at the first call of the function. */
  #checkConstruct(node: Node): void {
    const { source } = this.#module;
    if (node.kind === "Try" && node["isStar"] === true)
      throw new UnsupportedPythonError("except* is not supported", source, node.at);
    const generators = (node["generators"] ?? []) as readonly { readonly isAsync: boolean }[];
    if (generators.some(({ isAsync }) => isAsync))
      throw new UnsupportedPythonError("an asynchronous comprehension is not supported", source, node.at);
    const scope = node.kind === "FunctionDef" ? this.#module.scopes.get(node as unknown as ScopeOwner) : undefined;
    if (scope?.isAsync === true && scope.isGenerator)
      throw new UnsupportedPythonError("an asynchronous generator is not supported", source, node.at);
  }

  /** Whether an expression is a query of a session that is not carried out yet. */
  #isQuery(node: Node): boolean {
    const called = node.kind === "Call" ? (node["func"] as Node) : undefined;
    if (called?.kind !== "Attribute") return false;
    const owner = called["value"] as Node;
    const attribute = String(called["attr"]);
    if (owner.kind === "Name") return attribute === "query" && this.#sessions.has(String(owner["id"]));
    return queryParts.has(attribute) && this.#isQuery(owner);
  }

  #checkSession(node: Node): void {
    const owner = node["value"] as Node;
    const attribute = String(node["attr"]);
    if (this.#isQuery(owner) && !queryParts.has(attribute) && !queryMembers.has(attribute))
      throw new UnsupportedPythonError(`Query.${attribute} is not supported`, this.#module.source, node.at);
    if (owner.kind !== "Name") return;
    if (this.#sessions.has(String(owner["id"])) && !sessionMembers.has(attribute))
      throw new UnsupportedPythonError(`Session.${attribute} is not supported`, this.#module.source, node.at);
  }

  /**
   * Checks the calls of a whole module, for an `env.py`. It may name unsupported models, which it only passes on.
   *
   * @throws {UnsupportedPythonError} for the first call of an unsupported function
   */
  checkModule(): void {
    this.#walk(this.#module.body, [], (node, scopes) => {
      if (node.kind !== "Call") return;
      const called = node["func"] as Node;
      const value = this.#resolve(called, scopes);
      if (value !== undefined && isMissing(value) && !isOrmName(value)) this.#refuse(called);
    });
  }

  #refuse(node: Node): never {
    const { source } = this.#module;
    throw new UnsupportedPythonError(
      `${source.text.slice(node.at, node["end"] as number)} is not supported`,
      source,
      node.at,
    );
  }
}

/**
 * Checks files for names of Alembic and SQLAlchemy that this package does not support. One check is used for a whole
 * run, because its files use the same attributes many times, and each is looked up once.
 */
export class PythonCheck {
  readonly #find: FindModule;
  /** Whether an attribute, or a chain of attributes, is unsupported, by module and text. */
  readonly #lacks = new Map<PyModule, Map<string, boolean>>();
  /** What the imports of plain files name, by their text. */
  readonly #imports = new Map<string, NamedModules | null>();

  constructor(find: FindModule) {
    this.#find = find;
  }

  /**
   * Checks the functions of a revision that a step may call.
   *
   * @throws {UnsupportedPythonError} for the first unsupported name
   */
  checkRevision(module: Module): void {
    if (this.#mayLack(module)) new FileCheck(module, this.#find).checkSteps();
  }

  /** Whether the tree of a plain file has to be checked: it may use an unsupported name. */
  mayLack(text: string): boolean {
    if (needsTree.test(text) || laterImport.test(text)) return true;
    const imports = (text.match(topImport) ?? []).join("\n");
    let named = this.#imports.get(imports);
    if (named === undefined) {
      named = this.#readImports(imports);
      this.#imports.set(imports, named);
    }
    return named === null || this.#names(named, text);
  }

  /** The modules that imports name; `null` where they have to be read in the tree of their file. */
  #readImports(imports: string): NamedModules | null {
    try {
      const { body } = parseModule(imports, "");
      return modulesOf(body as unknown as readonly Node[], this.#find) ?? null;
    } catch (error) {
      // The lines are not imports, but part of a string.
      if (error instanceof PythonSyntaxError) return null;
      throw error;
    }
  }

  /**
   * Checks an `env.py`, all of whose statements are run.
   *
   * @throws {UnsupportedPythonError} for the first call of an unsupported function
   */
  checkEnvironment(module: Module): void {
    new FileCheck(module, this.#find).checkModule();
  }

  /** Whether the text may use an unsupported name. Few files do, and only their trees are checked. */
  #mayLack({ body, source: { text } }: Module): boolean {
    if (needsTree.test(text)) return true;
    // An import inside `if` or `try` is indented, so the pattern above has found it.
    const imports = body.filter((one) => one.kind === "Import" || one.kind === "ImportFrom");
    const named = modulesOf(imports as unknown as Node[], this.#find);
    return named === undefined || this.#names(named, text);
  }

  /** Whether a text has an unsupported attribute of a module. */
  #names({ modules, chains }: NamedModules, text: string): boolean {
    if (chains === undefined) return false;
    for (const [, name = "", chain = ""] of text.matchAll(chains))
      if (this.#isMissing(modules.get(name) as PyModule, chain)) return true;
    return false;
  }

  #isMissing(module: PyModule, chain: string): boolean {
    const known = this.#lacks.get(module) ?? new Map<string, boolean>();
    this.#lacks.set(module, known);
    const before = known.get(chain);
    if (before !== undefined) return before;
    let value: Value | undefined = module;
    for (const name of chain.replaceAll(/\s/g, "").split(".").slice(1)) {
      if (!(value instanceof PyModule)) break;
      value = attributeOf(value, name);
    }
    const found = value !== undefined && isMissing(value);
    known.set(chain, found);
    return found;
  }
}
