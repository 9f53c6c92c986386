import type { MigrateOperation } from "../operations/directives/migrate-operation.js";
import { OpContainer } from "../operations/directives/op-container.js";

/** A table by its name. */
export interface TouchedTable {
  readonly schema: string | null;
  readonly name: string;
}

/** The tables that operations name, each once. */
export function touchedTables(operations: readonly MigrateOperation[]): readonly TouchedTable[] {
  const found = new Map<string, TouchedTable>();
  const visit = (op: MigrateOperation): void => {
    const { tableName, newTableName, schema = null } = op as unknown as Partial<Record<string, string | null>>;
    for (const name of [tableName, newTableName])
      if (typeof name === "string") found.set(JSON.stringify([schema, name]), { schema, name });
    if (op instanceof OpContainer) op.ops.forEach(visit);
  };
  operations.forEach(visit);
  return [...found.values()];
}
