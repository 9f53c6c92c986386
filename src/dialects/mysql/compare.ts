import type { StatementRunner } from "../../database/connection.js";
import { compare as base, synonyms } from "../base/compare.js";
import type { CompareHooks, DefaultSpellings, DefaultsToCompare } from "../compare-hooks.js";
import { isWrittenAs, reflectedTypeDifference } from "./type-difference.js";

/** A default with what follows ` on update`, which has no parentheses at its end where it is empty ones. */
function splitOnUpdate(text: string): { readonly before: string; readonly onUpdate: string } | undefined {
  const at = text.lastIndexOf(" on update");
  if (at < 0) return undefined;
  return { before: text.slice(0, at), onUpdate: text.slice(at + 1).replace(/\(\)$/, "") };
}

function stripNumeric(text: string | null): string | null {
  return text === null ? null : text.replace(/^\((.+)\)$/s, "$1").replace(/^'(.+)'$/s, "$1");
}

/** A function's call is the same with and without its empty parentheses. */
const normalize = (text: string): string => text.toLowerCase().replace(/\(\)$/, "");

function areDefaultsEqual({ inspectedColumn, metadataColumn, inspected, metadata }: DefaultsToCompare): boolean {
  const { affinity } = inspectedColumn.type;
  if (metadataColumn.type.affinity === "Integer" && inspectedColumn.primaryKey && inspected === "'0'" && !metadata)
    return true;
  if (inspected !== null && ["Integer", "Numeric", "Float"].includes(affinity)) {
    if (stripNumeric(inspected) === stripNumeric(metadata)) return true;
  } else if (metadata !== null && metadataColumn.type.affinity === "String") {
    return inspected === `'${metadata.replaceAll(/^'|'$/g, "")}'`;
  }
  if (inspected === null || metadata === null) return inspected === metadata;
  const found = splitOnUpdate(inspected.toLowerCase());
  const wanted = splitOnUpdate(metadata.toLowerCase());
  if (found === undefined) return normalize(inspected) === normalize(metadata);
  return (
    wanted !== undefined && found.onUpdate === wanted.onUpdate && normalize(found.before) === normalize(wanted.before)
  );
}

/** What may follow DEFAULT without parentheses: a literal, a word and the time of now. */
const plainDefault =
  /^\s*(?:\(.*\)|[bnx]?'.*'|"[^"]*"|[-+]?[\d.]+(?:e[-+]?\d+)?|\w+|(?:now|current_timestamp|localtime|localtimestamp)\(\d*\)|.*\bON\s+UPDATE\b.*)\s*$/is;
const wrapDefault = (sql: string): string => (plainDefault.test(sql) ? sql : `(${sql})`);

/** Makes the server write both defaults into a column of the type, and compares the results. */
async function decideDefaults(
  scratch: StatementRunner,
  { typeText, one, other }: DefaultSpellings,
  probe: "TABLE" | "TEMPORARY TABLE",
): Promise<boolean | undefined> {
  if (one === other) return true;
  const written = async (text: string): Promise<string | undefined> =>
    // A text column accepts a literal in parentheses only.
    (await writtenDefault(scratch, probe, `${typeText} DEFAULT ${unwrapped(text)}`)) ??
    (text === unwrapped(text) ? undefined : writtenDefault(scratch, probe, `${typeText} DEFAULT ${text}`));
  const [first, second] = [await written(one), await written(other)];
  return first === undefined || second === undefined ? undefined : first === second;
}

/**
 * MySQL keeps `(1.50)`, `('x')` and `(now())` as expressions, which are the same as a number, a text and CURRENT_TIMESTAMP;
 * of `(pi())` it stores the value where ALTER COLUMN sets it.
 */
const unwrapped = (text: string): string =>
  text.replace(
    /^\((?:([-\d.]+)|-\(([\d.]+)\)|(now\(\d*\))|(pi\(\))|(?:_\w+)?('(?:[^'\\]|\\.|'')*'))\)/i,
    (_, number, negated, now, pi, string) =>
      negated !== undefined ? `-${negated}` : pi !== undefined ? String(Math.PI) : (number ?? now ?? string),
  );

/** A default as the server writes it, or `undefined` where the type does not accept it. */
async function writtenDefault(scratch: StatementRunner, probe: string, column: string): Promise<string | undefined> {
  try {
    await scratch.execute(`CREATE ${probe} alembic_default_probe (probe ${column})`);
    const { rows } = await scratch.execute("SHOW CREATE TABLE alembic_default_probe");
    await scratch.execute(`DROP ${probe} alembic_default_probe`);
    return / DEFAULT (.*?),?\n/s.exec(String(rows[0]?.["Create Table"]))?.[1];
  } catch {
    return undefined;
  }
}

const isAscii = /^[\x20-\x7e]*$/;

/**
 * The server writes equal expressions in the same words; only the spaces differ. MySQL also keeps the letters in which a
 * column was written, names the character set of the session that sent a string, and writes `-1` as `-(1)` until it has
 * rebuilt the table.
 */
const normalizeExpression = (expression: string): string =>
  expression
    .split(/('(?:[^'\\]|\\.|'')*')/s)
    .map((part, at, parts) => {
      if (at % 2 === 1) return part;
      const words = part
        .replaceAll(/\s+/g, " ")
        .replaceAll(/`[^`]*`/g, (name) => name.toLowerCase())
        .replaceAll(/-\(([\d.]+)\)/g, "-$1");
      return isAscii.test(parts[at + 1] ?? "") ? words.replace(/\b_(?:utf8(?:mb[34])?|latin1|ascii)$/, "") : words;
    })
    .join("")
    .trim();

/** The rules for comparing MySQL and MariaDB with models. */
export const compare: CompareHooks = {
  ...base,
  typeSynonyms: [...base.typeSynonyms, synonyms("bool", "tinyint"), synonyms("json", "longtext")],
  typeParts: [/character set ([\w\-_]+)/, /collate ([\w\-_]+)/],
  restrictIsNoAction: true,
  uniquesAreIndexes: true,
  foreignKeysNeedIndexes: true,
  comparesIndexOptions: true,
  restatesColumns: true,
  // The lock of a run on a cluster.
  isOwnTable: (name, versionTable) => name === `${versionTable}_lock`,
  isSystemSchema: (name) => /^(?:mysql|performance_schema|sys|alembic_scratch_.*)$/.test(name),
  wrapDefault,
  // Alembic omits them, so that the server refuses its statement.
  wrapDefaultInPython: wrapDefault,
  normalizeExpression,
  reflectedTypeDifference,
  isWrittenAs,
  decideDefaults,
  areDefaultsEqual,
};
