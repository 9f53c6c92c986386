/**
 * Name of a table while it is built, as Alembic makes it: cut to fifty characters. If a broken run left a table of that
 * name behind, a number is added and that table is not touched.
 */
export function temporaryName(tableName: string, taken: readonly string[] = []): string {
  const plain = `_alembic_tmp_${tableName}`.slice(0, 50);
  const isTaken = (name: string): boolean => taken.some((other) => other.toLowerCase() === name.toLowerCase());
  let name = plain;
  for (let number = 2; isTaken(name); number++) name = `${plain}_${number}`;
  return name;
}
