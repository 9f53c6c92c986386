/** Revision identifiers as a revision file writes them: one, several, or none. */
export type RevisionIds = string | readonly string[] | null;

/** Identifiers as an array, whichever way they were written. */
export function idsAsArray(ids: RevisionIds | undefined): readonly string[] {
  if (ids === null || ids === undefined) return [];
  return typeof ids === "string" ? [ids] : ids;
}

/** Identifiers as Alembic keeps them: nothing for none, the identifier itself for one, an array for more. */
export function idsAsScalar(ids: readonly string[]): RevisionIds {
  if (ids.length === 0) return null;
  return ids.length === 1 ? ids[0]! : [...ids];
}
