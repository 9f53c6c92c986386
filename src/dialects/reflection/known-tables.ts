import { NoSuchTableError } from "../no-such-table-error.js";

/** A schema; without a name, the default one. */
export type SchemaName = string | null | undefined;

/** Reads the facts of some tables of a schema, or of all, by the names of the tables. */
export type ReadTables<Facts> = (
  schema: string | null,
  tables: readonly string[] | undefined,
) => Promise<Iterable<readonly [name: string, facts: Facts]>>;

/** The facts of the tables that an inspector has read. Each table is read once. */
export class KnownTables<Facts> {
  readonly #read: ReadTables<Facts>;
  readonly #facts = new Map<string, Facts>();
  /** The schemas of which all tables were read. */
  readonly #complete = new Set<string | null>();

  constructor(read: ReadTables<Facts>) {
    this.#read = read;
  }

  /** Whether the table was read. */
  has(table: string, schema: SchemaName): boolean {
    return this.#facts.has(keyOf(table, schema));
  }

  /** Returns the facts of a table, or `undefined` if it does not exist. */
  async find(table: string, schema: SchemaName): Promise<Facts | undefined> {
    const known = this.#facts.get(keyOf(table, schema));
    if (known !== undefined) return known;
    // A server may find the table by another spelling of its name, and return its own: MySQL with lower_case_table_names.
    const [found] = await this.#read(schema ?? null, [table]);
    if (found !== undefined) this.#facts.set(keyOf(table, schema), found[1]);
    return found?.[1];
  }

  /** @throws {@link NoSuchTableError} when the table does not exist. */
  async get(table: string, schema: SchemaName): Promise<Facts> {
    const facts = await this.find(table, schema);
    if (facts === undefined) throw noSuchTable(table, schema);
    return facts;
  }

  /** Reads some tables of a schema, or all, together. */
  async readAll(schema: SchemaName, tables: readonly string[] | undefined): Promise<void> {
    if (this.#complete.has(schema ?? null)) return;
    for (const [name, facts] of await this.#read(schema ?? null, tables)) this.#facts.set(keyOf(name, schema), facts);
    if (tables === undefined) this.#complete.add(schema ?? null);
  }

  /** Forgets all tables. */
  clear(): void {
    this.#facts.clear();
    this.#complete.clear();
  }
}

const keyOf = (table: string, schema: SchemaName): string => `${schema ?? ""}\n${table}`;

/** The error for a table or view that does not exist. */
export const noSuchTable = (table: string, schema: SchemaName): NoSuchTableError =>
  new NoSuchTableError(typeof schema === "string" ? `${schema}.${table}` : table);

/**
 * Makes a function that reads a part of a table's facts only once, because a comparison asks for it again. The other
 * arguments are the same whenever the facts are: an inspector keeps facts by the schema that was asked for.
 */
export function readOnce<Facts extends object, Rest extends readonly unknown[], Part>(
  read: (facts: Facts, ...rest: Rest) => readonly Part[],
): (facts: Facts, ...rest: Rest) => readonly Part[] {
  const known = new WeakMap<Facts, readonly Part[]>();
  return (facts, ...rest) => {
    const parts = known.get(facts) ?? read(facts, ...rest);
    known.set(facts, parts);
    return parts;
  };
}
