/** How many lines are remembered. */
export const mostLines = 5000;
const longestLine = 300;

/**
 * The line with another text in each pair of quotes that holds plain letters, or holds code between two strings: that
 * code becomes a name that touches a string, which is wrong everywhere. So what is right with the text put in was right
 * before.
 */
export function lineKey(line: string): string {
  if (line.length > longestLine) return "";
  const key = line.includes('"') ? line.replace(/"[\w .,-]+"/g, '"_"') : line;
  return key.includes("'") ? key.replace(/'[\w .,-]+'/g, "'_'") : key;
}
