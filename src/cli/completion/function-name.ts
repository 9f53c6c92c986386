/** Name of the shell function that completes a program's words. */
export function functionName(prog: string): string {
  return `_${prog.replace(/\W+/g, "_")}_complete`;
}
