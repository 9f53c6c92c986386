import type { Row } from "../../../database/connection.js";
import type { TypeEngine } from "../../../schema/types/type-engine.js";
import type {
  ReflectedCheckConstraint,
  ReflectedColumn,
  ReflectedForeignKeyConstraint,
  ReflectedIndex,
  ReflectedPrimaryKeyConstraint,
  ReflectedUniqueConstraint,
} from "../../inspector.js";
import { grouped, type SharedFacts, type TableFacts } from "./read-tables.js";
import { type OwnCharacters, reflectedType } from "./reflected-type.js";

const textOrNull = (value: Row[string] | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

/** The columns in their order. */
export function columnsOf(facts: TableFacts): readonly ReflectedColumn[] {
  const keys = primaryKeyOf(facts).constrainedColumns;
  const { columns, column } = facts.shared;
  return facts.columns.map((row) => {
    const name = String(row["name"]);
    const key = `${facts.table["collation"]} ${row["packed"]}`;
    const known = columns.get(key) ?? columnWithoutName(column.read(row), facts);
    columns.set(key, known);
    return { name, ...known, primaryKey: keys.indexOf(name) + 1 };
  });
}

function columnWithoutName(row: Row, facts: TableFacts): Omit<ReflectedColumn, "name" | "primaryKey"> {
  const typeText = String(row["type"]);
  const extra = String(row["extra"]);
  const isGenerated = extra !== "" && /\bGENERATED\b/.test(extra) && !/DEFAULT_GENERATED/.test(extra);
  const comment = textOrNull(row["comment"]);
  return {
    type: typeOf(typeText, charactersOf(row, facts), facts.shared),
    typeText,
    collation: textOrNull(row["collation"]),
    nullable: row["nullable"] === "YES",
    default: isGenerated ? null : defaultOf(row, facts.isMariadb),
    autoincrement: extra !== "" && /auto_increment/i.test(extra),
    ...(isGenerated
      ? { computed: { sqltext: expressionOf(row, facts.isMariadb), persisted: /STORED|PERSISTENT/.test(extra) } }
      : {}),
    comment: comment === "" ? null : comment,
  };
}

function typeOf(text: string, characters: OwnCharacters, { types }: SharedFacts): TypeEngine {
  const key = `${text}\n${characters.charset ?? ""}\n${characters.collation ?? ""}`;
  const type = types.get(key) ?? reflectedType(text, characters);
  types.set(key, type);
  return type;
}

/** The expression of a generated column as SHOW CREATE TABLE writes it, with parentheses that the catalog omits. */
const expressionOf = (row: Row, isMariadb: boolean): string =>
  `(${isMariadb ? row["expression"] : withoutEscapes(String(row["expression"]))})`;

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", 0: "\0", Z: "\x1a" };

/**
 * An expression of MySQL's catalog as SQL. The catalog escapes each quote and backslash once more: the string of
 * `(name <> 'a')` is `_utf8mb4\\'a\\'` there.
 */
const withoutEscapes = (text: string): string =>
  decodedTwice(text).replaceAll(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter);

/** MySQL's catalog takes each byte of an expression for a letter, so that `ü` has become two. */
function decodedTwice(text: string): string {
  if (!/^[\0-\xff]*[\x80-\xff][\0-\xff]*$/.test(text)) return text;
  try {
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return text;
  }
}

/**
 * The character set and collation that a column has of its own: a definition names the character set whenever the
 * collation differs.
 */
function charactersOf(row: Row, { table }: TableFacts): OwnCharacters {
  const [charset, collation] = [textOrNull(row["charset"]), textOrNull(row["collation"])];
  if (charset === null || collation === null || collation === table["collation"]) return {};
  return { charset, collation };
}

/** The default as the server writes it in SHOW CREATE TABLE, with ON UPDATE. */
function defaultOf(row: Row, isMariadb: boolean): string | null {
  const text = textOrNull(row["defaultText"]);
  const extra = String(row["extra"]);
  // The word INVISIBLE may follow.
  const onUpdate = /on update \w+(?:\(\d*\))?/i.exec(extra)?.[0].replace(/^on update/i, "ON UPDATE");
  const written =
    text === null || (isMariadb && text === "NULL") ? null : isMariadb ? text : mysqlDefault(text, extra, row);
  if (onUpdate === undefined) return written;
  return written === null ? `NULL ${onUpdate}` : `${written} ${onUpdate}`;
}

/** MySQL's catalog stores literals without their quotes. */
function mysqlDefault(text: string, extra: string, row: Row): string {
  if (!/DEFAULT_GENERATED/.test(extra))
    return /^b'/.test(text) && String(row["type"]).startsWith("bit")
      ? text
      : `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
  return /^CURRENT_TIMESTAMP/i.test(text) ? text : `(${withoutEscapes(text)})`;
}

/** The primary key, which has no name of its own. */
export function primaryKeyOf({ indexParts }: TableFacts): ReflectedPrimaryKeyConstraint {
  const parts = indexParts.filter((row) => row["name"] === "PRIMARY");
  return { name: null, constrainedColumns: parts.map((row) => String(row["columnName"])) };
}

/** The indexes by name, including those of unique constraints. */
export function indexesOf({ indexParts, isMariadb, shared }: TableFacts, prefix: string): readonly ReflectedIndex[] {
  const groups = [...grouped(indexParts, "name")].filter(([name]) => name !== "PRIMARY");
  return groups.map(([name, rows]) => {
    const parts = rows.map((row): Row => ({ columnName: row["columnName"] ?? null, ...shared.indexPart.read(row) }));
    const first = parts[0] ?? {};
    const kind = String(first["kind"]);
    const isSpecial = kind === "FULLTEXT" || kind === "SPATIAL";
    const written = (row: Row): string => {
      const text = textOrNull(row["expression"]) ?? "";
      return `(${isMariadb ? text : withoutEscapes(text)})`;
    };
    const expressions = parts.map((row) => textOrNull(row["columnName"]) ?? written(row));
    const lengths = parts.flatMap((row) =>
      row["length"] === null || isSpecial ? [] : [[String(row["columnName"]), Number(row["length"])] as const],
    );
    const unique = Number(first["isPlain"]) === 0;
    return {
      name,
      columnNames: parts.map((row) => textOrNull(row["columnName"])),
      expressions,
      unique,
      columnSorting: Object.fromEntries(
        parts.flatMap((row, at) => (row["direction"] === "D" ? [[expressions[at] ?? "", ["desc"] as const]] : [])),
      ),
      columnCollation: {},
      where: null,
      dialectOptions: {
        ...(isSpecial ? { [`${prefix}Prefix`]: kind } : {}),
        ...(lengths.length === 0 ? {} : { [`${prefix}Length`]: Object.fromEntries(lengths) }),
        ...(kind === "HASH" ? { [`${prefix}Using`]: kind } : {}),
      },
      sql: null,
    };
  });
}

/** The unique ones of the indexes as constraints: for the server they are the same. */
export function uniqueConstraintsOf(indexes: readonly ReflectedIndex[]): readonly ReflectedUniqueConstraint[] {
  return indexes
    .filter(({ unique }) => unique)
    .map(({ name, columnNames }) => ({
      name,
      columnNames: columnNames.filter((column) => column !== null),
      duplicatesIndex: name,
    }));
}

/** The foreign keys by name. */
export function foreignKeysOf(
  { foreignKeyColumns, isMariadb }: TableFacts,
  schema: string | null,
): readonly ReflectedForeignKeyConstraint[] {
  return [...grouped(foreignKeyColumns, "name")].map(([name, rows]) => {
    const first = rows[0] ?? {};
    const rule = (column: string, key: string): Record<string, string> => {
      const action = String(first[column]);
      // These are the defaults; MariaDB does not even write RESTRICT.
      return /^(?:NO ACTION|null)$/.test(action) || (isMariadb && action === "RESTRICT") ? {} : { [key]: action };
    };
    const isElsewhere = first["referredSchema"] !== first["ownSchema"];
    return {
      name,
      constrainedColumns: rows.map((row) => String(row["columnName"])),
      referredSchema: isElsewhere ? String(first["referredSchema"]) : schema,
      referredTable: String(first["referredTable"]),
      referredColumns: rows.map((row) => String(row["referredColumn"])),
      options: { ...rule("onUpdate", "onupdate"), ...rule("onDelete", "ondelete") },
    };
  });
}

/** The checks of the table; one that is part of a column, such as that of MariaDB's JSON, has no name of its own. */
export function checkConstraintsOf({ checks, isMariadb }: TableFacts): readonly ReflectedCheckConstraint[] {
  return checks
    .filter((row) => row["level"] !== "Column")
    .map((row) => ({
      name: String(row["name"]),
      sqltext: isMariadb ? String(row["text"]) : withoutEscapes(String(row["text"])),
    }));
}
