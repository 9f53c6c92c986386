import type { StatementRunner } from "../../../database/connection.js";
import {
  type CatalogRow,
  catalogRows,
  columnsQuery,
  constraintsQuery,
  indexesQuery,
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
  readonly types: NamedTypes;
}

/** Reads relations with their columns, constraints and indexes: six queries, whatever their number. */
export async function readRelations(connection: StatementRunner, scope: Scope): Promise<readonly RelationFacts[]> {
  const version = Number(
    (await catalogRows(connection, ["SELECT current_setting('server_version_num') AS version", []]))[0]?.["version"],
  );
  const relations = await catalogRows(connection, relationsQuery(scope));
  if (relations.length === 0) return [];
  const columns = byRelation(await catalogRows(connection, columnsQuery(scope)));
  const constraints = byRelation(await catalogRows(connection, constraintsQuery(scope, version)));
  const indexes = byRelation(await catalogRows(connection, indexesQuery(scope, version)));
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
