import { type CatalogRow, textOrNull, textsOf } from "./catalog.js";

/** An enum type of the database. */
export interface EnumFacts {
  readonly name: string;
  /** Its schema, if the search path does not find it. */
  readonly schema: string | null;
  readonly labels: readonly string[];
}

/** A domain of the database. */
export interface DomainFacts {
  readonly name: string;
  readonly schema: string | null;
  /** The type that it is based on, as the server writes it. */
  readonly base: string;
  readonly notNull: boolean;
  readonly default: string | null;
  readonly collation: string | null;
  readonly collationSchema: string | null;
  readonly check: { readonly name: string; readonly text: string } | null;
}

/** Types that users made, by the name that the server writes for them. */
export interface NamedTypes {
  readonly enums: ReadonlyMap<string, EnumFacts>;
  readonly domains: ReadonlyMap<string, DomainFacts>;
}

/** The parts of a name with dots as one key. */
const keyOf = (parts: readonly string[]): string => parts.join("\n");

/** The key of a type by its name as the server writes it: `mood`, `"My Type"`, `other.mood`. */
export function typeKey(written: string): string {
  const parts = [...written.matchAll(/"((?:[^"]|"")*)"|([^."]+)/g)];
  return keyOf(parts.map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? ""));
}

/** Sorts the rows of the catalog. */
export function namedTypes(rows: readonly CatalogRow[]): NamedTypes {
  const enums = new Map<string, EnumFacts>();
  const domains = new Map<string, DomainFacts>();
  for (const row of rows) {
    const name = String(row["name"]);
    const schema = row["isVisible"] === true ? null : String(row["schema"]);
    const key = keyOf(schema === null ? [name] : [schema, name]);
    if (row["kind"] === "e") enums.set(key, { name, schema, labels: textsOf(row["labels"]) });
    else domains.set(key, domainOf(row, name, schema));
  }
  return { enums, domains };
}

function domainOf(row: CatalogRow, name: string, schema: string | null): DomainFacts {
  const check = textOrNull(row["check"]);
  const [checkName, text] = check === null ? [] : (JSON.parse(check) as [string, string]);
  return {
    name,
    schema,
    base: String(row["base"]),
    notNull: row["notNull"] === true,
    default: textOrNull(row["default"]),
    collation: textOrNull(row["collation"]),
    collationSchema: textOrNull(row["collationSchema"]),
    check: checkName === undefined || text === undefined ? null : { name: checkName, text: checkText(text) },
  };
}

/** The condition in the parentheses of a CHECK that the server wrote, without a pair around all of it. */
export function checkText(written: string): string {
  const [, inner = ""] = /^CHECK *\((.+)\)(?: NO INHERIT)?(?: NOT VALID)?$/s.exec(written) ?? [];
  return withoutOuterParentheses(inner);
}

/** Removes a pair of parentheses that is around a whole text. */
export function withoutOuterParentheses(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith("(") || !trimmed.endsWith(")")) return text;
  let depth = 0;
  for (const { 0: token, index } of trimmed.matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]/g)) {
    if (token === "(") depth += 1;
    if (token === ")") depth -= 1;
    if (depth === 0 && token === ")") return index === trimmed.length - 1 ? trimmed.slice(1, -1) : text;
  }
  return text;
}
