import type { StatementRunner } from "../../../database/connection.js";
import {
  type CatalogRow,
  catalogRows,
  columnsQuery,
  constraintsQuery,
  indexesQuery,
  indexPartsQuery,
  namedTypesQuery,
  relationsQuery,
  type Scope,
  textOrNull,
} from "./catalog.js";
import { type NamedTypes, namedTypes } from "./named-types.js";

/** All facts of the catalogs about one table or view. */
export interface RelationFacts {
  readonly name: string;
  /** The schema that it is in. */
  readonly schema: string;
  readonly relation: CatalogRow;
  readonly columns: readonly CatalogRow[];
  readonly constraints: readonly CatalogRow[];
  readonly indexes: readonly CatalogRow[];
  /** The parts of all indexes, each index's in its order. */
  readonly indexParts: readonly CatalogRow[];
  readonly types: NamedTypes;
}

/** Reads relations with their columns, constraints and indexes: eight queries, whatever their number. */
export async function readRelations(connection: StatementRunner, scope: Scope): Promise<readonly RelationFacts[]> {
  const version = Number(
    (await catalogRows(connection, ["SELECT current_setting('server_version_num') AS version", []]))[0]?.["version"],
  );
  const relations = await catalogRows(connection, relationsQuery(scope));
  if (relations.length === 0) return [];
  const columns = byRelation(await catalogRows(connection, columnsQuery(scope)));
  const constraints = byRelation(await catalogRows(connection, constraintsQuery(scope, version)));
  const indexes = byRelation(await catalogRows(connection, indexesQuery(scope, version)));
  const indexParts = indexes.size === 0 ? indexes : byRelation(await catalogRows(connection, indexPartsQuery(scope)));
  const types = namedTypes(await catalogRows(connection, [namedTypesQuery, []]));
  return relations.map((relation) => {
    const id = textOrNull(relation["id"]) ?? "";
    return {
      name: String(relation["name"]),
      schema: String(relation["schema"]),
      relation,
      columns: columns.get(id) ?? [],
      constraints: constraints.get(id) ?? [],
      indexes: indexes.get(id) ?? [],
      indexParts: indexParts.get(id) ?? [],
      types,
    };
  });
}

function byRelation(rows: readonly CatalogRow[]): ReadonlyMap<string, readonly CatalogRow[]> {
  const found = new Map<string, CatalogRow[]>();
  for (const row of rows) {
    const id = String(row["id"]);
    const list = found.get(id);
    if (list === undefined) found.set(id, [row]);
    else list.push(row);
  }
  return found;
}
