import { leadingWords, sqlTokens } from "./sql-tokens.js";

const WRITING_WORDS = new Set(["INSERT", "UPDATE", "DELETE"]);

const READING_PRAGMAS = new Set(
  (
    "table_info table_xinfo table_list index_list index_info index_xinfo foreign_key_list foreign_key_check " +
    "integrity_check quick_check database_list collation_list function_list module_list pragma_list compile_options"
  ).split(" "),
);

/** Settings of the connection that change no file. */
const SETTING_PRAGMAS = new Set(
  (
    "foreign_keys recursive_triggers case_sensitive_like cache_size synchronous temp_store legacy_alter_table " +
    "reverse_unordered_selects ignore_check_constraints trusted_schema cell_size_check automatic_index " +
    "analysis_limit query_only full_column_names short_column_names fullfsync checkpoint_fullfsync threads"
  ).split(" "),
);

/** Pragmas that do something even without a value. */
const ACTING_PRAGMAS = new Set(["wal_checkpoint", "optimize", "incremental_vacuum"]);

/** The effect of a statement on the file: it reads it, changes a setting of the connection only, or may change it. */
export type StatementEffect = "read" | "set" | "write";

/** The effect of a statement; one that is not known to be harmless counts as a write. */
export function statementEffect(sql: string): StatementEffect {
  switch (leadingWords(sql, 1)[0]) {
    case "SELECT":
    case "VALUES":
    case "EXPLAIN":
    case undefined:
      return "read";
    case "WITH":
      return hasWritingWord(sql) ? "write" : "read";
    case "PRAGMA":
      return pragmaEffect(sql);
    default:
      return "write";
  }
}

function hasWritingWord(sql: string): boolean {
  let before = "";
  for (const { kind, text } of sqlTokens(sql)) {
    if (kind === "space") continue;
    const word = kind === "word" ? text.toUpperCase() : "";
    // There is also a function replace(), but a query has no INTO.
    if (WRITING_WORDS.has(word) || (before === "REPLACE" && word === "INTO")) return true;
    before = word;
  }
  return false;
}

function pragmaEffect(sql: string): StatementEffect {
  const words: string[] = [];
  for (const { kind, text } of sqlTokens(sql)) if (kind !== "space") words.push(text.toLowerCase());
  if (words[2] === ".") words.splice(1, 2);
  const [, name = "", next] = words;
  const isPlain = next === undefined || next === ";";
  if (READING_PRAGMAS.has(name)) return "read";
  if (SETTING_PRAGMAS.has(name)) return isPlain ? "read" : "set";
  return isPlain && !ACTING_PRAGMAS.has(name) ? "read" : "write";
}

const ENDS = new Set(["COMMIT", "END"]);

/** Whether a statement ends a transaction; going back to a savepoint does not. */
export function endsTransaction(sql: string): boolean {
  const [first = ""] = leadingWords(sql, 1);
  return first === "ROLLBACK" ? undoesTransaction(sql) : ENDS.has(first);
}

/** Whether a statement rolls the transaction back. */
export function undoesTransaction(sql: string): boolean {
  return leadingWords(sql, 1)[0] === "ROLLBACK" && !leadingWords(sql, 3).includes("TO");
}
