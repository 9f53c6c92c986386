import type {
  ReflectedCheckConstraint,
  ReflectedForeignKeyConstraint,
  ReflectedForeignKeyOptions,
  ReflectedPrimaryKeyConstraint,
  ReflectedUniqueConstraint,
} from "../../inspector.js";
import { type CatalogRow, textOrNull, textsOf } from "./catalog.js";
import { checkText } from "./named-types.js";
import type { RelationFacts } from "./relation-facts.js";

const ofKind = (facts: RelationFacts, kind: string): readonly CatalogRow[] =>
  facts.constraints.filter((one) => one["kind"] === kind);

/** The names of columns of the table by their numbers, which are a text with spaces between them. */
function namesOf({ columns }: RelationFacts, numbers: CatalogRow[string] | undefined): readonly string[] {
  if (typeof numbers !== "string" || numbers === "") return [];
  return numbers.split(" ").map((text) => {
    const number = Number(text);
    // A column has the place of its number, unless one before it was dropped.
    const near = columns[number - 1];
    const column = near?.["number"] === number ? near : columns.find((one) => one["number"] === number);
    return String(column?.["name"]);
  });
}

/** When a constraint is checked, by the clauses at the end of its text; without a text at once. */
function deferralOf(text: string | null): { readonly deferrable?: true; readonly initially?: "DEFERRED" } {
  const found = / DEFERRABLE( INITIALLY DEFERRED)?(?: NOT (?:VALID|ENFORCED))?$/.exec(text ?? "");
  if (found === null) return {};
  return { deferrable: true, ...(found[1] === undefined ? {} : { initially: "DEFERRED" }) };
}

/** The columns of the primary key. */
export function keyColumnsOf(facts: RelationFacts): readonly string[] {
  return namesOf(facts, facts.constraints.find((one) => one["kind"] === "p")?.["numbers"]);
}

/** The primary key. */
export function primaryKeyOf(facts: RelationFacts): ReflectedPrimaryKeyConstraint {
  const [row] = ofKind(facts, "p");
  if (row === undefined) return { name: null, constrainedColumns: [] };
  return {
    name: String(row["name"]),
    constrainedColumns: namesOf(facts, row["numbers"]),
    ...deferralOf(textOrNull(row["text"])),
    comment: textOrNull(row["comment"]),
    dialectOptions: { postgresqlInclude: namesOf(facts, row["included"]) },
  };
}

/** The unique constraints, by name. */
export function uniqueConstraintsOf(facts: RelationFacts): readonly ReflectedUniqueConstraint[] {
  return ofKind(facts, "u").map((row) => ({
    name: String(row["name"]),
    columnNames: namesOf(facts, row["numbers"]),
    ...deferralOf(textOrNull(row["text"])),
    comment: textOrNull(row["comment"]),
    dialectOptions: {
      postgresqlInclude: namesOf(facts, row["included"]),
      postgresqlNullsNotDistinct: row["nullsNotDistinct"] === true,
    },
  }));
}

/** The check constraints, by name. */
export function checkConstraintsOf(facts: RelationFacts): readonly ReflectedCheckConstraint[] {
  return ofKind(facts, "c").map((row) => {
    const text = String(row["text"]);
    const options = {
      ...(/ NOT VALID$/.test(text) ? { notValid: true } : {}),
      ...(/ NO INHERIT(?: NOT VALID)?$/.test(text) ? { noInherit: true } : {}),
    };
    return {
      name: String(row["name"]),
      sqltext: checkText(text),
      comment: textOrNull(row["comment"]),
      ...(Object.keys(options).length === 0 ? {} : { dialectOptions: options }),
    };
  });
}

/**
 * The foreign keys, by name. Their schema is omitted if the search path finds the table, unless a schema was requested.
 */
export function foreignKeysOf(facts: RelationFacts, schema: string | null): readonly ReflectedForeignKeyConstraint[] {
  return ofKind(facts, "f").map((row) => {
    const referredSchema = String(row["referredSchema"]);
    const isNamed = row["isVisible"] !== true || referredSchema === schema;
    return {
      name: String(row["name"]),
      constrainedColumns: namesOf(facts, row["numbers"]),
      referredSchema: isNamed ? referredSchema : null,
      referredTable: String(row["referredTable"]),
      referredColumns: textsOf(row["referred"]),
      options: foreignKeyOptions(textOrNull(row["text"])),
      comment: textOrNull(row["comment"]),
    };
  });
}

/** The clauses after the columns of a foreign key; without a text there are none. */
function foreignKeyOptions(text: string | null): ReflectedForeignKeyOptions {
  if (text === null) return {};
  // Quoted names are removed first, because they could be mistaken for a clause.
  const clauses = text.replaceAll(/"(?:[^"]|"")*"/g, '""');
  const action = (verb: string): string | undefined => {
    const found = new RegExp(`ON ${verb} (CASCADE|RESTRICT|SET (?:NULL|DEFAULT)(?: \\([^)]*\\))?)`).exec(clauses)?.[1];
    return found?.includes("(")
      ? new RegExp(`ON ${verb} (SET (?:NULL|DEFAULT) \\(.*?\\))(?: |$)`).exec(text)?.[1]
      : found;
  };
  const onupdate = action("UPDATE");
  const ondelete = action("DELETE");
  const match = /MATCH (FULL|PARTIAL|SIMPLE)/.exec(clauses)?.[1];
  return {
    ...(onupdate === undefined ? {} : { onupdate }),
    ...(ondelete === undefined ? {} : { ondelete }),
    ...deferralOf(text),
    ...(match === undefined ? {} : { match }),
  };
}
