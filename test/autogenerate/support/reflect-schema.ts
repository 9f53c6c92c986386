import { normalizeSql } from "../../../src/dialects/sqlite/compare.js";
import type { Connection } from "../../../src/runtime/connection.js";

const sorted = <T>(list: readonly T[]): readonly T[] =>
  list.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
const plain = (sql: string | null): string | null => (sql === null ? null : normalizeSql(sql));

/**
 * A default in one wording: `'0'` and `0` are the same value, as SQLite stores it in a column of texts or of numbers,
 * and `NULL` is what a column without a default has.
 */
function plainDefault(value: string | null, typeText: string): string | null {
  if (plain(value) === "null") return null;
  const isText = /CHAR|TEXT|CLOB/i.test(typeText);
  return plain(
    (isText ? value?.replace(/^(0|-?[1-9]\d*)$/, "'$1'") : value?.replace(/^'([-+]?[\d.]+)'$/, "$1")) ?? null,
  );
}

/** What a database's schema is, but for the order of columns and constraints and the names of foreign keys. */
export async function reflectSchema(connection: Connection): Promise<unknown> {
  const inspector = connection.inspector();
  const tables: Record<string, unknown> = {};
  for (const name of await inspector.getTableNames()) {
    const columns = await inspector.getColumns(name);
    const keys = await inspector.getForeignKeys(name);
    const indexes = await inspector.getIndexes(name);
    tables[name] = {
      columns: sorted(
        columns.map(({ type: _type, default: value, ...column }) => ({
          ...column,
          typeText: column.typeText.toUpperCase(),
          default: plainDefault(value, column.typeText),
          computed: plain(column.computed?.sqltext ?? null),
        })),
      ),
      primaryKey: (await inspector.getPkConstraint(name)).constrainedColumns,
      foreignKeys: sorted(keys.map(({ name: _name, ...key }) => key)),
      uniques: sorted(
        (await inspector.getUniqueConstraints(name)).map((one) => ({
          ...one,
          columnNames: one.columnNames.toSorted(),
        })),
      ),
      checks: sorted((await inspector.getCheckConstraints(name)).map((one) => [one.name, plain(one.sqltext)])),
      indexes: indexes.map(({ sql: _sql, dialectOptions: _options, where, columnSorting, ...index }) => ({
        ...index,
        columnSorting,
        where: plain(where),
      })),
      options: await inspector.getTableOptions?.(name),
    };
  }
  return tables;
}
