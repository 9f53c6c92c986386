import type { EnumType } from "../../schema/types/enum-type.js";
import type { EnumChange, EnumStatements } from "../compare-hooks.js";
import type { EnumColumn, ReflectedEnum } from "../inspector.js";
import { reservedWords } from "./reserved-words.js";

const quoted = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) && !reservedWords.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const qualified = (name: string, schema: string | null): string =>
  schema === null ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
const nameOf = (type: EnumType): string => qualified(type.enumName ?? "", type.schema);
const createText = (name: string, labels: readonly string[]): string =>
  `CREATE TYPE ${name} AS ENUM (${labels.map(literal).join(", ")})`;

/** Enum types of PostgreSQL. */
export const enums: EnumStatements = {
  create: (type) => createText(nameOf(type), type.enums),
  drop: (type) => `DROP TYPE ${nameOf(type)}`,
  change,
};

function change(found: ReflectedEnum, labels: readonly string[], used: ReadonlySet<string>): EnumChange {
  const added = labels.filter((label) => !found.labels.includes(label));
  const kept = labels.filter((label) => found.labels.includes(label));
  const isOnlyMore = kept.join("\n") === found.labels.join("\n");
  const downgrade = rewrite(found, labels, found.labels);
  // An added value cannot be used before the commit.
  if (!isOnlyMore || added.some((label) => used.has(label)))
    return { upgrade: rewrite(found, found.labels, labels), downgrade, isRewrite: true };
  const name = qualified(found.name, found.schema);
  const statements = added.map((label) => {
    const at = labels.indexOf(label);
    const place = at === 0 ? `BEFORE ${literal(found.labels[0] ?? "")}` : `AFTER ${literal(labels[at - 1] ?? "")}`;
    return `ALTER TYPE ${name} ADD VALUE ${literal(label)}${found.labels.length === 0 ? "" : ` ${place}`}`;
  });
  return { upgrade: statements.join(";\n"), downgrade, isRewrite: false };
}

/** Makes the type anew with other values and converts its columns; it fails if a row has a removed value. */
function rewrite(found: ReflectedEnum, from: readonly string[], to: readonly string[]): string {
  const name = qualified(found.name, found.schema);
  const old = `${found.name}_old`;
  const isThere = (column: EnumColumn): boolean =>
    from.every((label) => to.includes(label)) ||
    column.default === null ||
    to.some((label) => column.default?.includes(literal(label)));
  return [
    `ALTER TYPE ${name} RENAME TO ${quoted(old)}`,
    createText(name, to),
    ...found.columns.flatMap((column) => {
      const head = `ALTER TABLE ${qualified(column.table, found.schema === null && column.schema === "public" ? null : column.schema)} ALTER COLUMN ${quoted(column.name)}`;
      const list = column.isArray ? "[]" : "";
      const type = `${head} TYPE ${name}${list} USING ${quoted(column.name)}::text${list}::${name}${list}`;
      if (column.default === null) return [type];
      const back = isThere(column) ? [`${head} SET DEFAULT ${column.default}`] : [];
      return [`${head} DROP DEFAULT`, type, ...back];
    }),
    `DROP TYPE ${qualified(old, found.schema)}`,
  ].join(";\n");
}
