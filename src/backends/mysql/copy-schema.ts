import type { DriverConnection } from "../../database/connection.js";

/**
 * Creates the tables of a database in an empty database, without their rows, with the statements that the server shows
 * for them. Views and triggers are omitted, because their statements name their database.
 *
 * @throws {Error} if `schemas` names other schemas: on MySQL these are databases, and only one database is copied.
 */
export async function copySchema(
  from: DriverConnection,
  to: DriverConnection,
  schemas: readonly string[],
): Promise<void> {
  if (schemas.length > 0) throw new Error("tables of several databases cannot be copied to one");
  const { rows } = await from.execute(
    `SELECT TABLE_NAME AS name FROM information_schema.TABLES
    WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED') ORDER BY TABLE_NAME`,
  );
  // A table may refer to a table that is created after it.
  await to.execute("SET SESSION foreign_key_checks = 0");
  for (const { name } of rows) {
    const shown = await from.execute(`SHOW CREATE TABLE \`${String(name).replaceAll("`", "``")}\``);
    await to.execute(String(shown.rows[0]?.["Create Table"]));
  }
  await to.execute("SET SESSION foreign_key_checks = 1");
}
