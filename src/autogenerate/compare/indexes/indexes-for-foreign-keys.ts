import type { ForeignKeyConstraint } from "../../../schema/constraints/foreign-key-constraint.js";
import { PrimaryKeyConstraint } from "../../../schema/constraints/primary-key-constraint.js";
import { UniqueConstraint } from "../../../schema/constraints/unique-constraint.js";
import type { Table } from "../../../schema/table.js";
import type { Index } from "../../../schema/table-index.js";

/** An index or a key of a table with the names of its columns, in the order of the index. */
interface Key {
  readonly name: string | null;
  readonly columns: readonly string[];
}

const names = (columns: readonly { readonly name: string }[]): readonly string[] => columns.map(({ name }) => name);

/** Whether the server can find rows by these columns with a key: the key begins with them. */
export function serves(key: Key, columns: readonly string[]): boolean {
  return columns.every((name, at) => key.columns[at] === name);
}

/** The keys of a table that a foreign key can use: its indexes, its unique constraints and its primary key. */
export function keysOf(table: Table): readonly Key[] {
  const constraints = table.constraints.filter(
    (one): one is UniqueConstraint | PrimaryKeyConstraint =>
      one instanceof UniqueConstraint || one instanceof PrimaryKeyConstraint,
  );
  return [
    ...table.indexes.filter(isPlain).map((index) => ({ name: index.name, columns: names(index.columns) })),
    ...constraints.map((one) => ({ name: one.name, columns: names(one.columns) })),
  ];
}

/** Whether a foreign key can use an index: it has columns only, and the whole value of each. */
function isPlain({ dialectOptions, columns, expressions }: Index): boolean {
  return (
    columns.length === expressions.length && !Object.keys(dialectOptions).some((key) => /(Prefix|Length)$/.test(key))
  );
}

/** Whether a plain index is the one that the server created for a foreign key. */
export function isIndexForKey(index: Key, key: Key): boolean {
  const [first = ""] = key.columns;
  // The server names the index after the foreign key; without a name, after its first column, with a number.
  const rest = index.name?.startsWith(first) ? index.name.slice(first.length) : undefined;
  const isNamed = index.name === key.name || (rest !== undefined && /^(?:_\d+)?$/.test(rest));
  return isNamed && index.columns.join("\0") === key.columns.join("\0");
}

/**
 * Finds the indexes that the server created for the foreign keys of a table. It creates one for each foreign key that
 * has no other index.
 *
 * @param keys - the foreign keys that stay; the index of a dropped one is no longer needed.
 * @param known - the names of the models' indexes.
 */
export function indexesForForeignKeys(
  { indexes }: Table,
  keys: readonly ForeignKeyConstraint[],
  known: ReadonlySet<string | null>,
): ReadonlySet<Index> {
  const isOfServer = ({ name, columns }: Index): boolean =>
    keys.some((key) =>
      isIndexForKey({ name, columns: names(columns) }, { name: key.name, columns: names(key.columns) }),
    );
  return new Set(
    indexes.filter((index) => !index.unique && !known.has(index.name) && isPlain(index) && isOfServer(index)),
  );
}
