import type { CompiledStatement, Dialect } from "../dialects/dialect.js";
import type { StatementSink } from "../operations/statements/statement-sink.js";
import { Column } from "../schema/column.js";
import { PrimaryKeyConstraint } from "../schema/constraints/primary-key-constraint.js";
import { CreateTable } from "../schema/ddl/table-nodes.js";
import type { ClauseElement } from "../schema/elements/clause-element.js";
import { ColumnClause } from "../schema/elements/column-clause.js";
import { MetaData } from "../schema/metadata.js";
import { Delete } from "../schema/statements/delete.js";
import { Insert } from "../schema/statements/insert.js";
import { Select } from "../schema/statements/select.js";
import { Update } from "../schema/statements/update.js";
import { Table } from "../schema/table.js";
import { StringType } from "../schema/types/string-type.js";
import { CommandError } from "../support/command-error.js";
import { isBytes } from "../support/is-built-in.js";
import { printableLine } from "../support/printable.js";
import type { Connection } from "./connection.js";

/** The version table as `configure()` describes it. */
export interface VersionTableOptions {
  readonly name: string;
  readonly schema: string | undefined;
  /** Whether it is created with a primary key. */
  readonly primaryKey: boolean;
  /** How many characters its column takes where it is created. */
  readonly length: number;
}

/** How many characters of an identifier the version table's column takes, as Alembic creates it. */
export const usualVersionLength = 32;

const COLUMN = "version_num";
/** Stand-ins for the versions of a statement; no identifier holds these characters. */
const TO = "\u0001to\u0001";
const FROM = "\u0001from\u0001";

/** The table with the revisions that a database is at, and the statements on it in a dialect's words. */
export class VersionTable {
  readonly name: string;
  readonly #dialect: Dialect;
  readonly #table: Table;
  readonly #schema: string | undefined;
  readonly #length: number;
  readonly #templates = new Map<string, readonly CompiledStatement[]>();

  constructor(dialect: Dialect, options: VersionTableOptions) {
    this.name = options.name;
    this.#dialect = dialect;
    this.#schema = options.schema;
    this.#length = options.length;
    const column = new Column(COLUMN, new StringType(options.length), { nullable: false });
    const key = options.primaryKey ? [new PrimaryKeyConstraint(COLUMN, { name: `${options.name}_pkc` })] : [];
    this.#table = new Table(options.name, new MetaData(), column, ...key, { schema: options.schema ?? null });
  }

  create(): readonly CompiledStatement[] {
    return this.#dialect.compile(new CreateTable(this.#table));
  }

  insert(version: string): readonly CompiledStatement[] {
    return this.#fill("insert", version, "", () => new Insert(this.#table).values({ [COLUMN]: literalVersion(TO) }));
  }

  update(from: string, to: string): readonly CompiledStatement[] {
    return this.#fill("update", to, from, () =>
      new Update(this.#table)
        .values({ [COLUMN]: literalVersion(TO) })
        .where(this.#table.column(COLUMN).eq(literalVersion(FROM))),
    );
  }

  delete(version: string): readonly CompiledStatement[] {
    return this.#fill("delete", version, "", () =>
      new Delete(this.#table).where(this.#table.column(COLUMN).eq(literalVersion(TO))),
    );
  }

  /** All rows. */
  deleteAll(): readonly CompiledStatement[] {
    return this.#dialect.compile(new Delete(this.#table));
  }

  /** Whether the database has the table. */
  async exists(connection: Connection): Promise<boolean> {
    return connection.inspector().hasTable(this.name, this.#schema);
  }

  /**
   * Makes sure that the database stores identifiers completely: some databases cut off what is too long, and others
   * refuse it only after the step is done.
   *
   * @throws {CommandError} when one is longer than the column, as it is or, where there is no table yet, as it will be.
   */
  async requireRoom(
    versions: readonly string[],
    heads: readonly string[],
    connection: Connection | undefined,
  ): Promise<void> {
    if (!this.#dialect.capabilities.limitsTextLength) return;
    const length = await this.#lengthIn(connection);
    const long = versions.find((version) => version.length > length);
    if (long === undefined) return;
    const options = "versionNumLength of context.configure(), or version_num_length in the configuration";
    // Without rows it is one of this run, which some servers keep, or it can be made anew.
    const anew = connection === undefined ? "" : `; drop '${this.name}' if it is there, since it has no rows`;
    const wayOut =
      heads.length === 0
        ? `Widen the column (for a new table: ${options}${anew})`
        : `Widen the column in the database (${options}, is for a new table)`;
    throw new CommandError(
      `Revision identifier '${long}' has ${long.length} characters, and column version_num of table '${this.name}' takes ${length}. ${wayOut}, or give the revision a shorter identifier`,
    );
  }

  #versionOf(value: unknown): string {
    if (typeof value === "string" && printableLine(value) === value) return value;
    if (typeof value === "number" || typeof value === "bigint") return String(value);
    const shown =
      value === null
        ? "NULL"
        : isBytes(value)
          ? `a BLOB of ${value.length} bytes`
          : `'${printableLine(String(value))}'`;
    throw new CommandError(
      `Table '${this.name}' has a row whose version_num is ${shown}, which is no revision. Correct it, or have all rows replaced with stamp --purge`,
    );
  }

  async #lengthIn(connection: Connection | undefined): Promise<number> {
    if (connection === undefined || !(await this.exists(connection))) return this.#length;
    const columns = await connection.inspector().getColumns(this.name, this.#schema);
    const type = columns.find(({ name }) => name.toLowerCase() === COLUMN)?.type;
    return type instanceof StringType ? (type.length ?? Number.POSITIVE_INFINITY) : this.#length;
  }

  /**
   * The rows, in the database's order; none where there is no table.
   *
   * @throws {CommandError} when a row is not text, or no revision can have that name.
   */
  async read(connection: Connection): Promise<readonly string[]> {
    return (await this.exists(connection)) ? this.#rows(connection) : [];
  }

  /**
   * The rows of a table that was there before, read without a question whether it still is; none where it was dropped. Rows
   * that the lock of the run has read are not read again.
   *
   * @throws {CommandError} when a row is not text, or no revision can have that name.
   */
  async readAgain(connection: Connection): Promise<readonly string[]> {
    const { lockedVersions } = connection.driver;
    if (lockedVersions !== undefined) return lockedVersions.map((value) => this.#versionOf(value));
    try {
      return await this.#rows(connection);
    } catch (error) {
      // Where the failure ended the transaction, this question fails as well, and the first error counts.
      if (await this.exists(connection).catch(() => true)) throw error;
      return [];
    }
  }

  async #rows(connection: Connection): Promise<readonly string[]> {
    const rows = await connection.execute(new Select([this.#table.column(COLUMN)]));
    return rows.scalars().map((value) => this.#versionOf(value));
  }

  /** A statement of one kind: compiled once with stand-ins for its versions, because a run writes thousands of them. */
  #fill(kind: string, to: string, from: string, build: () => ClauseElement): readonly CompiledStatement[] {
    const template = this.#templates.get(kind) ?? this.#dialect.compile(build());
    this.#templates.set(kind, template);
    return template.map((statement) => ({
      ...statement,
      sql: statement.sql.replaceAll(quoted(TO), () => quoted(to)).replaceAll(quoted(FROM), () => quoted(from)),
    }));
  }

  /** Sends statements; returns how many rows the last one changed, `undefined` if it was only written down. */
  async send(sink: StatementSink, statements: readonly CompiledStatement[]): Promise<number | undefined> {
    let rows: number | undefined;
    for (const statement of statements) rows = (await sink.execute(statement))?.rowCount;
    return rows;
  }
}

/** A version as a literal, so that a script has the same text as what is run. */
function literalVersion(version: string): ColumnClause {
  return new ColumnClause(quoted(version), null, { isLiteral: true });
}

const quoted = (version: string) => `'${version.replaceAll("'", "''")}'`;
