import { leadingWords } from "./sql-tokens.js";

const ENDS = new Set(["COMMIT", "END", "ROLLBACK"]);

/** Whether a statement ends a transaction; going back to a savepoint does not. */
export function endsTransaction(sql: string): boolean {
  const [first = ""] = leadingWords(sql, 1);
  return ENDS.has(first) && !(first === "ROLLBACK" && leadingWords(sql, 3).includes("TO"));
}
