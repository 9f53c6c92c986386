import { ArgumentError } from "../../schema/arguments/argument-error.js";
import { Column, type ColumnItem } from "../../schema/column.js";
import { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import { PrimaryKeyConstraint } from "../../schema/constraints/primary-key-constraint.js";
import { UniqueConstraint } from "../../schema/constraints/unique-constraint.js";
import { Computed } from "../../schema/defaults/computed.js";
import { DefaultClause } from "../../schema/defaults/default-clause.js";
import { Identity } from "../../schema/defaults/identity.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import { asElement, type ColumnElement } from "../../schema/elements/column-element.js";
import { MetaData } from "../../schema/metadata.js";
import { Conv } from "../../schema/names/conv.js";
import { Table, type TableItem } from "../../schema/table.js";
import { Index } from "../../schema/table-index.js";
import { literalText } from "../literal-text.js";
import { type SqlSpelling, sqlDefault, sqlText } from "./drizzle-sql.js";
import {
  columnsOfTable,
  type DrizzleColumn,
  type DrizzleDialect,
  type DrizzleExtras,
  type DrizzleForeignKey,
  type DrizzleIndexedColumn,
  dialectOfTable,
  extrasOfTable,
  isDrizzleSql,
  tableName,
  tableSchema,
} from "./drizzle-table.js";
import { typeOfColumn } from "./drizzle-types.js";

/** Options of {@link fromDrizzle}. */
export interface FromDrizzleOptions {
  /** How keys of columns without a name become names, as Drizzle's `casing` option; by default they are unchanged. */
  readonly casing?: "snake_case" | "camelCase";
  /** The metadata to which the tables are added; by default a new one. */
  readonly metadata?: MetaData;
}

/**
 * Reads the tables of a Drizzle schema as models, for `targetMetadata`. It reads SQLite, PostgreSQL and MySQL tables
 * with columns, defaults, generated columns, identities, enums, keys, unique constraints, checks and indexes.
 * Constraints and indexes have the names that Drizzle Kit gives them. Nothing of Drizzle is imported.
 *
 * @param schema the exports of the schema's module, or an object or a list of tables. Other values are ignored.
 * @returns the metadata with the tables.
 * @throws ArgumentError if it contains no table.
 * @example
 * ```ts
 * import { fromDrizzle } from "alembic-ts";
 *
 * declare const schema: object; // import * as schema from "../src/schema.js";
 * const targetMetadata = fromDrizzle(schema);
 * ```
 */
export function fromDrizzle(schema: object, options: FromDrizzleOptions = {}): MetaData {
  const metadata = options.metadata ?? new MetaData();
  const tables = new Map<object, DrizzleDialect>();
  for (const value of Object.values(schema) as unknown[]) {
    const dialect = dialectOfTable(value);
    if (dialect !== undefined) tables.set(value as object, dialect);
  }
  if (tables.size === 0) {
    throw new ArgumentError(
      "fromDrizzle() takes the exports of a Drizzle schema, and found no table for SQLite, PostgreSQL or MySQL in them",
    );
  }
  for (const [table, dialect] of tables) new DrizzleReader(table, dialect, options).read(metadata);
  return metadata;
}

/** Converts a key as Drizzle does: `userID` becomes `user_id`. */
function recased(key: string, casing: FromDrizzleOptions["casing"]): string {
  if (casing === undefined) return key;
  const words = key.replaceAll(/['\u2019]/g, "").match(/[\da-z]+|[A-Z]+(?![a-z])|[A-Z][\da-z]+/g) ?? [];
  const lower = words.map((word) => word.toLowerCase());
  if (casing === "snake_case") return lower.join("_");
  return lower.map((word, at) => (at === 0 ? word : word[0]!.toUpperCase() + word.slice(1))).join("");
}

class DrizzleReader {
  readonly #table: object;
  readonly #dialect: DrizzleDialect;
  readonly #extras: DrizzleExtras;
  readonly #spelling: SqlSpelling;

  constructor(table: object, dialect: DrizzleDialect, { casing }: FromDrizzleOptions) {
    this.#table = table;
    this.#dialect = dialect;
    this.#extras = extrasOfTable(table, dialect);
    this.#spelling = {
      dialect,
      columnName: ({ name, keyAsName }) => (keyAsName === true ? recased(name, casing) : name),
    };
  }

  read(metadata: MetaData): void {
    const columns = columnsOfTable(this.#table);
    const { checks, foreignKeys, primaryKeys, indexes } = this.#extras;
    const items: TableItem[] = [
      ...columns.map((column) => this.#column(column)),
      ...primaryKeys.map(
        (key) => new PrimaryKeyConstraint(...this.#names(key.columns), { name: this.#keyName(key.getName()) }),
      ),
      ...foreignKeys.map((key) => this.#foreignKey(key)),
      ...checks.map(({ name, value }) => {
        return new CheckConstraint(literalText(sqlText(value, this.#spelling)), { name: new Conv(name) });
      }),
      ...this.#uniques(columns),
    ];
    const isNumbered = this.#dialect === "sqlite" && columns.some((column) => column.autoIncrement === true);
    const table = new Table(tableName(this.#table), metadata, ...items, {
      schema: tableSchema(this.#table),
      ...(isNumbered ? { sqliteAutoincrement: true } : {}),
    });
    if (this.#dialect === "sqlite") {
      // For SQLite, Drizzle Kit writes unique constraints as indexes.
      for (const { name, columns: names } of this.#uniqueParts(columns))
        table.appendIndex(new Index(new Conv(name), ...names, { unique: true }));
    }
    for (const { config } of indexes) this.#addIndex(table, config);
  }

  #names(columns: readonly DrizzleColumn[]): readonly string[] {
    return columns.map(this.#spelling.columnName);
  }

  /** Drizzle Kit gives SQLite's keys no names, and all primary keys of MySQL are named PRIMARY. */
  #keyName(name: string): Conv | null {
    return this.#dialect === "postgresql" ? new Conv(name) : null;
  }

  #column(column: DrizzleColumn): Column {
    const { generated, generatedIdentity, notNull, primary } = column;
    const items: ColumnItem[] = [];
    if (generated !== undefined) {
      const given = typeof generated.as === "function" ? (generated.as as () => unknown)() : generated.as;
      const text = isDrizzleSql(given) ? sqlText(given, this.#spelling, this.#dialect !== "postgresql") : String(given);
      const isStored = (generated.mode ?? (this.#dialect === "postgresql" ? "stored" : "virtual")) === "stored";
      items.push(new Computed(literalText(text), { persisted: isStored }));
    }
    if (generatedIdentity !== undefined) items.push(identityOf(generatedIdentity));
    const serverDefault = generated === undefined ? this.#default(column) : undefined;
    const isSerial = /serial$/.test(column.getSQLType()) || column.autoIncrement === true;
    return new Column(this.#spelling.columnName(column), typeOfColumn(column, this.#dialect), ...items, {
      nullable: !notNull && !primary && !isSerial && !this.#isInKey(column),
      ...(primary ? { primaryKey: true } : {}),
      // SQLite numbers every integer key.
      ...(primary && !isSerial && this.#dialect !== "sqlite" && generatedIdentity === undefined
        ? { autoincrement: false }
        : {}),
      ...(serverDefault === undefined ? {} : { serverDefault }),
    });
  }

  #default(column: DrizzleColumn): DefaultClause | undefined {
    if (this.#dialect !== "postgresql" || column.getSQLType() !== "smallserial")
      return sqlDefault(column, this.#spelling);
    // As in Alembic, a comparison treats only INTEGER and BIGINT columns with a sequence as SERIAL.
    const sequence = `${tableName(this.#table)}_${this.#spelling.columnName(column)}_seq`;
    return new DefaultClause(literalText(`nextval('${sequence}'::regclass)`));
  }

  /** Whether a key of several columns makes the column NOT NULL. On SQLite it does not. */
  #isInKey(column: DrizzleColumn): boolean {
    const name = this.#spelling.columnName(column);
    return (
      this.#dialect !== "sqlite" && this.#extras.primaryKeys.some((key) => this.#names(key.columns).includes(name))
    );
  }

  #foreignKey(key: DrizzleForeignKey): ForeignKeyConstraint {
    const { columns, foreignTable, foreignColumns } = key.reference();
    const schema = tableSchema(foreignTable);
    const target = schema === null ? tableName(foreignTable) : `${schema}.${tableName(foreignTable)}`;
    const action = (name: "onupdate" | "ondelete", word: string | undefined) =>
      word === undefined || word === "no action" ? {} : { [name]: word.toUpperCase() };
    return new ForeignKeyConstraint(
      this.#names(columns),
      this.#names(foreignColumns).map((name) => `${target}.${name}`),
      {
        name: this.#dialect === "sqlite" ? null : new Conv(key.getName()),
        ...action("onupdate", key.onUpdate),
        ...action("ondelete", key.onDelete),
      },
    );
  }

  #uniques(columns: readonly DrizzleColumn[]): readonly UniqueConstraint[] {
    if (this.#dialect === "sqlite") return [];
    return this.#uniqueParts(columns).map(
      ({ name, columns: names, nullsNotDistinct }) =>
        new UniqueConstraint(...names, {
          name: new Conv(name),
          ...(nullsNotDistinct ? { postgresqlNullsNotDistinct: true } : {}),
        }),
    );
  }

  #uniqueParts(columns: readonly DrizzleColumn[]) {
    const table = tableName(this.#table);
    return [
      ...columns
        .filter((column) => column.isUnique === true)
        .map((column) => ({
          name: column.uniqueName ?? `${table}_${this.#spelling.columnName(column)}_unique`,
          columns: this.#names([column]),
          nullsNotDistinct: column.uniqueType === "not distinct",
        })),
      ...this.#extras.uniques.map((unique) => ({
        name: unique.name ?? `${table}_${this.#names(unique.columns).join("_")}_unique`,
        columns: this.#names(unique.columns),
        nullsNotDistinct: unique.nullsNotDistinct === true,
      })),
    ];
  }

  #addIndex(table: Table, config: DrizzleExtras["indexes"][number]["config"]): void {
    const parts = config.columns.map((part) => this.#indexPart(table, part));
    const names = config.columns.map((part) => (isDrizzleSql(part) ? "expr" : this.#spelling.columnName(part)));
    const ops = config.columns.flatMap((part) => {
      const opClass = isDrizzleSql(part) ? undefined : (part as DrizzleIndexedColumn).indexConfig?.opClass;
      return opClass === undefined || isDrizzleSql(part) ? [] : [[this.#spelling.columnName(part), opClass] as const];
    });
    const { method = "btree", using = "btree", where } = config;
    const condition = where === undefined ? undefined : literalText(sqlText(where, this.#spelling));
    const isPostgresql = this.#dialect === "postgresql";
    table.appendIndex(
      new Index(new Conv(config.name ?? `${table.name}_${names.join("_")}_index`), ...parts, {
        unique: config.unique === true,
        ...(condition === undefined ? {} : { [isPostgresql ? "postgresqlWhere" : "sqliteWhere"]: condition }),
        ...(isPostgresql && method !== "btree" ? { postgresqlUsing: method } : {}),
        ...(this.#dialect === "mysql" && using !== "btree" ? { mysqlUsing: using } : {}),
        ...(ops.length === 0 ? {} : { postgresqlOps: Object.fromEntries(ops) }),
        ...(isPostgresql && config.with !== undefined ? { postgresqlWith: config.with } : {}),
      }),
    );
  }

  #indexPart(table: Table, part: DrizzleExtras["indexes"][number]["config"]["columns"][number]): ClauseElement {
    if (isDrizzleSql(part)) return asElement(literalText(sqlText(part, this.#spelling, true)));
    const column: ColumnElement = table.column(this.#spelling.columnName(part));
    const { order, nulls } = (part as DrizzleIndexedColumn).indexConfig ?? {};
    if (order !== "desc") return nulls === "first" ? column.nullsFirst() : column;
    // Drizzle Kit always writes the place of NULLs. In descending order PostgreSQL puts them first by default.
    return nulls === "last" ? column.desc().nullsLast() : column.desc();
  }
}

function identityOf({ type, sequenceOptions = {} }: NonNullable<DrizzleColumn["generatedIdentity"]>): Identity {
  const number = (name: string) => {
    const value = sequenceOptions[name];
    return value === undefined ? undefined : Number(value);
  };
  const given = {
    start: number("startWith"),
    increment: number("increment"),
    minvalue: number("minValue"),
    maxvalue: number("maxValue"),
    cache: number("cache"),
  };
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return new Identity({
    always: type === "always",
    ...known,
    ...(sequenceOptions["cycle"] === true ? { cycle: true } : {}),
  });
}
