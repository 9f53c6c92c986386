/** Identifiers as lines and files show them: joined by a comma and a space; the empty text for none. */
export function formatAsComma(ids: string | readonly string[] | ReadonlySet<string> | null | undefined): string {
  if (ids === null || ids === undefined) return "";
  return typeof ids === "string" ? ids : [...ids].join(", ");
}
