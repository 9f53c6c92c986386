/**
 * Alembic's statements with each default that goes in front of the type that its column gets: PostgreSQL would cast the
 * default first, and refuse where it cannot.
 */
export function defaultsFirst(given: readonly string[]): readonly string[] {
  const statements = [...given];
  for (const [at, statement] of statements.entries()) {
    const [, head] = /^(ALTER TABLE .* ALTER COLUMN .*) DROP DEFAULT;?$/s.exec(statement) ?? [];
    if (head === undefined) continue;
    const typed = statements.findIndex(
      (one, place) => place < at && place >= at - 2 && one.startsWith(`${head} TYPE `),
    );
    if (typed >= 0) statements.splice(typed, 0, ...statements.splice(at, 1));
  }
  return statements;
}
