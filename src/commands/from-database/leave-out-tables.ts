/**
 * Adds an `includeName` filter to an environment that `init` wrote, so that autogenerate ignores some tables.
 *
 * @returns the new text, or `undefined` if the environment has a filter already or calls `configure` in another way.
 */
export function leaveOutTables(source: string, owner: string, tables: readonly string[]): string | undefined {
  if (/\binclude(?:Name|Object)\b/.test(source)) return undefined;
  const calls = /(\bcontext\.configure\(\{[^{}]*?\btargetMetadata\b)(?=\s*[,}])/g;
  const body = /^(?:\/\*\*[^\n]*\*\/\n)?export default /m.exec(source);
  const count = source.split("context.configure(").length - 1;
  if (count === 0 || source.match(calls)?.length !== count || body === null) return undefined;
  const text = `${source.slice(0, body.index)}${filterOf(owner, tables)}\n${source.slice(body.index)}`;
  return text.replace(calls, "$1, includeName");
}

/** The declaration of the filter, which is printed for users who have to add it by hand. */
export function filterOf(owner: string, tables: readonly string[]): string {
  return `// The tables of ${owner}, which autogenerate ignores.
const otherTables = new Set(${JSON.stringify(tables).replaceAll(",", ", ")});
const includeName = (name: string | null, type: string) => type !== "table" || !otherTables.has(name ?? "");
`;
}
