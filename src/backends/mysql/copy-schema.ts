import type { DriverConnection } from "../../database/connection.js";

/**
 * Makes the tables of a database in an empty one, without their rows, by the statements that the server writes of them.
 * Views and triggers are left out: their statements name the database that they are in.
 *
 * @throws {Error} when there are schemas to copy besides, for which an empty database has no place.
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
  // One table may refer to another one that comes later.
  await to.execute("SET SESSION foreign_key_checks = 0");
  for (const { name } of rows) {
    const shown = await from.execute(`SHOW CREATE TABLE \`${String(name).replaceAll("`", "``")}\``);
    await to.execute(String(shown.rows[0]?.["Create Table"]));
  }
  await to.execute("SET SESSION foreign_key_checks = 1");
}
