import type { OptionKeys } from "../../schema/arguments/option-keys.js";
import { columnOptionKeys } from "../../schema/column.js";
import type { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import type { ForeignKey } from "../../schema/constraints/foreign-key.js";
import type { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import { dialectKeyword } from "../../schema/keywords/dialect-keyword.js";
import type { SchemaItem } from "../../schema/schema-item.js";
import { tableOptionKeys } from "../../schema/table.js";
import { indexOptionKeys } from "../../schema/table-index.js";
import { snakeCase } from "../host/snake-case.js";

type Properties<Self> = Readonly<Record<string, (self: Self) => unknown>>;

/** The defaults in SQLAlchemy of dialects' options, other than `None`. */
const defaults: Readonly<Record<string, unknown>> = {
  postgresqlConcurrently: false,
  postgresqlUsing: false,
  oracleBitmap: false,
  oracleCompress: false,
  sqliteStrict: false,
  sqliteWithRowid: true,
  sqliteAutoincrement: false,
};

/** The options of each dialect by their names in Python, including those that were not given. */
function optionsByDialect(item: Pick<SchemaItem, "dialectOptions">, keys: OptionKeys): ReadonlyMap<string, unknown> {
  const found = new Map<string, Map<string, unknown>>();
  for (const name of ["sqlite", "postgresql", "mysql", "mariadb", "mssql", "oracle"]) found.set(name, new Map());
  const put = (key: string, value: unknown): void => {
    const [dialect = "", ...words] = snakeCase(key).split("_");
    const own = found.get(dialect) ?? new Map<string, unknown>();
    found.set(dialect, own.set(words.join("_"), value));
  };
  for (const key of Object.keys(keys.names)) if (dialectKeyword.test(key)) put(key, defaults[key] ?? null);
  for (const [key, value] of Object.entries(item.dialectOptions)) put(key, value);
  return found;
}

/** The attributes by which scripts read the options of dialects. */
const dialectAttributes = (keys: OptionKeys): Properties<Pick<SchemaItem, "dialectOptions">> => ({
  dialect_options: (self) => optionsByDialect(self, keys),
  dialect_kwargs: (self) =>
    new Map(Object.entries(self.dialectOptions).map(([key, value]) => [snakeCase(key), value] as const)),
});

/** Attributes of indexes, tables and columns. */
export const indexAttributes = dialectAttributes(indexOptionKeys);
export const tableAttributes = dialectAttributes(tableOptionKeys);
export const columnAttributes = dialectAttributes(columnOptionKeys);

/** Attributes of a foreign key of one column. */
export const foreignKeyAttributes: Properties<ForeignKey> = {
  target_fullname: (self) => self.colspec,
  column: (self) => self.column,
  parent: (self) => self.parent,
  constraint: (self) => self.constraint,
  name: (self) => self.name,
  ondelete: (self) => self.ondelete,
  onupdate: (self) => self.onupdate,
  deferrable: (self) => self.deferrable,
  initially: (self) => self.initially,
  match: (self) => self.match,
};

/** Attributes of kinds of constraints, by the name of their class. */
export const constraintAttributes: Readonly<Record<string, Properties<never>>> = {
  CheckConstraint: { sqltext: (self: CheckConstraint) => self.sqltext },
  ForeignKeyConstraint: {
    elements: (self: ForeignKeyConstraint) => [...self.elements],
    referred_table: (self: ForeignKeyConstraint) => self.referredTable,
    column_keys: (self: ForeignKeyConstraint) => self.columns.map(({ key }) => key),
    ondelete: (self: ForeignKeyConstraint) => self.ondelete,
    onupdate: (self: ForeignKeyConstraint) => self.onupdate,
    match: (self: ForeignKeyConstraint) => self.match,
  },
};
