import { DOMAIN } from "../../../schema/types/postgresql/domain.js";
import type { ReflectedColumn, ReflectedIdentity } from "../../inspector.js";
import { type CatalogRow, textOrNull } from "./catalog.js";
import { keyColumnsOf } from "./constraints-of.js";
import { reflectedType } from "./reflected-type.js";
import type { RelationFacts } from "./relation-facts.js";

/** The columns of a table or view, as SQLAlchemy reflects them. */
export function columnsOf(facts: RelationFacts, schema: string | null): readonly ReflectedColumn[] {
  const keyColumns = keyColumnsOf(facts);
  return facts.columns.map((row) => columnOf(row, facts, { schema, keyColumns }));
}

interface Place {
  readonly schema: string | null;
  readonly keyColumns: readonly string[];
}

function columnOf(row: CatalogRow, facts: RelationFacts, { schema, keyColumns }: Place): ReflectedColumn {
  const name = String(row["name"]);
  const typeText = String(row["type"]);
  const collation = textOrNull(row["collation"]);
  const type = reflectedType(typeText, facts.types, collation);
  const ofDomain = type instanceof DOMAIN && typeof type.default === "string" ? type.default : null;
  const given = textOrNull(row["default"]) ?? ofDomain;
  const generated = textOrNull(row["generated"]);
  const isComputed = generated === "s" || generated === "v";
  const isNumbered = given?.includes("nextval(") === true && !isComputed;
  const sequence = isNumbered ? /^(.*?nextval\(')([^']+)('.*)$/s.exec(given) : null;
  const owned = textOrNull(row["ownedSequence"]);
  const identity = identityOf(textOrNull(row["identity"]));
  return {
    name,
    type,
    typeText,
    nullable: row["notNull"] !== true && !(type instanceof DOMAIN && type.notNull === true),
    default: isComputed ? null : sequence === null ? given : qualified(sequence, schema),
    primaryKey: keyColumns.indexOf(name) + 1,
    autoincrement: (sequence !== null && type.affinity === "Integer") || identity !== undefined,
    ...(sequence === null || owned === null ? {} : { ownedSequence: owned }),
    comment: textOrNull(row["comment"]),
    collation,
    ...(isComputed ? { computed: { sqltext: given ?? "", persisted: generated === "s" } } : {}),
    ...(identity === undefined ? {} : { identity }),
  };
}

/** The default of a column whose table was requested with its schema: its sequence has the schema too. */
function qualified([, before = "", name = "", after = ""]: readonly string[], schema: string | null): string {
  return schema === null || name.includes(".") ? `${before}${name}${after}` : `${before}"${schema}".${name}${after}`;
}

function identityOf(text: string | null): ReflectedIdentity | undefined {
  if (text === null) return undefined;
  const facts = JSON.parse(text) as Record<string, string | boolean>;
  const numbers = ["start", "increment", "minvalue", "maxvalue", "cache"].map((name) => [
    name,
    wholeNumber(String(facts[name])),
  ]);
  return {
    always: facts["always"] === true,
    ...Object.fromEntries(numbers),
    cycle: facts["cycle"] === true,
  } as ReflectedIdentity;
}

function wholeNumber(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}
