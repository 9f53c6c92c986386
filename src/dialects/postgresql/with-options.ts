/** The options of a WITH clause. */
export function withOptions(options: Readonly<Record<string, unknown>>): string {
  return Object.entries(options)
    .map(([name, value]) => (value === null ? name : `${name} = ${String(value)}`))
    .join(", ");
}
