/** Name of a table while it is built, as Alembic makes it: cut to fifty characters. */
export function temporaryName(tableName: string): string {
  return `_alembic_tmp_${tableName}`.slice(0, 50);
}
