import { TextClause } from "../schema/elements/text-clause.js";

/** SQL as a text clause takes it: a colon that would begin a parameter is escaped. */
export function escapeColons(sql: string): string {
  // Most texts have none, and looking behind each place is slow.
  if (!sql.includes(":")) return sql;
  return sql.replaceAll(/(?<![:\w\\]):(?=\w)/g, "\\:");
}

/** SQL from a database as a clause: a colon in it is no parameter. */
export function literalText(sql: string): TextClause {
  return new TextClause(escapeColons(sql));
}
