import type { StoredTable } from "../../compare-hooks.js";

const head = /^CREATE TABLE (?:"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|'(?:[^']|'')*'|[^\s"'`[(.]+)\s*\(/;
/** Whatever matters outside of words: quoted pieces, comments, parentheses and commas. */
const landmarks = /"(?:[^"]|"")*"|'(?:[^']|'')*'|`(?:[^`]|``)*`|\[[^\]]*\]|["'`[]|--|\/\*|[(),]/g;

/**
 * The elements of a CREATE TABLE as SQLite keeps it, without reading what they say.
 *
 * @returns `undefined` where it is not plain enough: with comments, or with no list of columns.
 */
export function splitCreateTable(sql: string): StoredTable | undefined {
  const opening = head.exec(sql);
  if (opening === null) return undefined;
  const body = sql.slice(opening[0].length);
  const elements: string[] = [];
  let start = 0;
  let depth = 1;
  for (const { 0: sign, index } of body.matchAll(landmarks)) {
    if (sign === "(") depth++;
    else if (sign === ")") depth--;
    else if (sign !== "," && (sign.length === 1 || sign === "--" || sign === "/*")) return undefined;
    if (depth > 1 || (depth === 1 && sign !== ",")) continue;
    elements.push(body.slice(start, index).trim());
    start = index + 1;
    if (depth === 0) return { elements, options: body.slice(start) };
  }
  return undefined;
}
