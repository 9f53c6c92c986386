const kinds: Readonly<Record<string, string>> = { schemaColumn: "a column", schemaTable: "a table", table: "a table" };

/** Describes an argument of a call for an error message. */
export function showArgument(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return `'${value}'`;
  if (Array.isArray(value)) return "a list";
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return String(value);
  const { kind } = value as { readonly kind?: unknown };
  return (typeof kind === "string" ? kinds[kind] : undefined) ?? "an object";
}
