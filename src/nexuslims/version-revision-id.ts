/**
 * The identifier of a new revision: `v` and the package's version with underscores, and a letter if that version has
 * revisions already (`v2_4_0a`, `v2_4_0b`, then `v2_4_0c`; after `z` comes `aa`).
 *
 * @param version - the package's version, such as `2.4.0`.
 * @param existing - identifiers that exist.
 * @returns an identifier that is not in `existing`.
 */
export function versionRevisionId(version: string, existing: Iterable<string>): string {
  const stem = `v${version.replace(/\+.*/, "").replace(/[^0-9A-Za-z]+/g, "_")}`;
  const letters = new Set<string>();
  for (const id of existing) {
    const rest = id.startsWith(stem) ? id.slice(stem.length) : undefined;
    if (rest !== undefined && /^[a-z]*$/.test(rest)) letters.add(rest);
  }
  if (letters.size === 0) return stem;
  let after = 0;
  for (const letter of letters) after = Math.max(after, position(letter));
  return stem + letterAt(after + 1);
}

/** `""` is 0, `a` is 1, `z` is 26, `aa` is 27. */
function position(letters: string): number {
  let at = 0;
  for (const letter of letters) at = at * 26 + (letter.charCodeAt(0) - 96);
  return at;
}

function letterAt(position: number): string {
  let letters = "";
  for (let rest = position; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(97 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
