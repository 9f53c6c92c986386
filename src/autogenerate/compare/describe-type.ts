import type { TypeEngine } from "../../schema/types/type-engine.js";

/** Names as Alembic's log lists them: `('a', 'b')`, and `('a',)` for one. */
export function nameList(names: readonly (string | null)[]): string {
  const shown = names.map((name) => (name === null ? "None" : `'${name}'`));
  return shown.length === 1 ? `(${shown[0]},)` : `(${shown.join(", ")})`;
}

function describeArgument(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  if ("typeName" in value) return describeType(value as TypeEngine);
  return `{ ${Object.entries(value)
    .map(([key, entry]) => `${key}: ${describeArgument(entry)}`)
    .join(", ")} }`;
}

/** A type as a script would write it, without its namespace: `VARCHAR(20)`. */
export function describeType(type: TypeEngine): string {
  return `${type.typeName}(${type.parameters().map(describeArgument).join(", ")})`;
}
