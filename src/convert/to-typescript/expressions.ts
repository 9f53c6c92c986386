import { type Expression, ellipsisLiteral } from "../../python/syntax/syntax-node.js";
import { isBytes } from "../../support/is-built-in.js";
import { elementOf, joinKinds, type Kind, unknown } from "../kind.js";
import { group, type Layout } from "../layout.js";
import { isTypeName } from "../signatures.js";
import { builtinCall, libraryCall } from "./builtin-calls.js";
import { connectionMethod, resultMethod } from "./connection-methods.js";
import { type Conversion, level, paren, primary, type Written } from "./conversion.js";
import type { ExpressionWriter } from "./expression-writer.js";
import { clauseMethod, inspectorMethod, reflectedField, reflectedKind, valueMethod } from "./methods.js";
import { partOfModule, writeName } from "./names.js";
import { binaryOperator, compare, either, truth, unary } from "./operators.js";
import { functionCall, hostName, packageArguments, packageCall } from "./package-calls.js";
import { comprehension, dictionary, sequence } from "./sequences.js";
import { braceFormat, joinedString, percentFormat, textLiteral } from "./text-literals.js";
import { writeUserCall } from "./user-calls.js";

type Call = Expression & { readonly kind: "Call" };
type Attribute = Expression & { readonly kind: "Attribute" };

const fieldName = /^[A-Za-z_$][\w$]*$/;

/** Writes the expressions of one pass over a module. */
export class Expressions implements ExpressionWriter {
  readonly conversion: Conversion;
  /** Whether the script reads the next row by position. */
  rowByIndex = false;

  constructor(conversion: Conversion) {
    this.conversion = conversion;
  }

  condition(node: Expression, negated = false): Written {
    return truth(this, node, negated);
  }

  /** Writes an expression whose value is used. */
  write(node: Expression): Written {
    const written = this.#write(node);
    if (written.kind.k !== "callable") return written;
    return (
      this.#uncalled(node, written.kind.path) ?? this.conversion.refuse(node, this.#unknownName(written.kind.path))
    );
  }

  /** Writes a type that is named without parentheses as a call. */
  #uncalled(node: Expression, path: string): Written | undefined {
    const name = path.replace(/^sqlalchemy\./, "");
    if (!isTypeName(name))
      return libraryCall(this, { kind: "Call", func: node, args: [], keywords: [], at: node.at, end: node.end }, path);
    const target = hostName(name, !path.startsWith("sqlalchemy."));
    return target === undefined ? undefined : primary(`${this.conversion.useSa()}.${target}()`, { k: "type" });
  }

  #unknownName(path: string): string {
    const name = path.replace(/^builtins\./, "");
    if (path.startsWith("builtins.")) return `the name ${name} has no counterpart in TypeScript`;
    return path.startsWith("sqlalchemy.")
      ? `${path} has no counterpart in TypeScript`
      : `${path} is Python code of another module; write what it does into the revision, or keep the revision in Python`;
  }

  #write(node: Expression): Written {
    const { conversion } = this;
    switch (node.kind) {
      case "Constant":
        return this.#constant(node);
      case "Name":
        return writeName(conversion, node);
      case "Attribute":
        return this.#attribute(node);
      case "Call":
        return this.#call(node);
      case "JoinedStr":
        return joinedString(this, node);
      case "List":
      case "Tuple":
      case "Set":
        return sequence(this, node);
      case "Dict":
        return dictionary(this, node);
      case "BinOp":
        return binaryOperator(this, node);
      case "UnaryOp":
        return unary(this, node);
      case "BoolOp":
        return either(this, node);
      case "Compare":
        return compare(this, node);
      case "IfExp": {
        const test = this.condition(node.test);
        const [yes, no] = [this.write(node.body), this.write(node.orelse)];
        const layout = [
          paren(test, level.or),
          " ? ",
          paren(yes, level.conditional),
          " : ",
          paren(no, level.conditional),
        ];
        return { layout, kind: joinKinds(yes.kind, no.kind), level: level.conditional };
      }
      case "ListComp":
      case "SetComp":
      case "DictComp":
      case "GeneratorExp":
        return comprehension(this, node);
      case "Subscript":
        return this.#subscript(node);
      default:
        return conversion.refuse(node, `${describe(node.kind)} cannot be converted`);
    }
  }

  #constant({ value, ...node }: Expression & { readonly kind: "Constant" }): Written {
    if (value === null) return primary("null", { k: "none" });
    if (typeof value === "string") return primary(textLiteral(value), { k: "str" });
    if (typeof value === "boolean") return primary(String(value), { k: "bool" });
    if (typeof value === "number") return primary(String(value), { k: "int" });
    if (typeof value === "bigint") return this.conversion.refuse(node, "an integer of more than 53 bits");
    if (value === ellipsisLiteral) return this.conversion.refuse(node, "...");
    if (isBytes(value)) return primary(`new Uint8Array([${[...value].join(", ")}])`, { k: "bytes" });
    if (!Number.isFinite(value.float) || Number.isInteger(value.float))
      return this.conversion.refuse(
        node,
        `the number ${this.conversion.source(node)}, which TypeScript does not distinguish from an integer`,
      );
    return primary(String(value.float), { k: "float" });
  }

  /** Writes the object of an attribute or a call. Unlike a value, it may be a module or a part of one. */
  #owner(node: Expression): Written {
    return node.kind === "Name" || node.kind === "Attribute" ? this.#write(node) : this.write(node);
  }

  #attribute(node: Attribute): Written {
    const { conversion } = this;
    const owner = this.#owner(node.value);
    const { kind } = owner;
    const base = paren(owner, level.primary);
    const { attr } = node;
    switch (kind.k) {
      case "module": {
        const part = partOfModule(kind.path, attr);
        return primary(attr, part);
      }
      case "callable":
        return primary(attr, { k: "callable", path: `${kind.path}.${attr}` });
      case "table":
        if (attr === "c" || attr === "columns") return primary([base, ".c"], { k: "columns" });
        if (attr === "name" || attr === "schema" || attr === "fullname")
          return primary([base, `.${attr}`], { k: "str" });
        break;
      case "columns":
        return primary([base, fieldName.test(attr) ? `.${attr}` : `[${JSON.stringify(attr)}]`], { k: "clause" });
      case "clause":
        if (attr === "c" || attr === "columns") return primary([base, ".c"], { k: "columns" });
        if (attr === "name") return primary([base, ".name"], { k: "str" });
        if (attr === "astext") return primary([base, ".astext"], kind);
        break;
      case "connection":
        if (attr === "dialect") return primary([base, ".dialect"], { k: "dialect" });
        if (attr === "engine") return owner;
        if (attr === "name") return primary([base, ".dialect.name"], { k: "str" });
        break;
      case "migrationContext":
        if (attr === "dialect") return primary([base, ".dialect"], { k: "dialect" });
        if (attr === "bind" || attr === "connection")
          return primary([conversion.useOp(), ".getBind()"], { k: "connection" });
        if (attr === "as_sql") return primary([base, ".isOfflineMode()"], { k: "bool" });
        if (attr === "impl") return owner;
        break;
      case "dialect":
        if (attr === "name") return primary([base, ".name"], { k: "str" });
        break;
      case "result":
        if (attr === "rowcount") return primary([base, ".rowCount"], { k: "int" });
        break;
      case "row":
        if (attr === "_mapping" && !kind.byIndex) return owner;
        if (!kind.byIndex) return primary([base, `.${attr}`], { k: "value" });
        break;
      case "optional":
        if (kind.of.k === "row" && !kind.of.byIndex)
          return primary([base, attr === "_mapping" ? "" : `.${attr}`], attr === "_mapping" ? kind.of : { k: "value" });
        break;
      default:
    }
    return conversion.refuse(node, `the attribute ${attr} of ${conversion.source(node.value)}`);
  }

  #subscript(node: Expression & { readonly kind: "Subscript" }): Written {
    const { conversion } = this;
    const { slice } = node;
    const key = slice.kind === "Constant" ? slice.value : undefined;
    // `result.fetchone()[0]` reads the row by position.
    if (typeof key === "number" && key >= 0) this.rowByIndex = true;
    const owner = this.write(node.value);
    this.rowByIndex = false;
    const kind: Kind = owner.kind.k === "optional" ? owner.kind.of : owner.kind;
    const base = paren(owner, level.primary);
    if (typeof key === "string") {
      if (kind.k === "row" && !kind.byIndex) return primary([base, reflectedField(kind, key)], { k: "value" });
      if (kind.k === "reflected") return primary([base, reflectedField(kind, key)], reflectedKind(key));
      if (kind.k === "object") return primary([base, reflectedField(kind, key)], kind.of);
      if (kind.k === "columns") return primary([base, reflectedField(kind, key)], { k: "clause" });
      if (kind.k === "map") return primary([base, ".get(", JSON.stringify(key), ")"], kind.of);
    }
    if (typeof key === "number" && key >= 0) {
      if (kind.k === "row" && kind.byIndex) return primary([base, `[${key}]`], { k: "value" });
      if (kind.k === "tuple") return primary([base, `[${key}]`], kind.of[key] ?? unknown);
      if (kind.k === "list") return primary([base, `[${key}]`], elementOf(kind));
    }
    if (key === undefined && kind.k === "map") return primary([base, ".get(", this.write(slice).layout, ")"], kind.of);
    if (key === undefined && slice.kind !== "Slice" && (kind.k === "object" || kind.k === "columns")) {
      const name = this.write(slice);
      if (name.kind.k === "str")
        return primary([base, "[", name.layout, "]"], kind.k === "object" ? kind.of : { k: "clause" });
    }
    if (slice.kind !== "Slice" && kind.k === "clause")
      return primary([base, ".getitem", group("(", ")", [paren(this.write(slice), level.conditional)])], kind);
    if (slice.kind === "Slice" && (kind.k === "list" || kind.k === "str") && slice.step === null) {
      const parts = [slice.lower, slice.upper].map((one) => (one === null ? undefined : this.write(one)));
      const isInteger = parts.every((one) => one === undefined || one.kind.k === "int");
      const [low, high] = parts;
      if (isInteger && kind.k === "list") {
        const args: Layout[] = [low?.layout ?? "0", ...(high === undefined ? [] : [high.layout])];
        return primary([base, ".slice", group("(", ")", args)], kind);
      }
    }
    return conversion.refuse(node, `${conversion.source(node)}, whose value is not known`);
  }

  #call(node: Call): Written {
    const { conversion } = this;
    if (node.func.kind === "Attribute") return this.#methodCall(node, node.func);
    const target = node.func.kind === "Name" ? this.#write(node.func) : this.write(node.func);
    const { kind } = target;
    if (kind.k === "function") return writeUserCall(this, node, kind.name);
    if (kind.k === "callable") return this.#callableCall(node, kind.path);
    // `column.op("->>")("x")`
    if (kind.k === "clause" && node.func.kind === "Call")
      return primary(
        [
          paren(target, level.primary),
          group(
            "(",
            ")",
            node.args.map((one) => this.write(one).layout),
          ),
        ],
        kind,
      );
    return conversion.refuse(node, `the call of ${conversion.source(node.func)}, whose value is not known`);
  }

  #callableCall(node: Call, path: string): Written {
    const { conversion } = this;
    if (path.startsWith("builtins.")) return builtinCall(this, node, path.slice("builtins.".length));
    if (path.startsWith("sqlalchemy.func.")) return functionCall(this, node, path);
    if (/^sqlalchemy\.Inspector\.from_engine$/.test(path)) return packageCall(this, node, "sqlalchemy.inspect");
    if (/^(?:sqlalchemy|postgresql|mysql|mssql|oracle|sqlite)\./.test(path)) return packageCall(this, node, path);
    if (path === "uuid.uuid4") return conversion.refuse(node, "uuid.uuid4() whose value is not converted by str()");
    return libraryCall(this, node, path) ?? conversion.refuse(node, this.#unknownName(path));
  }

  #methodCall(node: Call, func: Attribute): Written {
    const { conversion } = this;
    const { attr } = func;
    if (func.value.kind === "Constant" && typeof func.value.value === "string" && attr === "format")
      return braceFormat(this, func.value.value, node);
    const byIndex = this.rowByIndex;
    this.rowByIndex = false;
    const owner = this.#owner(func.value);
    const { kind } = owner;
    const inner: Kind = kind.k === "optional" ? kind.of : kind;
    switch (inner.k) {
      case "op":
      case "batch":
        return this.#directive(node, owner, inner.k, attr);
      case "context":
        if (attr === "is_offline_mode")
          return primary([conversion.useOp(), ".getContext().isOfflineMode()"], { k: "bool" });
        if (attr === "get_context") return primary([conversion.useOp(), ".getContext()"], { k: "migrationContext" });
        if (attr === "get_bind") return primary([conversion.useOp(), ".getBind()"], { k: "connection" });
        if (attr === "execute") return this.#directive(node, primary(conversion.useOp(), { k: "op" }), "op", attr);
        break;
      case "module":
      case "callable": {
        const { kind: part } = this.#attribute(func);
        if (part.k === "callable") return this.#callableCall(node, part.path);
        if (part.k === "module")
          return libraryCall(this, node, part.path) ?? conversion.refuse(node, this.#unknownName(part.path));
        break;
      }
      case "connection":
        return connectionMethod(this, node, owner, attr);
      case "result":
        return resultMethod(this, node, owner, attr, byIndex);
      case "inspector":
        return inspectorMethod(this, node, owner, attr);
      case "migrationContext":
        if (attr === "execute") return this.#directive(node, primary(conversion.useOp(), { k: "op" }), "op", attr);
        break;
      case "clause":
      case "table":
      case "type":
        return clauseMethod(this, node, owner, attr);
      case "logger": {
        const [text, ...values] = node.args;
        if (text === undefined || node.keywords.length > 0) break;
        const elts = { kind: "Tuple" as const, elts: values, at: node.at, end: node.end };
        const value = values.length === 0 ? this.write(text) : percentFormat(this, text, elts);
        if (value.kind.k === "str") return primary(["console.warn", group("(", ")", [value.layout])], { k: "none" });
        break;
      }
      case "row":
        if (attr === "_asdict" && !inner.byIndex)
          return primary(["{ ...", paren(owner, level.primary), " }"], { k: "object", of: { k: "value" } });
        break;
      default: {
        const written = valueMethod(this, node, owner, attr);
        if (written !== undefined) return written;
      }
    }
    return conversion.refuse(node, `${conversion.source(node.func)}(), because its object is not known`);
  }

  #directive(node: Call, owner: Written, kind: "op" | "batch", name: string): Written {
    const { conversion } = this;
    const base = paren(owner, level.primary);
    if (kind === "op" && name === "get_bind") return primary([base, ".getBind()"], { k: "connection" });
    if (kind === "op" && name === "get_context") return primary([base, ".getContext()"], { k: "migrationContext" });
    if (
      [
        "invoke",
        "run_async",
        "batch_alter_table",
        "implementation_for",
        "register_operation",
        "get_bind",
        "get_context",
      ].includes(name)
    )
      return conversion.refuse(node, `${kind}.${name}() here`);
    const args = packageArguments(this, node, kind, name);
    if (args === undefined) return primary("undefined", unknown);
    const method = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const call: Layout = [base, `.${method}`, args];
    if (name === "f") return primary(call, { k: "item" });
    if (name === "inline_literal") return primary(call, { k: "clause" });
    return { layout: conversion.awaited(call, node), kind: unknown, level: level.unary };
  }
}

const names: Readonly<Record<string, string>> = {
  Lambda: "a lambda",
  NamedExpr: "an assignment inside an expression (:=)",
  Yield: "a generator",
  YieldFrom: "a generator",
  Await: "await",
  Starred: "an unpacked argument",
};
const describe = (kind: string): string => names[kind] ?? `an expression of the kind ${kind}`;
