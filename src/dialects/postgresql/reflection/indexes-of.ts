import { setOwnValue } from "../../../support/own-value.js";
import type { IndexSorting, ReflectedIndex } from "../../inspector.js";
import { type CatalogRow, textOrNull, textsOf } from "./catalog.js";
import type { RelationFacts } from "./relation-facts.js";

type Part = readonly [isExpression: boolean, text: string, operatorClass: string | null, collation: string | null];

/** The indexes of a table, by name. */
export function indexesOf({ indexes, indexParts }: RelationFacts): readonly ReflectedIndex[] {
  return indexes.map((row) =>
    indexOf(
      row,
      indexParts.filter((part) => part["index"] === row["name"]),
    ),
  );
}

function partOf(row: CatalogRow): Part {
  const expression = textOrNull(row["expression"]);
  const text = expression ?? String(row["name"]);
  return [expression !== null, text, textOrNull(row["operatorClass"]), textOrNull(row["collation"])];
}

function indexOf(row: CatalogRow, partRows: readonly CatalogRow[]): ReflectedIndex {
  const all = partRows.map(partOf);
  const count = Number(row["keyCount"]);
  const parts = all.slice(0, count);
  const name = String(row["name"]);
  const where = textOrNull(row["where"]);
  return {
    name,
    columnNames: parts.map(([isExpression, text]) => (isExpression ? null : text)),
    expressions: parts.map(([, text]) => text),
    unique: row["isUnique"] === true,
    columnSorting: sortingOf(parts, textOrNull(row["options"]) ?? ""),
    columnCollation: Object.fromEntries(
      parts.flatMap(([, text, , collation]) => (collation === null ? [] : [[text, collation]])),
    ),
    where,
    ...(row["isConstraint"] === true ? { duplicatesConstraint: name } : {}),
    dialectOptions: {
      ...operatorClasses(parts),
      ...storageOptions(row["with"]),
      ...(row["method"] === "btree" ? {} : { postgresqlUsing: String(row["method"]) }),
      ...(where === null ? {} : { postgresqlWhere: where }),
      postgresqlInclude: all.slice(count).map(([, text]) => text),
      ...(row["nullsNotDistinct"] === true ? { postgresqlNullsNotDistinct: true } : {}),
      ...(row["isValid"] === true ? {} : { postgresqlInvalid: true }),
    },
    // The server keeps no statement, and writing one for each index takes it longer than all other facts.
    sql: null,
  };
}

/** Only what differs from the server's own order: ascending with NULLs last, descending with NULLs first. */
function sortingOf(parts: readonly Part[], options: string): Readonly<Record<string, readonly IndexSorting[]>> {
  const flags = options.split(" ").map(Number);
  const sorting: Record<string, readonly IndexSorting[]> = {};
  for (const [at, [, text]] of parts.entries()) {
    const flag = flags[at] ?? 0;
    if ((flag & 1) !== 0) setOwnValue(sorting, text, (flag & 2) === 0 ? ["desc", "nulls_last"] : ["desc"]);
    else if ((flag & 2) !== 0) setOwnValue(sorting, text, ["nulls_first"]);
  }
  return sorting;
}

function operatorClasses(parts: readonly Part[]): { readonly postgresqlOps?: Readonly<Record<string, string>> } {
  const named = parts.flatMap(([, text, operatorClass]) => (operatorClass === null ? [] : [[text, operatorClass]]));
  return named.length === 0 ? {} : { postgresqlOps: Object.fromEntries(named) };
}

/** `WITH (…)`, as the catalogs keep it: one text `name=value` for each option. */
export function storageOptions(value: CatalogRow[string] | undefined): {
  readonly postgresqlWith?: Readonly<Record<string, string>>;
} {
  const options = textsOf(value).map((text) => [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)]);
  return options.length === 0 ? {} : { postgresqlWith: Object.fromEntries(options) };
}
