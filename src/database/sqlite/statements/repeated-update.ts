/** A change of one text to another by a plain name, such as that of the version table in each step of a run. */
const SHAPE = /^(UPDATE ([A-Za-z_]\w*) SET ([A-Za-z_]\w*)=)'([^'\0]*)'( WHERE \2\.\3 = )'([^'\0]*)'$/;

/**
 * The same statement with parameters for its texts, so that SQLite prepares it once for a run of a thousand; undefined
 * for any statement of another shape.
 */
export function repeatedUpdate(sql: string): { readonly sql: string; readonly params: readonly string[] } | undefined {
  const match = SHAPE.exec(sql);
  if (match === null) return undefined;
  const [, set = "", , , to = "", where = "", from = ""] = match;
  return { sql: `${set}?${where}?`, params: [to, from] };
}
