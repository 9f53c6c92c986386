import type { CompareHooks } from "../../dialects/compare-hooks.js";
import type { Inspector } from "../../dialects/inspector.js";
import { AlterColumnOp } from "../../operations/directives/alter-column-op.js";
import { RenameTableOp } from "../../operations/directives/rename-table-op.js";
import type { UpgradeOps } from "../../operations/directives/upgrade-ops.js";
import { alterColumnNode } from "../../operations/lowering/lower-column.js";
import { RenameTable } from "../../schema/ddl/table-nodes.js";
import { MetaData } from "../../schema/metadata.js";
import { CommandError } from "../../support/command-error.js";
import type { AutogenContext } from "../autogen-context.js";
import { databaseSchemas, keyOf } from "../database-tables.js";
import { caseRenames } from "./case-renames.js";
import type { Rename } from "./rename.js";

/** Returns the operation, or a message about an object that the database lacks. */
async function operationOf(
  rename: Rename,
  inspector: Inspector,
  { restatesColumns }: CompareHooks,
): Promise<AlterColumnOp | RenameTableOp | string> {
  const { table, from, to, schema = null } = rename;
  if (table === null) {
    if (!(await inspector.hasTable(from, schema))) return `the database has no table '${from}'`;
    return new RenameTableOp(from, to, { schema });
  }
  const columns = (await inspector.hasTable(table, schema)) ? await inspector.getColumns(table, schema) : [];
  const column = columns.find(({ name }) => name === from);
  if (column === undefined) return `the database has no column '${table}.${from}'`;
  const { type: existingType, nullable: existingNullable } = column;
  if (!restatesColumns)
    return new AlterColumnOp(table, from, { modifyName: to, existingType, existingNullable, schema });
  const existing = (await inspector.reflectTable(table, new MetaData(), { schema })).column(from);
  return new AlterColumnOp(table, from, {
    schema,
    modifyName: to,
    existingType,
    existingNullable,
    ...(existing.serverDefault === null ? {} : { existingServerDefault: existing.serverDefault }),
    ...(existing.comment === null ? {} : { existingComment: existing.comment }),
    ...(column.autoincrement === true ? { existingAutoincrement: true } : {}),
  });
}

/**
 * Refuses models whose schema has the name of an attached database in other letters: no operation renames it, and the
 * script would create the tables beside themselves.
 *
 * @param attached - the attached databases that are compared.
 * @throws {@link CommandError} when a name differs in letter case alone.
 */
function requireSameLetters({ inspector, sortedTables }: AutogenContext, attached: readonly string[]): void {
  for (const schema of new Set(sortedTables.map((table) => table.schema))) {
    if (schema === null || schema.toLowerCase() === inspector.defaultSchemaName?.toLowerCase()) continue;
    const other = attached.find((name) => name.toLowerCase() === schema.toLowerCase());
    if (other === undefined || attached.includes(schema)) continue;
    throw new CommandError(
      `The models have the schema '${schema}', and the database has '${other}', which is the same name for it.`,
      { hint: `Write '${other}' in the models.` },
    );
  }
}

/**
 * Adds the given renames, and those of letter case alone, to the upgrade, and continues the comparison with a copy of
 * the schema in which they are executed, so that all that refers to the column or table is renamed as well. A rename of
 * something that this database lacks is noted, because it can belong to another database.
 *
 * @throws {@link CommandError} when the dialect has no scratch database, or the models have an attached database in other
 * letters.
 */
export async function applyRenames(context: AutogenContext, upgradeOps: UpgradeOps): Promise<void> {
  const { openScratch, dialect } = context;
  const { connection } = context.migrationContext;
  if (connection === undefined) return;
  const { ignoresCase } = context.hooks;
  const attached = ignoresCase ? (await databaseSchemas(context)).filter((name) => name !== null) : [];
  requireSameLetters(context, attached);
  const byCase = ignoresCase ? await caseRenames(context, attached) : [];
  const renames = [...context.renames, ...byCase];
  if (renames.length === 0) return;
  const { backend, driver } = connection;
  if (openScratch === undefined || backend.copySchema === undefined)
    throw new CommandError(`${dialect.name} does not support --rename: write the renames into the script`);
  const copy = await openScratch();
  if (copy === undefined)
    throw new CommandError(
      "this user may not make the scratch database that --rename takes: write the renames into the script",
    );
  context.inspectInstead(copy);
  await backend.copySchema(driver, copy.driver, attached);
  for (const rename of renames.toSorted((a, b) => Number(a.table !== null) - Number(b.table !== null))) {
    const operation = await operationOf(rename, copy.inspector(), context.hooks);
    if (typeof operation === "string") {
      context.missedRenames.set(rename, `Can't rename: ${operation}`);
      continue;
    }
    const node =
      operation instanceof AlterColumnOp
        ? alterColumnNode(operation)
        : new RenameTable(rename.from, rename.to, { schema: rename.schema ?? null });
    for (const { sql } of dialect.compile(node)) await copy.driver.execute(sql);
    upgradeOps.ops.push(operation);
    const label =
      rename.table === null
        ? `table '${keyOf(rename.schema ?? null, rename.from)}'`
        : `column '${keyOf(rename.schema ?? null, rename.table)}.${rename.from}'`;
    const why = byCase.includes(rename) ? "the names differ in letter case alone" : "the rename was given";
    context.detected("tables", `Renamed ${label} to '${rename.to}'`, why, operation);
  }
}
