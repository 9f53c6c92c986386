/** What the converter knows about the value of an expression; `unknown` if it knows nothing. */
export type Kind =
  | {
      readonly k:
        | "op"
        | "context"
        | "migrationContext"
        | "batch"
        | "connection"
        | "inspector"
        | "dialect"
        | "clause"
        | "table"
        | "columns"
        | "item"
        | "type"
        | "result"
        | "logger"
        | "reflected"
        | "str"
        | "int"
        | "float"
        | "bool"
        | "none"
        | "bytes"
        | "value"
        | "error"
        | "unknown";
    }
  | { readonly k: "list" | "set" | "map" | "object" | "optional"; readonly of: Kind }
  | { readonly k: "tuple"; readonly of: readonly Kind[] }
  /** A row. `byIndex` means that the script reads it by position, so that it is an array in TypeScript. */
  | { readonly k: "row"; readonly byIndex: boolean }
  /** A module or a part of one, by its full Python name. */
  | { readonly k: "module"; readonly path: string }
  /** A function or class of a module. */
  | { readonly k: "callable"; readonly path: string }
  /** A function that the revision defines. */
  | { readonly k: "function"; readonly name: string };

export const kindOf = (k: Extract<Kind, { readonly k: "unknown" | "str" }>["k"]): Kind => ({ k }) as Kind;
export const unknown: Kind = { k: "unknown" };

/** The TypeScript type of an unknown value. */
export const anyType = "any";

/** Whether both languages compare a value, and format it as text, in the same way. */
export const isPlain = ({ k }: Kind): boolean => k === "str" || k === "int" || k === "bool" || k === "none";
export const isClause = ({ k }: Kind): boolean => k === "clause" || k === "table";

/** The kind of a value that has one of two kinds. */
export function joinKinds(a: Kind | undefined, b: Kind): Kind {
  if (a === undefined || JSON.stringify(a) === JSON.stringify(b)) return b;
  if (a.k === "none") return b.k === "optional" ? b : { k: "optional", of: b };
  if (b.k === "none") return a.k === "optional" ? a : { k: "optional", of: a };
  if (a.k === "optional") return joinKinds({ k: "none" }, joinKinds(a.of, b.k === "optional" ? b.of : b));
  if ((a.k === "list" || a.k === "set") && a.k === b.k) {
    if (a.of.k === "unknown") return b;
    if (b.of.k === "unknown") return a;
    return { k: a.k, of: joinKinds(a.of, b.of) };
  }
  if (a.k === "unknown") return b;
  if (b.k === "unknown") return a;
  if (a.k === "tuple" && b.k === "tuple" && a.of.length === b.of.length)
    return { k: "tuple", of: a.of.map((one, at) => joinKinds(one, b.of[at] ?? unknown)) };
  return unknown;
}

/** The kind of the elements of a collection. */
export function elementOf(kind: Kind): Kind {
  switch (kind.k) {
    case "list":
    case "set":
      return kind.of;
    case "tuple":
      return kind.of.reduce<Kind | undefined>(joinKinds, undefined) ?? unknown;
    case "str":
      return { k: "str" };
    case "map":
    case "object":
      return { k: "str" };
    default:
      return unknown;
  }
}

const plainTypes: Partial<Record<Kind["k"], string>> = {
  op: "Operations",
  connection: "QueuedConnection",
  batch: "BatchOperations",
  table: "sa.TableClause",
  inspector: "Inspector",
  str: "string",
  int: "number",
  float: "number",
  bool: "boolean",
  none: "null",
  bytes: "Uint8Array",
};

/** The TypeScript type of a kind. `uses` is called with the names that must be imported from the package. */
export function typeText(kind: Kind, uses: (name: string) => void): string {
  const plain = plainTypes[kind.k];
  if (plain !== undefined) {
    if (/^[A-Z]/.test(plain) && plain !== "Uint8Array") uses(plain);
    if (plain.startsWith("sa.")) uses("sa");
    return plain;
  }
  if (kind.k === "list") return `${wrapped(typeText(kind.of, uses))}[]`;
  if (kind.k === "set") return `Set<${typeText(kind.of, uses)}>`;
  if (kind.k === "map") return `Map<string, ${typeText(kind.of, uses)}>`;
  if (kind.k === "optional") return `${typeText(kind.of, uses)} | null`;
  if (kind.k === "tuple") return `[${kind.of.map((one) => typeText(one, uses)).join(", ")}]`;
  return anyType;
}

const wrapped = (type: string): string => (/[|]/.test(type) ? `(${type})` : type);
