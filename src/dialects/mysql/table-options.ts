import type { Table } from "../../schema/table.js";
import type { BaseDialect } from "../base/base-dialect.js";

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
/** These stand before COLLATE, which would not fit another character set. */
const characterSets = new Set(["DEFAULT_CHARSET", "DEFAULT_CHARACTER_SET", "CHARSET", "CHARACTER_SET"]);

/** What stands behind the parenthesis of CREATE TABLE: engine, character set, comment and so on. */
export function tableOptions(table: Table, dialect: BaseDialect): string {
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

function written(option: string, value: string, dialect: BaseDialect): string {
  const text = texts.has(option) ? dialect.literals.string(value) : value;
  const name = spaced.has(option) ? option.replaceAll("_", " ") : option;
  return `${name}${joinedBySpace.has(name) ? " " : "="}${text}`;
}

function collateLast(options: readonly string[]): readonly string[] {
  if (!options.some((option) => characterSets.has(option))) return options;
  const rest = options.filter((option) => option !== "COLLATE");
  return options.includes("COLLATE") ? [...rest, "COLLATE"] : rest;
}
