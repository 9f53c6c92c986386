import { withoutTrailing } from "../../support/strip.js";

const mostNames = 2000;
const known = new Map<string, string>();

/** The name of an argument in this package: `server_default` is `serverDefault`, `type_` is `type`. */
export function camelCase(name: string): string {
  const before = known.get(name);
  if (before !== undefined) return before;
  const made = withoutTrailing(name, "_").replace(/(?<=.)_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  if (known.size < mostNames) known.set(name, made);
  return made;
}
