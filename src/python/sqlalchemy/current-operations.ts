import { CreateIndexOp, DropIndexOp } from "../../operations/directives/index-ops.js";
import { CreateTableOp, DropTableOp } from "../../operations/directives/table-ops.js";
import type { Operations } from "../../operations/operations.js";
import type { inspectorOf, OperationsHost } from "../../operations/operations-host.js";
import { CreateType, DropType } from "../../schema/ddl/ddl-node.js";
import type { MetaData } from "../../schema/metadata.js";
import type { Table } from "../../schema/table.js";
import type { Index } from "../../schema/table-index.js";
import { EnumType } from "../../schema/types/enum-type.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { activeRun, type Run } from "../protocol/run.js";
import { raise } from "../values/py-exception.js";

const key = "alembic.operations";

/** Reads a schema; its names are SQLAlchemy's. */
export type HostInspector = ReturnType<typeof inspectorOf>;

/** The operations of the current step of a script, and their use by DDL objects. */
export class CurrentOperations {
  readonly op: Operations;
  readonly host: OperationsHost;
  /** Whether a session rolled back the transaction, which is the run's. */
  isRolledBack = false;

  constructor(op: Operations) {
    this.op = op;
    this.host = op.runsFor;
  }

  /** Reads the schema of the database as it is at this moment. */
  inspector(): HostInspector {
    return this.op.getBind().inspector();
  }

  async createTable(table: Table, checkfirst: boolean): Promise<void> {
    if (checkfirst && !this.host.asSql && (await this.inspector().hasTable(table.name, table.schema))) return;
    await this.op.invoke(CreateTableOp.fromTable(table));
    for (const index of table.indexes) await this.createIndex(index);
  }

  async dropTable(table: Table, checkfirst: boolean): Promise<void> {
    if (checkfirst && !this.host.asSql && !(await this.inspector().hasTable(table.name, table.schema))) return;
    await this.op.invoke(DropTableOp.fromTable(table));
  }

  createIndex(index: Index): Promise<void> {
    return this.op.invoke(CreateIndexOp.fromIndex(index)) as Promise<void>;
  }

  dropIndex(index: Index): Promise<void> {
    return this.op.invoke(DropIndexOp.fromIndex(index)) as Promise<void>;
  }

  /** Creates a named type, on databases that have such types. */
  async createType(type: TypeEngine, checkfirst: boolean): Promise<void> {
    await this.#change(type, checkfirst, true);
  }

  async dropType(type: TypeEngine, checkfirst: boolean): Promise<void> {
    await this.#change(type, checkfirst, false);
  }

  async #change(given: TypeEngine, checkfirst: boolean, create: boolean): Promise<void> {
    const type = given.forDialect(this.host.dialect.name);
    if (!this.#keepsNames(type)) return;
    if (checkfirst && !this.host.asSql && (await this.#hasType(type)) === create) return;
    await this.op.execute(create ? new CreateType(type) : new DropType(type));
  }

  /** Whether the database has named types, because a dialect without them refuses to write one. */
  #keepsNames(type: TypeEngine): boolean {
    if (type instanceof EnumType && !type.nativeEnum) return false;
    try {
      return this.host.dialect.compile(new CreateType(type)).length > 0;
    } catch {
      return false;
    }
  }

  async #hasType(type: TypeEngine): Promise<boolean> {
    const name = type instanceof EnumType ? type.enumName : String((type as { readonly name?: unknown }).name);
    const found = await this.op
      .getBind()
      .scalar("SELECT count(*) FROM pg_catalog.pg_type WHERE typname = :name AND pg_catalog.pg_type_is_visible(oid)", {
        name,
      });
    return Number(found) > 0;
  }

  /** A type as the run's database writes it. */
  typeText(type: TypeEngine): string {
    return this.host.dialect.compileType(type);
  }
}

/** Reads tables of a database into metadata. */
export async function reflectTables(
  inspector: HostInspector,
  metadata: MetaData,
  options: { readonly schema?: string | null; readonly only?: readonly string[] | null },
): Promise<void> {
  const { schema = null, only } = options;
  const names = only ?? (await inspector.getTableNames(schema));
  for (const name of names) await inspector.reflectTable(name, metadata, { schema });
  // SQLAlchemy also reads the tables that foreign keys refer to.
  for (const table of metadata.tables.values()) {
    for (const one of table.foreignKeyConstraints) {
      const { schema: other, table: name } = one.referredTableName;
      const known = metadata.tables.has(other === null ? name : `${other}.${name}`);
      if (!known && (await inspector.hasTable(name, other)))
        await inspector.reflectTable(name, metadata, { schema: other });
    }
  }
}

/** The operations of the current run; `undefined` while a file is read and no step runs. */
export const operationsOf = (run: Run): CurrentOperations | undefined =>
  run.state.get(key) as CurrentOperations | undefined;

/** Sets the operations of a step, or ends it. */
export function setOperations(run: Run, operations: CurrentOperations | undefined): void {
  run.state.set(key, operations);
}

/** The operations of the step that is carried out right now. */
export function currentOperations(): CurrentOperations {
  return (
    operationsOf(activeRun()) ??
    raise(
      "NameError",
      "Can't invoke function, as the proxy object has not yet been established for the Alembic 'Operations' class.  Try placing this code inside a callable.",
    )
  );
}
