import type { IndexSorting, ReflectedIndex } from "../../inspector.js";
import type { IndexedPartText } from "../text/create-table-text.js";
import { parseCreateIndex } from "../text/parse-create-index.js";
import type { IndexFacts, TableFacts } from "./table-facts.js";

function sorting(part: IndexedPartText): readonly IndexSorting[] {
  return [
    ...(part.order === null ? [] : [part.order === "DESC" ? ("desc" as const) : ("asc" as const)]),
    ...(part.nulls === null ? [] : [part.nulls === "FIRST" ? ("nulls_first" as const) : ("nulls_last" as const)]),
  ];
}

/** Whether an index belongs to a UNIQUE clause or a primary key. */
function automatic(index: IndexFacts): ReflectedIndex {
  const names = index.parts.map((part) => part.column ?? "");
  return {
    name: index.name,
    columnNames: names,
    expressions: names,
    unique: index.unique,
    columnSorting: {},
    columnCollation: {},
    where: null,
    dialectOptions: {},
    sql: null,
  };
}

function written(index: IndexFacts, sql: string): ReflectedIndex {
  const { parts, where } = parseCreateIndex(sql);
  // The pragma has the table's own spelling of a column's name; the text has everything else.
  const columnNames = parts.map((_, at) => index.parts[at]?.column ?? null);
  const expressions = parts.map((part, at) => columnNames[at] ?? part.expression);
  const keyed = <V>(value: (part: IndexedPartText) => V | undefined): Record<string, V> =>
    Object.fromEntries(
      parts.flatMap((part, at) => {
        const found = value(part);
        return found === undefined ? [] : [[expressions[at] ?? part.expression, found]];
      }),
    );
  return {
    name: index.name,
    columnNames,
    expressions,
    unique: index.unique,
    columnSorting: keyed((part) => (part.order === "DESC" || part.nulls !== null ? sorting(part) : undefined)),
    columnCollation: keyed((part) => part.collation ?? undefined),
    where,
    dialectOptions: where === null ? {} : { sqliteWhere: where },
    sql,
  };
}

/** Returns the indexes by name, with those that SQLite creates for constraints when `withAutomatic` is set. */
export function reflectedIndexes(facts: TableFacts, withAutomatic = false): readonly ReflectedIndex[] {
  return facts.indexes
    .filter((index) => withAutomatic || index.origin === "c")
    .map((index) => (index.sql === null ? automatic(index) : written(index, index.sql)))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
