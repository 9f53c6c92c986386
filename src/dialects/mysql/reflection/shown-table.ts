import type { Row } from "../../../database/connection.js";
import type { ReflectedColumn } from "../../inspector.js";
import { reflectedType } from "./reflected-type.js";

/** The server whose statement is read. */
interface Server {
  /** The collation of columns without one of their own. */
  readonly collation: string;
  readonly isMariadb: boolean;
}

/**
 * Whether the catalogs write this text in the same way. They escape backslashes and letters beyond ASCII differently from
 * SHOW CREATE TABLE.
 */
const isWrittenAlike = (text: string): boolean => /^[\x20-\x5b\x5d-\x7e]*$/.test(text);

/** What follows the name and the type of a column. */
const afterType =
  /^(?: CHARACTER SET (?<charset>\w+))?(?: COLLATE \w+)?(?: \/\*!80003 SRID \d+ \*\/)?(?: (?:NOT )?NULL)?(?: DEFAULT (?<value>.+?))?(?: CHECK \(json_valid\(`\w+`\)\))?$/;

/**
 * Reads the only column of a table from SHOW CREATE TABLE and the row of SHOW FULL COLUMNS, because temporary tables are not
 * in the catalogs.
 *
 * @returns the column as the inspector would read it in the catalogs; `undefined` if the two may differ.
 */
export function shownColumn(
  shown: string,
  row: Row,
  { collation: usual, isMariadb }: Server,
): Pick<ReflectedColumn, "type" | "typeText" | "collation" | "default"> | undefined {
  const typeText = String(row["Type"]);
  const collation = row["Collation"] === null ? null : String(row["Collation"]);
  const [, line = ""] = shown.split("\n");
  const start = `  \`${row["Field"]}\` ${typeText}`;
  const parts = line.startsWith(start) ? afterType.exec(line.slice(start.length))?.groups : undefined;
  if (parts === undefined || !isWrittenAlike(line)) return undefined;
  const { charset, value = "NULL" } = parts;
  const isUsual = collation === null || collation === usual;
  if (!isUsual && charset === undefined) return undefined;
  // MySQL's catalog has the default of a binary column in hexadecimal, and the strings of an expression in another form.
  const isConverted = value.startsWith("(") || (value !== "NULL" && /binary|blob/.test(typeText));
  if (!isMariadb && isConverted) return undefined;
  return {
    type: reflectedType(typeText, isUsual || charset === undefined ? {} : { charset, collation }),
    typeText,
    collation,
    default: value === "NULL" ? null : value,
  };
}

/**
 * Reads the conditions of a table's CHECKs from SHOW CREATE TABLE.
 *
 * @returns the conditions by the names of the CHECKs; `undefined` if the catalogs may write them differently.
 */
export function shownChecks(shown: string): ReadonlyMap<string, string> | undefined {
  const found = [...shown.matchAll(/^ {2}CONSTRAINT `([^`]+)` CHECK \((.*)\),?$/gm)];
  const checks = new Map(found.map(([, name = "", text = ""]) => [name, text]));
  return [...checks.values()].every(isWrittenAlike) ? checks : undefined;
}
