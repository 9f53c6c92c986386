import type { Arguments, Expression, MatchCase, Pattern, Statement } from "../../src/python/syntax/syntax-node.js";

/** A node as Python's `ast` has it, in plain data. */
export type Plain = null | boolean | string | readonly Plain[] | { readonly [field: string]: Plain };

const operators: Readonly<Record<string, string>> = {
  "+": "Add",
  "-": "Sub",
  "*": "Mult",
  "/": "Div",
  "//": "FloorDiv",
  "%": "Mod",
  "**": "Pow",
  "@": "MatMult",
  "<<": "LShift",
  ">>": "RShift",
  "&": "BitAnd",
  "|": "BitOr",
  "^": "BitXor",
};
const unary: Readonly<Record<string, string>> = { "+": "UAdd", "-": "USub", "~": "Invert", not: "Not" };
const comparisons: Readonly<Record<string, string>> = {
  "==": "Eq",
  "!=": "NotEq",
  "<": "Lt",
  "<=": "LtE",
  ">": "Gt",
  ">=": "GtE",
  is: "Is",
  "is not": "IsNot",
  in: "In",
  "not in": "NotIn",
};

function constant(value: unknown): Plain {
  if (typeof value === "number" || typeof value === "bigint") {
    const text = String(value);
    return { $i: text.length > 4000 ? "big" : text };
  }
  if (value instanceof Uint8Array) return { $b: [...value].map(String) };
  if (typeof value === "symbol") return { $: "..." };
  if (typeof value === "object" && value !== null && "float" in value)
    return { $f: value.float === Number.POSITIVE_INFINITY ? "inf" : String(value.float) };
  return value as Plain;
}

function args(node: Arguments): Plain {
  const one = (argument: { arg: string; annotation: Expression | null } | null): Plain =>
    argument === null ? null : { kind: "arg", arg: argument.arg, annotation: expression(argument.annotation) };
  return {
    kind: "arguments",
    posonlyargs: node.posonlyargs.map(one),
    args: node.args.map(one),
    vararg: one(node.vararg),
    kwonlyargs: node.kwonlyargs.map(one),
    kw_defaults: node.kwDefaults.map(expression),
    kwarg: one(node.kwarg),
    defaults: node.defaults.map(expression),
  };
}

const keyword = (node: { arg: string | null; value: Expression }): Plain => ({
  kind: "keyword",
  arg: node.arg,
  value: expression(node.value),
});

function expression(node: Expression | null): Plain {
  if (node === null) return null;
  const { kind } = node;
  switch (node.kind) {
    case "Constant":
      return { kind, value: constant(node.value) };
    case "Name":
      return { kind, id: node.id };
    case "Lambda":
      return { kind, args: args(node.args), body: expression(node.body) };
    case "DictComp":
    case "ListComp":
    case "SetComp":
    case "GeneratorExp": {
      const generators = node.generators.map((one) => ({
        kind: "comprehension",
        target: expression(one.target),
        iter: expression(one.iter),
        ifs: one.ifs.map(expression),
        is_async: { $i: one.isAsync ? "1" : "0" },
      }));
      return kind === "DictComp"
        ? { kind, key: expression(node.elt), value: expression(node.value), generators }
        : { kind, elt: expression(node.elt), generators };
    }
    case "JoinedStr":
      return { kind, values: node.values.map(expression) };
    case "FormattedValue":
      return {
        kind,
        value: expression(node.value),
        conversion: { $i: String(node.conversion === "" ? -1 : node.conversion.charCodeAt(0)) },
        format_spec: expression(node.formatSpec),
      };
    case "Call":
      return {
        kind,
        func: expression(node.func),
        args: node.args.map(expression),
        keywords: node.keywords.map(keyword),
      };
    case "Attribute":
      return { kind, value: expression(node.value), attr: node.attr };
    case "Subscript":
      return { kind, value: expression(node.value), slice: expression(node.slice) };
    case "Starred":
    case "YieldFrom":
    case "Await":
    case "Yield":
      return { kind, value: expression(node.value) };
    case "List":
    case "Tuple":
    case "Set":
      return { kind, elts: node.elts.map(expression) };
    case "Dict":
      return { kind, keys: node.keys.map(expression), values: node.values.map(expression) };
    case "BoolOp":
      return { kind, op: { kind: node.op === "and" ? "And" : "Or" }, values: node.values.map(expression) };
    case "BinOp":
      return {
        kind,
        left: expression(node.left),
        op: { kind: operators[node.op] ?? "" },
        right: expression(node.right),
      };
    case "UnaryOp":
      return { kind, op: { kind: unary[node.op] ?? "" }, operand: expression(node.operand) };
    case "Compare":
      return {
        kind,
        left: expression(node.left),
        ops: node.ops.map((op) => ({ kind: comparisons[op] ?? "" })),
        comparators: node.comparators.map(expression),
      };
    case "IfExp":
      return { kind, test: expression(node.test), body: expression(node.body), orelse: expression(node.orelse) };
    case "NamedExpr":
      return { kind, target: expression(node.target), value: expression(node.value) };
    case "Slice":
      return { kind, lower: expression(node.lower), upper: expression(node.upper), step: expression(node.step) };
  }
}

function pattern(node: Pattern | null): Plain {
  if (node === null) return null;
  const { kind } = node;
  switch (node.kind) {
    case "MatchValue":
      return { kind, value: expression(node.value) };
    case "MatchSingleton":
      return { kind, value: node.value };
    case "MatchSequence":
    case "MatchOr":
      return { kind, patterns: node.patterns.map(pattern) };
    case "MatchMapping":
      return { kind, keys: node.keys.map(expression), patterns: node.patterns.map(pattern), rest: node.rest };
    case "MatchClass":
      return {
        kind,
        cls: expression(node.cls),
        patterns: node.patterns.map(pattern),
        kwd_attrs: node.kwdAttrs,
        kwd_patterns: node.kwdPatterns.map(pattern),
      };
    case "MatchStar":
      return { kind, name: node.name };
    case "MatchAs":
      return { kind, pattern: pattern(node.pattern), name: node.name };
  }
}

const aliases = (names: readonly { name: string; asname: string | null }[]): Plain =>
  names.map(({ name, asname }) => ({ kind: "alias", name, asname }));

const all = (body: readonly Statement[]): Plain => body.map(statement);

const matchCase = (one: MatchCase): Plain => ({
  kind: "match_case",
  pattern: pattern(one.pattern),
  guard: expression(one.guard),
  body: all(one.body),
});

function statement(node: Statement): Plain {
  const { kind } = node;
  switch (node.kind) {
    case "FunctionDef":
      return {
        kind: node.isAsync ? "AsyncFunctionDef" : kind,
        name: node.name,
        args: args(node.args),
        body: all(node.body),
        decorator_list: node.decorators.map(expression),
        returns: expression(node.returns),
      };
    case "ClassDef":
      return {
        kind,
        name: node.name,
        bases: node.bases.map(expression),
        keywords: node.keywords.map(keyword),
        body: all(node.body),
        decorator_list: node.decorators.map(expression),
      };
    case "Return":
    case "Expr":
      return { kind, value: expression(node.value) };
    case "Delete":
      return { kind, targets: node.targets.map(expression) };
    case "Assign":
      return { kind, targets: node.targets.map(expression), value: expression(node.value) };
    case "AugAssign":
      return {
        kind,
        target: expression(node.target),
        op: { kind: operators[node.op] ?? "" },
        value: expression(node.value),
      };
    case "AnnAssign":
      return {
        kind,
        target: expression(node.target),
        annotation: expression(node.annotation),
        value: expression(node.value),
        simple: { $i: node.simple ? "1" : "0" },
      };
    case "For":
      return {
        kind: node.isAsync ? "AsyncFor" : kind,
        target: expression(node.target),
        iter: expression(node.iter),
        body: all(node.body),
        orelse: all(node.orelse),
      };
    case "While":
    case "If":
      return { kind, test: expression(node.test), body: all(node.body), orelse: all(node.orelse) };
    case "With":
      return {
        kind: node.isAsync ? "AsyncWith" : kind,
        items: node.items.map((item) => ({
          kind: "withitem",
          context_expr: expression(item.contextExpr),
          optional_vars: expression(item.optionalVars),
        })),
        body: all(node.body),
      };
    case "Match":
      return { kind, subject: expression(node.subject), cases: node.cases.map(matchCase) };
    case "Raise":
      return { kind, exc: expression(node.exc), cause: expression(node.cause) };
    case "Try":
      return {
        kind: node.isStar ? "TryStar" : kind,
        body: all(node.body),
        handlers: node.handlers.map((one) => ({
          kind: "ExceptHandler",
          type: expression(one.type),
          name: one.name,
          body: all(one.body),
        })),
        orelse: all(node.orelse),
        finalbody: all(node.finalbody),
      };
    case "Assert":
      return { kind, test: expression(node.test), msg: expression(node.msg) };
    case "Import":
      return { kind, names: aliases(node.names) };
    case "ImportFrom":
      return { kind, module: node.module, names: aliases(node.names), level: { $i: String(node.level) } };
    case "Global":
    case "Nonlocal":
      return { kind, names: node.names };
    case "Pass":
    case "Break":
    case "Continue":
      return { kind };
    case "TypeAlias":
      return { kind, name: node.name, value: expression(node.value) };
  }
}

/** A tree as Python's `ast` would have it, to compare with {@link file://./python_ast.py}. */
export const pythonAst = (body: readonly Statement[]): Plain => ({ kind: "Module", body: all(body) });
