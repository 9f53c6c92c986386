import type { SqlParams, SqlValue, StatementRunner } from "../../../database/connection.js";

/** The relations to read. */
export interface Scope {
  /** Their schema; `null` for relations that the search path finds. */
  readonly schema: string | null;
  /** Their names; `undefined` for all. */
  readonly names: readonly string[] | undefined;
}

/** A row of a query on the catalogs; its values are named in the query. */
export type CatalogRow = Readonly<Record<string, SqlValue>>;

/** Tables, partitioned tables, foreign tables, views and materialized views. */
const anyKind = "c.relkind IN ('r', 'p', 'f', 'v', 'm')";

/** The condition for the relations `c` of namespaces `n`, whose parameters are `$1` and `$2`. */
function condition({ schema, names }: Scope): { readonly sql: string; readonly params: SqlParams } {
  const place = schema === null ? "pg_table_is_visible(c.oid) AND n.nspname <> 'pg_catalog'" : "n.nspname = $1";
  const list = names === undefined ? "" : ` AND c.relname = ANY($${schema === null ? 1 : 2}::text[])`;
  return {
    sql: `${place}${list}`,
    params: [...(schema === null ? [] : [schema]), ...(names === undefined ? [] : [names])],
  };
}

const relations = "pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace";

/**
 * The comment on an object of a catalog. The functions for comments take several times as long, because each call runs a
 * query.
 */
const commentOn = (catalog: string, object: string, column = "0"): string =>
  `(SELECT ds.description FROM pg_catalog.pg_description ds
        WHERE ds.objoid = ${object} AND ds.classoid = 'pg_catalog.${catalog}'::regclass AND ds.objsubid = ${column})`;

/** Relations with the facts about each as a whole. */
export function relationsQuery(scope: Scope): readonly [sql: string, params: SqlParams] {
  const { sql, params } = condition(scope);
  return [
    `SELECT c.oid::text AS id, c.relname AS name, c.relkind AS kind, n.nspname AS schema,
      ${commentOn("pg_class", "c.oid")} AS comment, c.reloptions AS options,
      CASE WHEN a.amname <> current_setting('default_table_access_method') THEN a.amname END AS method,
      s.spcname AS tablespace,
      CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END AS "partitionKey",
      (SELECT array_agg(p.relname::text ORDER BY i.inhseqno) FROM pg_catalog.pg_inherits i
        JOIN pg_catalog.pg_class p ON p.oid = i.inhparent WHERE i.inhrelid = c.oid) AS parents
    FROM ${relations}
      LEFT JOIN pg_catalog.pg_am a ON a.oid = c.relam AND c.relkind IN ('r', 'm')
      LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace
    WHERE ${anyKind} AND ${sql}`,
    params,
  ];
}

/** Columns, in their order. */
export function columnsQuery(scope: Scope): readonly [sql: string, params: SqlParams] {
  const { sql, params } = condition(scope);
  return [
    `SELECT a.attrelid::text AS id, a.attnum AS number, a.attname AS name,
      pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
      CASE WHEN a.atthasdef THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) END AS default,
      a.attnotnull AS "notNull", ${commentOn("pg_class", "a.attrelid", "a.attnum")} AS comment,
      nullif(a.attgenerated::text, '') AS generated,
      CASE WHEN a.attidentity <> '' THEN (
        SELECT json_build_object('always', a.attidentity = 'a', 'start', q.seqstart::text, 'increment', q.seqincrement::text,
          'minvalue', q.seqmin::text, 'maxvalue', q.seqmax::text, 'cache', q.seqcache::text, 'cycle', q.seqcycle)::text
        FROM pg_catalog.pg_depend u JOIN pg_catalog.pg_sequence q ON q.seqrelid = u.objid
        WHERE u.classid = 'pg_catalog.pg_class'::regclass AND u.refclassid = 'pg_catalog.pg_class'::regclass
          AND u.refobjid = a.attrelid AND u.refobjsubid = a.attnum AND u.deptype = 'i') END AS identity,
      CASE WHEN a.atthasdef THEN (SELECT sq.relname FROM pg_catalog.pg_depend u JOIN pg_catalog.pg_class sq ON sq.oid = u.objid AND sq.relkind = 'S'
        WHERE u.classid = 'pg_catalog.pg_class'::regclass AND u.refclassid = 'pg_catalog.pg_class'::regclass
          AND u.refobjid = a.attrelid AND u.refobjsubid = a.attnum AND u.deptype = 'a' LIMIT 1) END AS "ownedSequence",
      CASE WHEN a.attcollation <> t.typcollation THEN
        (SELECT l.collname FROM pg_catalog.pg_collation l WHERE l.oid = a.attcollation) END AS collation
    FROM ${relations}
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE ${anyKind} AND ${sql} ORDER BY a.attrelid, a.attnum`,
    params,
  ];
}

/**
 * Primary keys, unique constraints, foreign keys and checks, by name. Columns of the table itself are given as numbers. Only
 * a check, or a constraint with a clause after its columns, comes with its text.
 */
export function constraintsQuery(scope: Scope, version: number): readonly [sql: string, params: SqlParams] {
  const { sql, params } = condition(scope);
  return [
    `SELECT o.conrelid::text AS id, o.conname AS name, o.contype AS kind, array_to_string(o.conkey, ' ') AS numbers,
      CASE WHEN o.contype = 'c' OR (o.contype = 'f' AND (o.confupdtype <> 'a' OR o.confdeltype <> 'a' OR o.confmatchtype <> 's'
        OR o.condeferrable)) OR (o.contype IN ('p', 'u') AND o.condeferrable) THEN pg_catalog.pg_get_constraintdef(o.oid, true) END AS text,
      CASE WHEN o.contype = 'f' THEN ARRAY(SELECT a.attname::text FROM unnest(o.confkey) WITH ORDINALITY AS k(number, place)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = o.confrelid AND a.attnum = k.number ORDER BY k.place) END AS referred,
      CASE WHEN x.indnatts > x.indnkeyatts THEN array_to_string((x.indkey::int2[])[x.indnkeyatts:], ' ') END AS included,
      ${version >= 150000 ? "x.indnullsnotdistinct" : "false"} AS "nullsNotDistinct",
      r.relname AS "referredTable", rn.nspname AS "referredSchema", pg_catalog.pg_table_is_visible(o.confrelid) AS "isVisible",
      ${commentOn("pg_constraint", "o.oid")} AS comment
    FROM ${relations}
      JOIN pg_catalog.pg_constraint o ON o.conrelid = c.oid AND o.contype IN ('p', 'u', 'f', 'c')
      LEFT JOIN pg_catalog.pg_index x ON x.indexrelid = o.conindid AND o.contype IN ('p', 'u')
      LEFT JOIN pg_catalog.pg_class r ON r.oid = o.confrelid AND o.contype = 'f'
      LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
    WHERE ${anyKind} AND ${sql} ORDER BY o.conrelid, o.conname`,
    params,
  ];
}

/** Indexes, by name, without those of primary keys. */
export function indexesQuery(scope: Scope, version: number): readonly [sql: string, params: SqlParams] {
  const { sql, params } = condition(scope);
  return [
    `SELECT x.indrelid::text AS id, ic.relname AS name, x.indisunique AS "isUnique", x.indisvalid AS "isValid",
      x.indoption::text AS options, ic.reloptions AS "with", m.amname AS method, s.spcname AS tablespace,
      pg_catalog.pg_get_expr(x.indpred, x.indrelid) AS where, x.indnkeyatts AS "keyCount",
      ${version >= 150000 ? "x.indnullsnotdistinct" : "false"} AS "nullsNotDistinct",
      EXISTS (SELECT FROM pg_catalog.pg_constraint o WHERE o.conrelid = x.indrelid AND o.conindid = x.indexrelid
        AND o.contype IN ('p', 'u', 'x')) AS "isConstraint"
    FROM ${relations}
      JOIN pg_catalog.pg_index x ON x.indrelid = c.oid AND NOT x.indisprimary
      JOIN pg_catalog.pg_class ic ON ic.oid = x.indexrelid
      JOIN pg_catalog.pg_am m ON m.oid = ic.relam
      LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = ic.reltablespace
    WHERE ${anyKind} AND ${sql} ORDER BY x.indrelid, ic.relname`,
    params,
  ];
}

/**
 * The parts of these indexes, in their order. They are rows of their own, because a list made for each index takes the
 * server several times as long.
 */
export function indexPartsQuery(scope: Scope): readonly [sql: string, params: SqlParams] {
  const { sql, params } = condition(scope);
  return [
    `SELECT x.indrelid::text AS id, ic.relname AS index,
      CASE WHEN k.number = 0 THEN pg_catalog.pg_get_indexdef(x.indexrelid, k.place::int, true) END AS expression,
      a.attname AS name, CASE WHEN NOT oc.opcdefault THEN oc.opcname END AS "operatorClass",
      CASE WHEN k.coll <> coalesce(a.attcollation, k.coll) THEN
        (SELECT l.collname FROM pg_catalog.pg_collation l WHERE l.oid = k.coll) END AS collation
    FROM ${relations}
      JOIN pg_catalog.pg_index x ON x.indrelid = c.oid AND NOT x.indisprimary
      JOIN pg_catalog.pg_class ic ON ic.oid = x.indexrelid
      CROSS JOIN unnest(x.indkey::int2[], x.indclass::oid[], x.indcollation::oid[])
        WITH ORDINALITY AS k(number, class, coll, place)
      LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.number
      LEFT JOIN pg_catalog.pg_opclass oc ON oc.oid = k.class
    WHERE ${anyKind} AND ${sql} ORDER BY x.indrelid, ic.relname, k.place`,
    params,
  ];
}

/** Enum types and domains of all schemas. */
export const namedTypesQuery = `SELECT t.typname AS name, n.nspname AS schema, pg_catalog.pg_type_is_visible(t.oid) AS "isVisible", t.typtype AS kind,
    ARRAY(SELECT e.enumlabel::text FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS labels,
    CASE WHEN t.typtype = 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod) END AS base,
    t.typnotnull AS "notNull", t.typdefault AS default, l.collname AS collation,
    CASE WHEN NOT pg_catalog.pg_collation_is_visible(l.oid) THEN ln.nspname END AS "collationSchema",
    (SELECT json_build_array(o.conname, pg_catalog.pg_get_constraintdef(o.oid, true))::text FROM pg_catalog.pg_constraint o
      WHERE o.contypid = t.oid AND o.contype = 'c' ORDER BY o.oid LIMIT 1) AS check
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_catalog.pg_collation l ON l.oid = t.typcollation
    LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
  WHERE t.typtype IN ('e', 'd') ORDER BY n.nspname, t.typname`;

/** Enum types with the columns of tables that have them, or lists of them. */
export const enumsQuery = `SELECT t.typname AS name, n.nspname AS schema, pg_catalog.pg_type_is_visible(t.oid) AS "isVisible",
    ARRAY(SELECT e.enumlabel::text FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS labels,
    (SELECT json_agg(json_build_object('schema', cn.nspname, 'table', c.relname, 'name', a.attname, 'isArray', a.atttypid <> t.oid,
        'default', pg_catalog.pg_get_expr(d.adbin, d.adrelid)) ORDER BY cn.nspname, c.relname, a.attnum)::text
      FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
        JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.atttypid IN (t.oid, t.typarray) AND NOT a.attisdropped AND NOT c.relispartition) AS columns
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
  WHERE t.typtype = 'e' ORDER BY n.nspname, t.typname`;

/** Runs a query on the catalogs. */
export async function catalogRows(
  connection: StatementRunner,
  [sql, params]: readonly [string, SqlParams],
): Promise<readonly CatalogRow[]> {
  return (await connection.execute(sql, params)).rows;
}

/** A value as text, or `null`. */
export const textOrNull = (value: SqlValue | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

/** A value that is a list of texts, or NULL for none. */
export const textsOf = (value: SqlValue | undefined): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [];
