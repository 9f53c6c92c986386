import type { Expression } from "../../python/syntax/syntax-node.js";
import { anyType, elementOf, type Kind, unknown } from "../kind.js";
import { group } from "../layout.js";
import { level, paren, primary, type Written } from "./conversion.js";
import type { ExpressionWriter } from "./expression-writer.js";
import { arrowBody, declareTarget, iterated } from "./sequences.js";
import { textLiteral } from "./text-literals.js";

type Call = Expression & { readonly kind: "Call" };

const isList = ({ k }: Kind): boolean => k === "list" || k === "tuple";

/** Writes a call of a built-in function of Python. */
export function builtinCall(writer: ExpressionWriter, node: Call, name: string): Written {
  const { conversion } = writer;
  const [first, second] = node.args;
  const refuse = (): Written =>
    conversion.refuse(node, `${conversion.source(node)}, which has no counterpart in TypeScript`);
  if (name === "any" || name === "all") return anyOrAll(writer, node, name) ?? refuse();
  if (name === "next") return nextOf(writer, node) ?? refuse();
  if (node.keywords.length > 0 || node.args.some(({ kind }) => kind === "Starred")) return refuse();
  if (first === undefined) {
    if (name === "set") return primary(`new Set<${anyType}>()`, { k: "set", of: unknown });
    if (name === "list") return primary("[]", { k: "list", of: unknown });
    if (name === "dict") return primary("{}", { k: "object", of: unknown });
    return refuse();
  }
  const value = writer.write(first);
  const { kind } = value;
  const base = paren(value, level.primary);
  switch (name) {
    case "len":
      if (isList(kind) || kind.k === "result") return primary([base, ".length"], { k: "int" });
      if (kind.k === "set" || kind.k === "map") return primary([base, ".size"], { k: "int" });
      if (kind.k === "str") return primary(["[...", base, "].length"], { k: "int" });
      return refuse();
    case "str":
      if (kind.k === "str") return value;
      if (kind.k === "int") return primary(["String(", value.layout, ")"], { k: "str" });
      if (kind.k === "value" || kind.k === "unknown") return refuse();
      return refuse();
    case "bool":
      return second === undefined ? { ...writer.condition(first), kind: { k: "bool" } } : refuse();
    case "list":
    case "tuple":
      if (kind.k === "result") return value;
      if (kind.k === "set" || isList(kind)) return primary(["[...", base, "]"], { k: "list", of: elementOf(kind) });
      return refuse();
    case "dict":
      if (kind.k === "row" && !kind.byIndex) return primary(["{ ...", base, " }"], { k: "object", of: { k: "value" } });
      if (kind.k === "object") return primary(["{ ...", base, " }"], kind);
      return refuse();
    case "set":
    case "frozenset":
      if (kind.k === "set" || isList(kind))
        return primary(["new Set(", value.layout, ")"], { k: "set", of: elementOf(kind) });
      return refuse();
    case "sorted": {
      const of = elementOf(kind);
      if (!isList(kind) && kind.k !== "set") return refuse();
      if (of.k === "str") return primary(["[...", base, "].sort()"], { k: "list", of });
      if (of.k === "int") return primary(["[...", base, "].sort((a, b) => a - b)"], { k: "list", of });
      return refuse();
    }
    case "min":
    case "max": {
      const values = node.args.map((one) => writer.write(one));
      if (values.length < 2 || values.some((one) => one.kind.k !== "int")) return refuse();
      return primary(
        [
          `Math.${name}`,
          group(
            "(",
            ")",
            values.map(({ layout }) => layout),
          ),
        ],
        { k: "int" },
      );
    }
    case "print":
      if (node.args.length !== 1) return refuse();
      if (kind.k === "error") return primary(["console.log(String(", value.layout, "))"], { k: "none" });
      if (kind.k === "str" || kind.k === "int")
        return primary(["console.log", group("(", ")", [value.layout])], { k: "none" });
      return refuse();
    default:
      return refuse();
  }
}

/** Writes `any(test for one in many)` or `all(…)`. */
function anyOrAll(writer: ExpressionWriter, node: Call, name: "any" | "all"): Written | undefined {
  const { conversion } = writer;
  const [inner] = node.args;
  if (inner === undefined || (inner.kind !== "GeneratorExp" && inner.kind !== "ListComp")) return undefined;
  const [over, ...others] = inner.generators;
  if (over === undefined || others.length > 0) return undefined;
  const source = iterated(writer, over.iter, over.target, [inner.elt, over.ifs]);
  const waits = conversion.awaits;
  return conversion.inBlock(() => {
    const target = declareTarget(conversion, over.target, source.kind);
    const filters = over.ifs.map((test) => [`.filter((${target}) => `, arrowBody(writer.condition(test)), ")"]);
    const test = arrowBody(writer.condition(inner.elt));
    if (conversion.awaits !== waits)
      return conversion.refuse(node, `${name}() that reads the database for each element`);
    return primary(
      [paren(source, level.primary), ...filters, `.${name === "any" ? "some" : "every"}((${target}) => `, test, ")"],
      {
        k: "bool",
      },
    );
  });
}

/** Writes `next((one for one in many if test), None)`. */
function nextOf(writer: ExpressionWriter, node: Call): Written | undefined {
  const { conversion } = writer;
  const [inner, otherwise] = node.args;
  if (inner?.kind !== "GeneratorExp" || otherwise?.kind !== "Constant" || otherwise.value !== null) return undefined;
  const [over, ...others] = inner.generators;
  if (over === undefined || others.length > 0) return undefined;
  const source = iterated(writer, over.iter, over.target, [inner.elt, over.ifs]);
  const waits = conversion.awaits;
  return conversion.inBlock(() => {
    const target = declareTarget(conversion, over.target, source.kind);
    const filters = over.ifs.map((test) => [`.filter((${target}) => `, arrowBody(writer.condition(test)), ")"]);
    const element = writer.write(inner.elt);
    const map = [`.map((${target}) => `, arrowBody(element), ")"];
    if (conversion.awaits !== waits) return undefined;
    return {
      layout: [paren(source, level.primary), ...filters, ...map, "[0] ?? null"],
      kind: { k: "optional", of: element.kind },
      level: level.or,
    };
  });
}

/** Writes a call of Python's standard library or of another package; returns `undefined` if it has no counterpart. */
export function libraryCall(writer: ExpressionWriter, node: Call, path: string): Written | undefined {
  const { conversion } = writer;
  const [first] = node.args;
  const literal = first?.kind === "Constant" && typeof first.value === "string" ? first.value : undefined;
  switch (path) {
    case "logging.getLogger":
      return primary("console", { k: "logger" });
    case "textwrap.dedent":
      return literal === undefined ? undefined : primary(textLiteral(dedent(literal)), { k: "str" });
    case "json.loads": {
      const value = first === undefined ? undefined : writer.write(first);
      return value === undefined ? undefined : primary(["JSON.parse(", value.layout, ")"], unknown);
    }
    case "sqlmodel.AutoString":
    case "sqlmodel.sql.sqltypes.AutoString": {
      const length = first ?? node.keywords.find(({ arg }) => arg === "length")?.value;
      const base = `${conversion.useSa()}.String`;
      if (length !== undefined) return primary([`${base}(`, writer.write(length).layout, ")"], { k: "type" });
      return primary(`${base}().withVariant(sa.String(255), "mysql", "mariadb")`, { k: "type" });
    }
    case "fastapi_users_db_sqlalchemy.GUID":
    case "fastapi_users_db_sqlalchemy.generics.GUID":
      return primary(
        `${conversion.useSa()}.CHAR(36).withVariant(sa.UUID(), "postgresql").withVariant(sa.VARCHAR(36), "mssql")`,
        { k: "type" },
      );
    case "fastapi_users_db_sqlalchemy.generics.TIMESTAMPAware":
      return primary(`${conversion.useSa()}.TIMESTAMP({ timezone: true })`, { k: "type" });
    default:
      return undefined;
  }
}

/** Removes the indentation that all lines share, as `textwrap.dedent` does. */
function dedent(text: string): string {
  const lines = text.split("\n").map((line) => (line.trim() === "" ? "" : line));
  const margins = lines.filter((line) => line !== "").map((line) => /^[ \t]*/.exec(line)?.[0] ?? "");
  const margin = margins.reduce((common, one) => {
    let at = 0;
    while (at < common.length && common[at] === one[at]) at++;
    return common.slice(0, at);
  }, margins[0] ?? "");
  return lines.map((line) => line.slice(margin.length)).join("\n");
}
