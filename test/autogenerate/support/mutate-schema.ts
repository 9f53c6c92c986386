import fc from "fast-check";
import type { SchemaSpec, TableSpec } from "./random-schema.js";

type Change = (table: TableSpec, donor: TableSpec) => TableSpec;

/** The columns that a piece of SQL names. */
const namesIn = (sql: string): readonly string[] =>
  (sql.match(/"[^"]*"|\w+/g) ?? []).map((piece) => piece.replaceAll('"', ""));

const namesOf = {
  uniques: (one: TableSpec["uniques"][number]) => one.columns,
  checks: (one: TableSpec["checks"][number]) => namesIn(one.sql),
  foreignKeys: (one: TableSpec["foreignKeys"][number]) => [one.column],
  indexes: (one: TableSpec["indexes"][number]) => [
    ...one.parts.flatMap((part) => (part.isColumn ? [part.sql] : namesIn(part.sql))),
    ...namesIn(one.where ?? ""),
  ],
};
type PartKind = keyof typeof namesOf;
type Part = { readonly name: string | null };

const partsOf = (table: TableSpec, kind: PartKind): readonly Part[] => table[kind];
const withParts = (table: TableSpec, kind: PartKind, parts: readonly Part[]): TableSpec => ({
  ...table,
  [kind]: parts,
});
const columnsOf = (kind: PartKind, part: Part): readonly string[] => namesOf[kind](part as never);

/** Puts a column of the donor into the table, in place of its own of that name or as a new one. */
const takeColumn =
  (at: number): Change =>
  (table, donor) => {
    const taken = donor.columns[1 + (at % Math.max(1, donor.columns.length - 1))];
    if (taken === undefined) return table;
    const isThere = table.columns.some(({ name }) => name === taken.name);
    const columns = isThere
      ? table.columns.map((column) => (column.name === taken.name ? taken : column))
      : [...table.columns, taken];
    return { ...table, columns };
  };

const changeColumn =
  (at: number, what: "type" | "nullable" | "default"): Change =>
  (table, donor) => {
    const plain = table.columns.filter(({ name, computed }) => name !== "id" && computed === null);
    const chosen = plain[at % Math.max(1, plain.length)];
    const other = donor.columns.find(({ name }) => name === chosen?.name);
    if (chosen === undefined) return table;
    const changed =
      what === "nullable" ? { ...chosen, nullable: !chosen.nullable } : { ...chosen, [what]: other?.[what] ?? null };
    if (changed.type === null) return table;
    return { ...table, columns: table.columns.map((column) => (column === chosen ? changed : column)) };
  };

/** Drops a column with all that names it. */
const dropColumn =
  (at: number): Change =>
  (table) => {
    const chosen = table.columns[1 + (at % Math.max(1, table.columns.length - 1))];
    if (chosen === undefined || table.columns.length < 3) return table;
    const kept = { ...table, columns: table.columns.filter((column) => column !== chosen) };
    return (Object.keys(namesOf) as PartKind[]).reduce<TableSpec>(
      (result, kind) =>
        withParts(
          result,
          kind,
          partsOf(result, kind).filter((part) => !columnsOf(kind, part).includes(chosen.name)),
        ),
      kept,
    );
  };

/** Puts a constraint or index of the donor into the table, where its columns are there. */
const takePart =
  (kind: PartKind, at: number): Change =>
  (table, donor) => {
    const donated = partsOf(donor, kind);
    const taken = donated[at % Math.max(1, donated.length)];
    const words = new Set(["lower", "IS", "NOT", "NULL", "OR", "it", "s", "0", "1"]);
    const has = new Set(table.columns.map(({ name }) => name));
    if (taken === undefined || columnsOf(kind, taken).some((name) => !has.has(name) && !words.has(name))) return table;
    const others = partsOf(table, kind).filter(
      (part) =>
        (part.name === null || part.name !== taken.name) &&
        columnsOf(kind, part).toSorted().join() !== columnsOf(kind, taken).toSorted().join(),
    );
    return withParts(table, kind, [...others, taken]);
  };

const dropPart =
  (kind: PartKind, at: number): Change =>
  (table) => {
    const parts = partsOf(table, kind);
    return withParts(
      table,
      kind,
      parts.filter((_, index) => index !== at % Math.max(1, parts.length)),
    );
  };

const place = fc.nat({ max: 9 });
const kind = fc.constantFrom<PartKind>("uniques", "checks", "foreignKeys", "indexes");
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: place.map(takeColumn) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(place, fc.constantFrom("type", "nullable", "default"))
      .map(([at, what]) => changeColumn(at, what)),
  },
  { weight: 1, arbitrary: place.map(dropColumn) },
  { weight: 2, arbitrary: fc.tuple(kind, place).map(([which, at]) => takePart(which, at)) },
  { weight: 1, arbitrary: fc.tuple(kind, place).map(([which, at]) => dropPart(which, at)) },
);

/** How a schema may change a little: in a few places, to what another schema has there. */
export type Mutation = (schema: SchemaSpec, donor: SchemaSpec) => SchemaSpec;

/** A random mutation: up to two changes in each table. */
export const mutation: fc.Arbitrary<Mutation> = fc
  .array(fc.array(change, { maxLength: 2 }), { minLength: 4, maxLength: 4 })
  .map(
    (changes): Mutation =>
      (schema, donor) =>
        schema.map((table, at) => {
          const other = donor.find(({ name }) => name === table.name);
          return (changes[at] ?? []).reduce((result, each) => each(result, other ?? result), table);
        }),
  );
