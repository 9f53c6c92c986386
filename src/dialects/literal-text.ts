import { TextClause } from "../schema/elements/text-clause.js";

/** SQL from a database as a clause: a colon in it is no parameter. */
export function literalText(sql: string): TextClause {
  return new TextClause(sql.replaceAll(/(?<![:\w\\]):(?=\w)/g, "\\:"));
}
