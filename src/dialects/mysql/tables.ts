import type { Column } from "../../schema/column.js";
import type { IdentityOptions } from "../../schema/defaults/identity-options.js";
import type { Table } from "../../schema/table.js";
import { TIMESTAMP } from "../../schema/types/date-time.js";
import type { CompileState } from "../base/compile-state.js";
import type { DialectParts } from "../base/dialect-parts.js";
import { Tables as BaseTables } from "../base/tables.js";

/** CREATE TABLE as MySQL writes it. */
export class Tables extends BaseTables {
  override specification(column: Column, state: CompileState): string {
    const { identifiers, types, literals } = this.dialect;
    const parts = [identifiers.column(column), types.write(column.type)];
    if (column.computed !== null) parts.push(this.computed(column.computed, state));
    const isNullable = column.nullable || this.isForcedNullable(column);
    if (!isNullable) parts.push("NOT NULL");
    else if (column.nullable && types.resolve(column.type) instanceof TIMESTAMP) parts.push("NULL");
    if (column.comment !== null) parts.push(`COMMENT ${literals.string(column.comment)}`);
    if (this.#numbersRows(column)) {
      parts.push("AUTO_INCREMENT");
    } else {
      const written = this.defaultText(column.serverDefault, state);
      if (written !== null) parts.push(`DEFAULT ${needsParentheses(written) ? `(${written})` : written}`);
    }
    return parts.join(" ");
  }

  override identityOptions(options: IdentityOptions): string {
    return super.identityOptions(options).replace("NO CYCLE", "NOCYCLE");
  }

  /** Whether a column gets an explicit NULL. */
  protected isForcedNullable(_column: Column): boolean {
    return false;
  }

  override afterTable(table: Table): string {
    return tableOptions(table, this.dialect);
  }

  #numbersRows(column: Column): boolean {
    const { table } = column;
    if (table === null || table.autoincrementColumn !== column) return false;
    return column.serverDefault === null || column.identity !== null;
  }
}

/** MySQL accepts a default expression only in parentheses, except for the current time. */
function needsParentheses(text: string): boolean {
  return (
    !/^\s*['"(]/.test(text) &&
    !/ON +UPDATE/i.test(text) &&
    !/^(\bnow\(\d+\)|\bcurrent_timestamp\(\d+\))/i.test(text) &&
    /^.*[^\p{L}\p{N}_].*/u.test(text)
  );
}

const texts = new Set(["COMMENT", "PASSWORD", "CONNECTION"]);
const spaced = new Set([
  "DATA_DIRECTORY",
  "INDEX_DIRECTORY",
  "DEFAULT_CHARACTER_SET",
  "CHARACTER_SET",
  "DEFAULT_CHARSET",
  "DEFAULT_COLLATE",
]);
const joinedBySpace = new Set(["TABLESPACE", "DEFAULT CHARACTER SET", "CHARACTER SET", "COLLATE"]);
const partitions = ["PARTITION_BY", "PARTITIONS", "SUBPARTITION_BY", "SUBPARTITIONS"];
/** The character set must come before COLLATE. */
const characterSets = new Set(["DEFAULT_CHARSET", "DEFAULT_CHARACTER_SET", "CHARSET", "CHARACTER_SET"]);

/** Writes the options after the parentheses of CREATE TABLE: engine, character set, comment and so on. */
export function tableOptions(table: Table, dialect: DialectParts): string {
  const given = new Map<string, string>();
  for (const [key, value] of Object.entries(table.dialectOptions)) {
    if (!key.startsWith(dialect.name)) continue;
    const option = key
      .slice(dialect.name.length)
      .replaceAll(/(?<=.)([A-Z])/g, "_$1")
      .toUpperCase();
    given.set(option, String(value));
  }
  if (table.comment !== null) given.set("COMMENT", table.comment);
  const plain = [...given.keys()].filter((option) => !partitions.includes(option));
  const sorted = collateLast(plain).map((option) => written(option, given.get(option) ?? "", dialect));
  const parted = partitions
    .filter((option) => given.has(option))
    .map((option) => `${option.replaceAll("_", " ")} ${given.get(option)}`);
  return [...sorted, ...parted].join(" ");
}

function written(option: string, value: string, dialect: DialectParts): string {
  const text = texts.has(option) ? dialect.literals.string(value) : value;
  const name = spaced.has(option) ? option.replaceAll("_", " ") : option;
  return `${name}${joinedBySpace.has(name) ? " " : "="}${text}`;
}

function collateLast(options: readonly string[]): readonly string[] {
  if (!options.some((option) => characterSets.has(option))) return options;
  const rest = options.filter((option) => option !== "COLLATE");
  return options.includes("COLLATE") ? [...rest, "COLLATE"] : rest;
}
