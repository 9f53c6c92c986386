import type { DriverConnection } from "../../src/database/connection.js";
import {
  haveMariadb,
  newMariadbDatabase,
  onMariadb,
  startMariadbOnData,
  startMariadbServer,
} from "../servers/mariadb.js";
import { startAgain } from "../servers/processes.js";
import { tortureServer } from "./server-torture.js";

/** What was committed is there after the server was killed. */
const settings = ["--innodb-flush-log-at-trx-commit=1"];

async function dropTables(database: DriverConnection): Promise<void> {
  for (const row of (await database.execute("SHOW TABLES")).rows)
    await database.execute(`DROP TABLE \`${Object.values(row)[0]}\``);
}

tortureServer({
  title: "MariaDB",
  isHere: haveMariadb,
  note: onMariadb,
  isAtomic: false,
  newDatabase: (on) => newMariadbDatabase("mysql", on),
  urlOf: (url) => url.replace("mysql://", "mysql+pymysql://"),
  start: () => startMariadbServer(settings),
  restart: (dead) => startAgain(() => startMariadbOnData(dead.folder, settings, dead.port)),
  clear: dropTables,
  // The server commits a schema change at once: a step that can be run again begins where it was killed.
  slowSteps: ["s1", "s2", "s3", "s4"].map((id) => ({
    id,
    up: [`CREATE TABLE IF NOT EXISTS ${id} (id integer)`, "DO SLEEP(0.05)", `INSERT INTO ${id} VALUES (1)`],
    down: [`DROP TABLE ${id}`],
  })),
  refused:
    /Deadlock found|already exists|Duplicate entry|Unknown table|doesn't exist|Online migration expected|has changed/,
});
