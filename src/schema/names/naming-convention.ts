import { ownValue } from "../../support/own-value.js";
import { ArgumentError } from "../arguments/argument-error.js";
import type { Column, ForeignKeyConstraint, Table } from "../schema-classes.js";

/** What a naming convention names. */
export interface NamedItem {
  readonly kind: string;
  readonly name: string | null;
  readonly nameIsFinal: boolean;
  readonly columns: readonly Column[];
}

/** A token of an application's own: it is called with the constraint and its table. */
export type NamingToken = (constraint: NamedItem, table: Table) => string;

/**
 * Templates for the names of constraints and indexes: `ix`, `uq`, `ck`, `fk`, `pk`, each with tokens such as
 * `%(table_name)s`, `%(column_0_name)s` and `%(constraint_name)s`; further entries are tokens of an application's own.
 */
export type NamingConvention = Readonly<Record<string, string | NamingToken>>;

/** The template for an index where no convention has one. */
export const defaultNamingConvention: NamingConvention = { ix: "ix_%(column_0_label)s" };

const prefixes: Readonly<Record<string, string>> = {
  index: "ix",
  primaryKeyConstraint: "pk",
  checkConstraint: "ck",
  uniqueConstraint: "uq",
  foreignKeyConstraint: "fk",
};

/**
 * The name that the metadata's naming convention gives a constraint or index of a table.
 *
 * @returns the name, or `null` where the convention has no template for it.
 * @throws {@link ArgumentError} when the template needs the constraint's own name, and it has none.
 *
 */
export function conventionalName(item: NamedItem, table: Table): string | null {
  const convention = table.metadata.namingConvention;
  const template = convention[prefixes[item.kind] ?? ""];
  if (typeof template !== "string") return null;
  const needsName = template.includes("%(constraint_name)s") || template.includes("%(constraint_name)");
  if (item.name !== null && !needsName) return null;
  return template
    .replace(/%\(([^)%]+)\)s/g, (_whole, token: string) => tokenValue(token, item, table, convention))
    .replaceAll("%%", "%");
}

function tokenValue(token: string, item: NamedItem, table: Table, convention: NamingConvention): string {
  const own = ownValue(convention, token);
  if (typeof own === "function") return own(item, table);
  if (token === "table_name") return table.name;
  if (token === "constraint_name") {
    if (item.name === null) {
      throw new ArgumentError(
        "Naming convention including %(constraint_name)s token requires that constraint is explicitly named.",
      );
    }
    return item.name;
  }
  if (token === "referred_table_name") return (item as unknown as ForeignKeyConstraint).referredTableName.table;
  const match = /^(referred_)?column_(\d+|0(_?)N)_(name|label|key)$/.exec(token) ?? undefined;
  if (match === undefined) throw new ArgumentError(`Naming convention token '${token}' is not known`);
  const [, referred, position = "0", separator = "", what = "name"] = match;
  const values = referred === undefined ? ownColumns(item, table, what) : referredColumns(item, what);
  if (position.endsWith("N")) return values.join(separator);
  return values[Number(position)] ?? "";
}

function ownColumns(item: NamedItem, table: Table, what: string): readonly string[] {
  return item.columns.map((column) => {
    if (what === "key") return column.key;
    if (what === "name") return column.name;
    return table.schema === null
      ? `${table.name}_${column.name}`
      : `${table.schema.replaceAll(".", "_")}_${table.name}_${column.name}`;
  });
}

function referredColumns(item: NamedItem, what: string): readonly string[] {
  return (item as unknown as ForeignKeyConstraint).elements.map(({ column, target }) => {
    if (what === "label") return `${target.table}_${column?.name ?? target.column}`;
    return what === "key" ? (column?.key ?? target.column) : (column?.name ?? target.column);
  });
}
