/**
 * The structure of Drizzle's tables. They are read through global symbols, which all copies of Drizzle share, so
 * nothing of Drizzle is imported and the project may use any version.
 */

/** The kinds of databases whose tables can be read. */
export type DrizzleDialect = "sqlite" | "postgresql" | "mysql";

/** A piece of SQL. */
export interface DrizzleSql {
  toQuery(config: unknown): { readonly sql: string };
}

/** A column. */
export interface DrizzleColumn {
  readonly name: string;
  readonly keyAsName?: boolean;
  readonly table: object;
  readonly notNull: boolean;
  readonly primary: boolean;
  readonly default?: unknown;
  readonly isUnique?: boolean;
  readonly uniqueName?: string;
  readonly uniqueType?: string;
  readonly autoIncrement?: boolean;
  readonly hasOnUpdateNow?: boolean;
  readonly enumValues?: readonly string[];
  readonly enum?: { readonly enumName: string; readonly enumValues: readonly string[]; readonly schema?: string };
  readonly baseColumn?: DrizzleColumn;
  readonly generated?: { readonly as: unknown; readonly type?: string; readonly mode?: string };
  readonly generatedIdentity?: {
    readonly type: "always" | "byDefault";
    readonly sequenceOptions?: Readonly<Record<string, unknown>>;
  };
  getSQLType(): string;
  mapToDriverValue(value: unknown): unknown;
}

/** A part of an index on PostgreSQL, with its order. */
export interface DrizzleIndexedColumn {
  readonly name: string;
  readonly keyAsName?: boolean;
  readonly indexConfig?: { readonly order?: string; readonly nulls?: string; readonly opClass?: string };
}

/** The indexes and constraints of a table. */
export interface DrizzleExtras {
  readonly indexes: readonly {
    readonly config: {
      readonly name?: string;
      readonly columns: readonly (DrizzleColumn | DrizzleIndexedColumn | DrizzleSql)[];
      readonly unique?: boolean;
      readonly method?: string;
      readonly using?: string;
      readonly where?: DrizzleSql;
      readonly with?: Readonly<Record<string, unknown>>;
    };
  }[];
  readonly checks: readonly { readonly name: string; readonly value: DrizzleSql }[];
  readonly uniques: readonly {
    readonly columns: readonly DrizzleColumn[];
    readonly name?: string;
    readonly nullsNotDistinct?: boolean;
    getName?(): string;
  }[];
  readonly primaryKeys: readonly { readonly columns: readonly DrizzleColumn[]; getName(): string }[];
  readonly foreignKeys: readonly DrizzleForeignKey[];
}

/** A foreign key. `reference()` may be called after all tables have been declared. */
export interface DrizzleForeignKey {
  readonly onUpdate?: string;
  readonly onDelete?: string;
  reference(): {
    readonly columns: readonly DrizzleColumn[];
    readonly foreignTable: object;
    readonly foreignColumns: readonly DrizzleColumn[];
  };
  getName(): string;
}

const symbol = (name: string): symbol => Symbol.for(`drizzle:${name}`);
const at = (object: object, name: string): unknown => (object as Record<symbol, unknown>)[symbol(name)];

/** Whether the class of an object, or a class that it extends, has this name in Drizzle. */
function isKind(value: unknown, kind: string): boolean {
  if (typeof value !== "object" || value === null) return false;
  let type = (Object.getPrototypeOf(value) as { constructor?: unknown } | null)?.constructor;
  while (typeof type === "function") {
    if (Object.hasOwn(type, symbol("entityKind")) && at(type, "entityKind") === kind) return true;
    type = Object.getPrototypeOf(type) as unknown;
  }
  return false;
}

const prefixes: Readonly<Record<DrizzleDialect, string>> = { sqlite: "SQLite", postgresql: "Pg", mysql: "MySql" };

/** The kind of database of a table; `undefined` if the value is not a table, or its kind is not supported. */
export function dialectOfTable(value: unknown): DrizzleDialect | undefined {
  const names = Object.keys(prefixes) as DrizzleDialect[];
  return names.find((name) => isKind(value, `${prefixes[name]}Table`));
}

/** Whether a value is a piece of SQL, and not a value for the driver. */
export const isDrizzleSql = (value: unknown): value is DrizzleSql => isKind(value, "SQL");

/** The name of a table. */
export const tableName = (table: object): string => String(at(table, "Name"));

/** The schema of a table; `null` for the default one. */
export const tableSchema = (table: object): string | null => (at(table, "Schema") as string | undefined) ?? null;

/** The columns of a table, in order. */
export const columnsOfTable = (table: object): readonly DrizzleColumn[] =>
  Object.values(at(table, "Columns") as Record<string, DrizzleColumn>);

/** The keys, indexes and checks of a table, except those that its columns declare. */
export function extrasOfTable(table: object, dialect: DrizzleDialect): DrizzleExtras {
  const prefix = prefixes[dialect];
  const build = at(table, "ExtraConfigBuilder") as ((columns: unknown) => object) | undefined;
  const columns = at(table, dialect === "postgresql" ? "ExtraConfigColumns" : "Columns");
  const given = build?.(columns) ?? [];
  const builders = Array.isArray(given) ? given.flat(1) : Object.values(given);
  const built = <T>(kind: string): readonly T[] =>
    builders
      .filter((one) => isKind(one, `${prefix}${kind}Builder`))
      .map((one: { build(table: object): T }) => one.build(table));
  const inline = at(table, `${prefix}InlineForeignKeys`) as readonly DrizzleForeignKey[] | undefined;
  return {
    indexes: built("Index"),
    checks: built("Check"),
    uniques: built("UniqueConstraint"),
    primaryKeys: built("PrimaryKey"),
    foreignKeys: [...Object.values(inline ?? []), ...built<DrizzleForeignKey>("ForeignKey")],
  };
}
