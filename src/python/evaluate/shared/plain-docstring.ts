/** The text of a docstring in three double quotes, without escapes; `undefined` for any other source. */
export function plainDocstring(source: string): string | undefined {
  const isPlain = source.startsWith('"""') && source.length >= 6 && source.indexOf('"""', 3) === source.length - 3;
  return isPlain && !source.includes("\\") ? source.slice(3, -3) : undefined;
}
