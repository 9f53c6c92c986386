import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { haveServers, noServers, type Server, startMariadb, startPostgresql } from "./servers.js";

describe.skipIf(!haveServers()).each([
  ["PostgreSQL", startPostgresql],
  ["MariaDB", startMariadb],
])(`%s on loopback (${noServers})`, (_, start) => {
  let server: Server;
  beforeAll(async () => {
    server = await start();
  }, 120_000);
  afterAll(() => server?.stop());

  test("when a script is sound then it is accepted, each in a database of its own", () => {
    const script = "CREATE TABLE t (a INTEGER NOT NULL);\n\nINSERT INTO t (a) VALUES (1);\n\n";
    expect(server.run(script)).toBe("");
    expect(server.run(script)).toBe("");
  });

  test("when a script is not then the server's words come back", () => {
    expect(server.run("CREATE TABLE t (a INTEGER, a INTEGER);")).toMatch(/a/);
  });
});
