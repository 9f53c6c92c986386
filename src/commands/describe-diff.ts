/**
 * A difference in one line, the way that it would be typed: names and types of the schema's items in place of the
 * items themselves.
 */
export function describeDiff(diff: unknown): string {
  if (diff === null || diff === undefined) return "null";
  if (typeof diff === "string") return JSON.stringify(diff);
  if (typeof diff !== "object") return String(diff);
  if (Array.isArray(diff)) return `[${diff.map(describeDiff).join(", ")}]`;
  const { name } = diff as { readonly name?: unknown };
  const type = diff.constructor.name;
  if (type !== "Object") return typeof name === "string" ? `${type}(${JSON.stringify(name)})` : `${type}()`;
  return `{ ${Object.entries(diff)
    .map(([key, value]) => `${key}: ${describeDiff(value)}`)
    .join(", ")} }`;
}
