import type { CompiledStatement, Dialect } from "../dialects/dialect.js";
import type { StatementSink } from "../operations/statement-sink.js";
import { Column } from "../schema/column.js";
import { PrimaryKeyConstraint } from "../schema/constraints/primary-key-constraint.js";
import { CreateTable } from "../schema/ddl/create-table.js";
import { ColumnClause } from "../schema/elements/column-clause.js";
import { MetaData } from "../schema/metadata.js";
import { Delete } from "../schema/statements/delete.js";
import { Insert } from "../schema/statements/insert.js";
import { Select } from "../schema/statements/select.js";
import { Update } from "../schema/statements/update.js";
import { Table } from "../schema/table.js";
import { StringType } from "../schema/types/string-type.js";
import type { Connection } from "./connection.js";

/** What `configure()` says of the version table. */
export interface VersionTableOptions {
  readonly name: string;
  readonly schema: string | undefined;
  /** Whether it is created with a primary key. */
  readonly primaryKey: boolean;
}

const COLUMN = "version_num";

/** The table with the revisions that a database is at, and the statements on it in a dialect's words. */
export class VersionTable {
  readonly name: string;
  readonly #dialect: Dialect;
  readonly #table: Table;
  readonly #schema: string | undefined;

  constructor(dialect: Dialect, options: VersionTableOptions) {
    this.name = options.name;
    this.#dialect = dialect;
    this.#schema = options.schema;
    const column = new Column(COLUMN, new StringType(32), { nullable: false });
    const key = options.primaryKey ? [new PrimaryKeyConstraint(COLUMN, { name: `${options.name}_pkc` })] : [];
    this.#table = new Table(options.name, new MetaData(), column, ...key, { schema: options.schema ?? null });
  }

  create(): readonly CompiledStatement[] {
    return this.#dialect.compile(new CreateTable(this.#table));
  }

  insert(version: string): readonly CompiledStatement[] {
    return this.#dialect.compile(new Insert(this.#table).values({ [COLUMN]: literalVersion(version) }));
  }

  update(from: string, to: string): readonly CompiledStatement[] {
    const column = this.#table.column(COLUMN);
    const update = new Update(this.#table)
      .values({ [COLUMN]: literalVersion(to) })
      .where(column.eq(literalVersion(from)));
    return this.#dialect.compile(update);
  }

  delete(version: string): readonly CompiledStatement[] {
    const column = this.#table.column(COLUMN);
    return this.#dialect.compile(new Delete(this.#table).where(column.eq(literalVersion(version))));
  }

  /** All rows. */
  deleteAll(): readonly CompiledStatement[] {
    return this.#dialect.compile(new Delete(this.#table));
  }

  /** Whether the database has the table. */
  async exists(connection: Connection): Promise<boolean> {
    return this.#dialect.inspector(connection.driver).hasTable(this.name, this.#schema);
  }

  /** The rows, in the database's order; none where there is no table. */
  async read(connection: Connection): Promise<readonly string[]> {
    if (!(await this.exists(connection))) return [];
    const rows = await connection.execute(new Select([this.#table.column(COLUMN)]));
    return rows.scalars().map(String);
  }

  /** Sends statements; answers how many rows the last one changed, `undefined` where it was only written down. */
  async send(sink: StatementSink, statements: readonly CompiledStatement[]): Promise<number | undefined> {
    let rows: number | undefined;
    for (const statement of statements) rows = (await sink.execute(statement))?.rowCount;
    return rows;
  }
}

/** A version as it stands in a statement: written out, so that a script holds the same text that is run. */
function literalVersion(version: string): ColumnClause {
  return new ColumnClause(`'${version.replaceAll("'", "''")}'`, null, { isLiteral: true });
}
