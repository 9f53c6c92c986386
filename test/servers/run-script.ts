import { mariadb, mariadbServer } from "./mariadb.js";
import { postgresqlServer, psql } from "./postgresql.js";

/** Runs a script in a new, empty database; returns what the server refused, or an empty text. */
export type RunScript = (script: string) => string;

const nameOf = (count: number): string => `script_${process.pid}_${count}`;

/** Runs scripts on the shared PostgreSQL server. */
export async function runOnPostgresql(): Promise<RunScript> {
  const server = await postgresqlServer();
  let count = 0;
  return (script) => {
    const name = nameOf(count++);
    psql(server, "postgres", ["-c", `create database ${name} template template0`]);
    const done = psql(server, name, ["-f", "-"], script);
    psql(server, "postgres", ["-c", `drop database ${name}`]);
    return done.status === 0 ? "" : done.stderr;
  };
}

/** Runs scripts on the shared MariaDB server. */
export async function runOnMariadb(): Promise<RunScript> {
  const server = await mariadbServer();
  let count = 0;
  return (script) => {
    const name = nameOf(count++);
    mariadb(server, ["-e", `create database ${name} character set utf8mb4`]);
    const done = mariadb(server, ["--default-character-set=utf8mb4", name], script);
    mariadb(server, ["-e", `drop database ${name}`]);
    return done.status === 0 ? "" : done.stderr;
  };
}
