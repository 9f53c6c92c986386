import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseDatabaseUrl } from "../../../src/database/database-url.js";
import { passwordFromFile } from "../../../src/database/postgresql/password-file.js";
import { serverSettings } from "../../../src/database/postgresql/server-settings.js";

const read = (url: string, env: Record<string, string> = {}) => serverSettings(parseDatabaseUrl(url), env);

describe("settings of a PostgreSQL URL", () => {
  test.each([
    [
      "postgresql://u:p%40ss@db.example:5433/app",
      { user: "u", password: "p@ss", database: "app", hosts: [{ host: "db.example", port: 5433 }] },
    ],
    ["postgresql+psycopg://u@h/d", { user: "u", password: undefined, hosts: [{ host: "h", port: 5432 }] }],
    ["postgresql+asyncpg://u@h/d?ssl=require", { tls: expect.objectContaining({ mode: "require" }) }],
    [
      "postgresql+psycopg2://u@h/d?sslmode=disable&application_name=app&connect_timeout=3",
      { applicationName: "app", connectTimeout: 3000 },
    ],
    ["postgresql://u@/d?host=/run/pg&port=6000", { hosts: [{ host: "/run/pg", port: 6000 }] }],
    [
      "postgresql://u@/d?host=a:1&host=b:2",
      {
        hosts: [
          { host: "a", port: 1 },
          { host: "b", port: 2 },
        ],
      },
    ],
    [
      "postgresql://u@/d?host=a,b&port=1,2",
      {
        hosts: [
          { host: "a", port: 1 },
          { host: "b", port: 2 },
        ],
      },
    ],
    [
      "postgresql://u@/d?host=a,b",
      {
        hosts: [
          { host: "a", port: 5432 },
          { host: "b", port: 5432 },
        ],
      },
    ],
    ["postgresql://u@[::1]:7/d", { hosts: [{ host: "::1", port: 7 }] }],
    ["postgresql://u@h/d?options=-c%20search_path%3Dx", { options: "-c search_path=x" }],
    ["postgresql://u@h/d?target_session_attrs=read-write", { target: "read-write" }],
    [
      "postgresql://u@h/d?keepalives_idle=9&keepalives_interval=3",
      { keepAliveIdle: 9, unfollowed: ["keepalives_interval"] },
    ],
    ["postgresql://u@h/d?prepared_statement_cache_size=0", { database: "d" }],
  ])("when the URL is %s then it says so", (url, expected) => {
    expect(read(url)).toMatchObject(expected);
  });

  test("when the URL leaves something open then the variables of libpq fill it in", () => {
    const env = {
      PGHOST: "h",
      PGPORT: "7",
      PGUSER: "u",
      PGPASSWORD: "p",
      PGDATABASE: "d",
      PGSSLMODE: "disable",
      PGAPPNAME: "a",
    };
    expect(read("postgresql://", env)).toMatchObject({
      hosts: [{ host: "h", port: 7 }],
      user: "u",
      password: "p",
      database: "d",
      applicationName: "a",
      tls: { mode: "disable" },
    });
    expect(read("postgresql://v@i/e", env)).toMatchObject({
      hosts: [{ host: "i", port: 7 }],
      user: "v",
      database: "e",
    });
  });

  test.each([
    ["postgresql://u@h/d?sslmod=require", "The option 'sslmod' of postgresql://u@h/d?sslmod=require is not understood"],
    ["postgresql://u:secret@h/d?x=1", "The option 'x' of postgresql://u:***@h/d?x=1 is not understood"],
    ["postgresql://u@h/d?sslmode=maybe", "The option 'sslmode' cannot be 'maybe'"],
    ["postgresql://u@h/d?sslmode=verify-full", "sslmode=verify-full needs the certificate"],
    ["postgresql://u@h/d?client_encoding=latin1", "cannot be 'latin1'"],
    ["postgresql://u@h/d?channel_binding=require", "cannot be 'require'"],
    ["postgresql://u@/d?host=a,b,c&port=1,2", "has 3 hosts, but 2 ports"],
    ["postgresql+mystery://u@h/d", "The driver of 'postgresql+mystery' is not known"],
    ["postgresql://u@h/d?connect_timeout=soon", "needs a whole number"],
  ])("when the URL is %s then it is refused", (url, message) => {
    expect(() => read(url)).toThrow(message);
  });

  test("when a variable asks for what is not understood then it is refused", () => {
    expect(() => read("postgresql://h/d", { PGSERVICE: "mine" })).toThrow("The variable PGSERVICE is set");
  });
});

describe("password file", () => {
  test("when a line matches then its password is used, unless others may read the file", () => {
    const folder = mkdtempSync(join(tmpdir(), "pgpass-"));
    const path = join(folder, "pgpass");
    const warnings: string[] = [];
    const file = { path, onWarning: (message: string) => void warnings.push(message) };
    writeFileSync(path, "# mine\nh:5432:d:u:se\\:cr\\\\et\n*:*:*:v:other\nlocalhost:1:*:w:socket\n", { mode: 0o600 });
    const ask = (host: string, port: number, user: string) =>
      passwordFromFile({ host, port, database: "d", user }, file);
    expect(ask("h", 5432, "u")).toBe("se:cr\\et");
    expect(ask("elsewhere", 7, "v")).toBe("other");
    expect(ask("/run/pg", 1, "w")).toBe("socket");
    expect(ask("h", 5433, "u")).toBeUndefined();
    rmSync(path);
    writeFileSync(path, "*:*:*:*:x\n", { mode: 0o644 });
    expect(ask("h", 1, "u")).toBeUndefined();
    expect(warnings.join()).toContain("others may read it: chmod 0600");
    rmSync(folder, { recursive: true });
  });
});
