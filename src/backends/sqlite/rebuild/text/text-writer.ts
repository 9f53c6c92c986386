import type { Dialect } from "../../../../dialects/dialect.js";
import type {
  ColumnText,
  CommentedTableConstraintText,
  CreateTableText,
} from "../../../../dialects/sqlite/text/create-table-text.js";
import { parseCreateTable } from "../../../../dialects/sqlite/text/parse-create-table.js";
import { unboundIndexCopy } from "../../../../operations/batch/rebuild/new-table.js";
import { Column } from "../../../../schema/column.js";
import type { Constraint } from "../../../../schema/constraints/constraint.js";
import { CreateIndex } from "../../../../schema/ddl/index-nodes.js";
import { CreateTable } from "../../../../schema/ddl/table-nodes.js";
import { MetaData } from "../../../../schema/metadata.js";
import { Table, type TableItem, type TableOptions } from "../../../../schema/table.js";
import { Integer } from "../../../../schema/types/integer.js";
import type { TypeEngine } from "../../../../schema/types/type-engine.js";
import { CommandError } from "../../../../support/command-error.js";

/** Writes single columns and constraints as in the dialect's CREATE TABLE. */
export class TextWriter {
  readonly dialect: Dialect;
  readonly #tableName: string;

  constructor(dialect: Dialect, tableName: string) {
    this.dialect = dialect;
    this.#tableName = tableName;
  }

  quote(name: string): string {
    return this.dialect.quoteIdentifier(name);
  }

  /** The definition of a column, without the constraints and indexes that it adds to the table. */
  column(column: Column): ColumnText {
    const copied = column.copy({ unique: null, index: null, primaryKey: false, nullable: column.nullable });
    const [text] = this.#parse([copied]).columns;
    if (text === undefined) throw new CommandError(`The column '${column.name}' has no definition`);
    return { ...text, comments: [] };
  }

  /** The definition for a type, which may have a collation. */
  typed(name: string, type: TypeEngine): ColumnText {
    return this.column(new Column(name, type));
  }

  /**
   * A constraint of the table; renamed columns may be given by their old names.
   *
   * @throws {CommandError} when it names one column by its old and its new name.
   */
  constraint(
    constraint: Constraint,
    columnNames: readonly string[],
    newNames: ReadonlyMap<string, string>,
  ): CommentedTableConstraintText {
    const named = "columnKeys" in constraint ? (constraint.columnKeys as readonly string[]) : [];
    requireDistinct(`Constraint '${constraint.name ?? ""}'`, named, newNames);
    const columns = standIns(columnNames, newNames);
    const parsed = this.#parse([...columns, constraint.copy()]);
    const text = parsed.constraints.at(-1);
    if (text !== undefined) return { ...text, comments: [] };
    throw new CommandError(`The constraint '${constraint.name ?? ""}' can't be part of a CREATE TABLE`);
  }

  /**
   * A statement that creates an index of the table; renamed columns may be given by their old names.
   *
   * @throws {CommandError} when it names one column by its old and its new name.
   */
  index(node: CreateIndex, columnNames: readonly string[], newNames: ReadonlyMap<string, string>): string {
    const { index } = node;
    const named =
      index.table === null
        ? index.given.filter((part) => typeof part === "string")
        : index.columns.map(({ name }) => name);
    requireDistinct(`Index '${index.name ?? ""}'`, named, newNames);
    let created = node;
    if (newNames.size > 0 || index.table === null) {
      const schema = index.table?.schema ?? null;
      const table = new Table(this.#tableName, new MetaData(), ...standIns(columnNames, newNames), { schema });
      const copied = index.table === null ? unboundIndexCopy(index) : index.copy();
      table.appendIndex(copied);
      created = new CreateIndex(copied, { ifNotExists: node.ifNotExists });
    }
    return this.dialect
      .compile(created)
      .map(({ sql }) => sql)
      .join("; ");
  }

  #parse(items: readonly TableItem[], options: TableOptions = {}): CreateTableText {
    const table = new Table(this.#tableName, new MetaData(), ...items, options);
    const [statement] = this.dialect.compile(new CreateTable(table));
    const parsed = statement === undefined ? undefined : parseCreateTable(statement.sql);
    if (parsed === undefined) throw new CommandError(`The table '${this.#tableName}' has no definition`);
    return parsed;
  }
}

/** Refuses the old and the new name of one column together, because they were meant as two columns. */
function requireDistinct(what: string, names: readonly string[], newNames: ReadonlyMap<string, string>): void {
  const words = new Map<string, string>();
  for (const name of names) {
    const column = newNames.get(name) ?? name;
    const other = words.get(column.toLowerCase());
    if (other !== undefined && other !== name)
      throw new CommandError(
        `${what} is on one column twice: '${other}' and '${name}' are the old and the new name of the same one. A name that a column had before the batch means that column; say all columns by their old names`,
      );
    words.set(column.toLowerCase(), name);
  }
}

/**
 * Columns of which only the names matter. If a name is the old one of a column and the new one of another, it means the
 * former.
 */
function standIns(names: readonly string[], newNames: ReadonlyMap<string, string>): readonly Column[] {
  const renamed = new Map([...newNames].filter(([, name]) => names.includes(name)));
  const old = [...renamed].map(([key, name]) => new Column(name, new Integer(), { key }));
  return [...names.filter((name) => !renamed.has(name)).map((name) => new Column(name, new Integer())), ...old];
}
