import { join } from "node:path";
import {
  havePostgresql,
  newPostgresqlDatabase,
  onPostgresql,
  startOnData,
  startPostgresqlServer,
} from "../servers/postgresql.js";
import { startAgain } from "../servers/processes.js";
import { tortureServer } from "./server-torture.js";

const settings = ["fsync=off", "full_page_writes=off"];

tortureServer({
  title: "PostgreSQL",
  isHere: havePostgresql,
  note: onPostgresql,
  isAtomic: true,
  newDatabase: newPostgresqlDatabase,
  urlOf: (url) => url.replace("postgresql://", "postgresql+psycopg://"),
  start: () => startPostgresqlServer(settings),
  restart: (dead) => startAgain(() => startOnData(dead.folder, join(dead.folder, "data"), settings, dead.port)),
  clear: (database) => database.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public"),
  slowSteps: ["s1", "s2", "s3", "s4"].map((id) => ({
    id,
    up: [`CREATE TABLE ${id} (id integer)`, "SELECT pg_sleep(0.05)", `INSERT INTO ${id} VALUES (1)`],
    down: [`DROP TABLE ${id}`],
  })),
  plainSteps: Array.from({ length: 200 }, (_, at) => ({
    id: at === 0 ? "s1" : `t${at + 1}`,
    up: [`CREATE TABLE plain${at} (id INTEGER)`],
    down: [`DROP TABLE plain${at}`],
    calls: [`  await op.createTable("plain${at}", sa.Column("id", sa.Integer()));`],
  })),
  refused: /deadlock detected|already exists|duplicate key|Online migration expected/,
});
