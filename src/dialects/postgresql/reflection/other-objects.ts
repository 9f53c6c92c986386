/**
 * The objects that CREATE TABLE does not make, of the schema `$1` or of those of the search path, in an order in which they
 * can be made.
 */
export function otherObjectsQuery(hasSchema: boolean): string {
  const place = hasSchema ? "n.nspname = $1" : "n.nspname = ANY (pg_catalog.current_schemas(false))";
  const own = (catalog: string, id: string): string =>
    `NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.${catalog}'::regclass AND d.objid = ${id} AND d.deptype IN ('e', 'a', 'i'))`;
  const relations = (kind: string, what: string, also = "true"): string =>
    `SELECT '${what} ' || c.relname AS name FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = '${kind}' AND ${also} AND ${place}`;
  const ofTables = (catalog: string, name: string, table: string, what: string, condition = "true"): string =>
    `SELECT '${what} ' || o.${name} || ' of ' || c.relname FROM pg_catalog.${catalog} o
      JOIN pg_catalog.pg_class c ON c.oid = o.${table} JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE ${condition} AND NOT c.relispartition AND ${place}`;
  const queries = [
    "SELECT 'extension ' || extname AS name FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql'",
    `SELECT CASE t.typtype WHEN 'd' THEN 'domain ' ELSE 'type ' END || t.typname FROM pg_catalog.pg_type t
      JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
      WHERE (t.typtype IN ('d', 'r') OR c.relkind = 'c') AND ${own("pg_type", "t.oid")} AND ${place}`,
    relations("S", "sequence", own("pg_class", "c.oid")),
    `SELECT DISTINCT 'function ' || f.proname FROM pg_catalog.pg_proc f JOIN pg_catalog.pg_namespace n ON n.oid = f.pronamespace
      WHERE ${own("pg_proc", "f.oid")} AND ${place}`,
    relations("p", "partitions of", "NOT c.relispartition"),
    relations("r", "UNLOGGED of", "c.relpersistence = 'u'"),
    ofTables("pg_inherits", "inhparent::regclass", "inhrelid", "inheritance from"),
    ofTables("pg_constraint", "conname", "conrelid", "exclusion constraint", "o.contype = 'x'"),
    relations("m", "materialized view", own("pg_class", "c.oid")),
    ofTables("pg_policy", "polname", "polrelid", "policy"),
    relations("r", "row level security of", "c.relrowsecurity"),
  ];
  const ranked = queries.map((query, at) => `SELECT ${at} AS rank, name FROM (${query}) AS q${at} (name)`);
  return `${ranked.join(" UNION ALL ")} ORDER BY rank, name`;
}
