import type {
  ReflectedCheckConstraint,
  ReflectedForeignKeyConstraint,
  ReflectedPrimaryKeyConstraint,
  ReflectedUniqueConstraint,
} from "../../inspector.js";
import type { ColumnConstraintText, ForeignKeyText, PrimaryKeyText, UniqueText } from "../text/create-table-text.js";
import type { TableFacts } from "./table-facts.js";

/** A constraint of the text, and the column whose definition has it. */
interface Placed<C> {
  readonly constraint: C;
  readonly column: string | null;
}

type OfKind<K> = Extract<ColumnConstraintText, { readonly kind: K }>;

/** The constraints of one kind in the order of the text, including those of columns. */
export function constraintsOf<K extends ColumnConstraintText["kind"]>(
  facts: TableFacts,
  kind: K,
): readonly Placed<OfKind<K>>[] {
  const found: Placed<OfKind<K>>[] = [];
  const collect = (constraints: readonly ColumnConstraintText[], column: string | null): void => {
    for (const constraint of constraints)
      if (constraint.kind === kind) found.push({ constraint: constraint as OfKind<K>, column });
  };
  for (const column of facts.text?.columns ?? []) collect(column.constraints, column.name);
  collect(facts.text?.constraints ?? [], null);
  return found;
}

/** The table's own spelling of a column that a constraint names in another case. */
function ownName(facts: TableFacts, name: string): string {
  const wanted = name.toLowerCase();
  return facts.columns.find((column) => column.name.toLowerCase() === wanted)?.name ?? name;
}

const conflictOption = (constraint: PrimaryKeyText | UniqueText): Readonly<Record<string, unknown>> =>
  constraint.onConflict === null ? {} : { sqliteOnConflict: constraint.onConflict };

/** The primary key. */
export function reflectedPrimaryKey(facts: TableFacts): ReflectedPrimaryKeyConstraint {
  const constrainedColumns = facts.columns
    .filter((column) => column.primaryKey > 0)
    .sort((a, b) => a.primaryKey - b.primaryKey)
    .map((column) => column.name);
  const found = constraintsOf(facts, "primaryKey")[0]?.constraint;
  return {
    name: found?.name ?? null,
    constrainedColumns,
    ...(found === undefined ? {} : { dialectOptions: conflictOption(found) }),
  };
}

/** Unique constraints, those of the table first, as SQLAlchemy lists them. */
export function reflectedUniques(facts: TableFacts): readonly ReflectedUniqueConstraint[] {
  if (facts.text === undefined)
    return facts.indexes
      .filter((index) => index.origin === "u")
      .map((index) => ({ name: null, columnNames: index.parts.map((part) => part.column ?? "") }));
  const placed = constraintsOf(facts, "unique");
  return [...placed.filter(({ column }) => column === null), ...placed.filter(({ column }) => column !== null)].map(
    ({ constraint, column }) => ({
      name: constraint.name,
      columnNames: column !== null ? [column] : constraint.parts.map((part) => ownName(facts, part.expression)),
      dialectOptions: conflictOption(constraint),
    }),
  );
}

/** Returns the check constraints by name, the unnamed ones last, with their text verbatim. */
export function reflectedChecks(facts: TableFacts): readonly ReflectedCheckConstraint[] {
  const checks = constraintsOf(facts, "check").map(({ constraint, column }) => ({
    name: constraint.name,
    sqltext: constraint.expression,
    ...(column === null ? {} : { column }),
  }));
  const key = (name: string | null): string => name ?? "~";
  return checks.sort((a, b) => (key(a.name) < key(b.name) ? -1 : key(a.name) > key(b.name) ? 1 : 0));
}

/** The parts of the text that the pragma lacks: names, and when a key is checked. */
function detailsOf(
  placed: Placed<ForeignKeyText> | undefined,
): Pick<ReflectedForeignKeyConstraint, "name" | "options"> {
  if (placed === undefined) return { name: null, options: {} };
  const { deferrable, initially, match } = placed.constraint.references;
  return {
    name: placed.constraint.name,
    options: {
      ...(deferrable === null ? {} : { deferrable }),
      ...(initially === null ? {} : { initially }),
      ...(match === null ? {} : { match }),
    },
  };
}

/**
 * Foreign keys, in the order of the text.
 *
 * @param reflectedPrimaryKey - gives the primary key of another table, for a key that names no columns there.
 */
export async function reflectedForeignKeys(
  facts: TableFacts,
  schema: string | null,
  reflectedPrimaryKey: (table: string) => Promise<readonly string[]>,
): Promise<readonly ReflectedForeignKeyConstraint[]> {
  const placed = constraintsOf(facts, "foreignKey");
  const found: ReflectedForeignKeyConstraint[] = [];
  for (const [index, key] of facts.foreignKeys.entries()) {
    const { name, options } = detailsOf(placed[index]);
    const referredColumns = key.to.some((column) => column === null)
      ? await reflectedPrimaryKey(key.table)
      : key.to.map((column) => column ?? "");
    found.push({
      name,
      constrainedColumns: key.from,
      referredSchema: schema,
      referredTable: key.table,
      referredColumns,
      options: {
        ...(key.onUpdate === "NO ACTION" ? {} : { onupdate: key.onUpdate }),
        ...(key.onDelete === "NO ACTION" ? {} : { ondelete: key.onDelete }),
        ...options,
      },
    });
  }
  return found;
}
