import { expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { parseDatabaseUrl } from "../../src/database/database-url.js";
import { DatabaseUrlError } from "../../src/database/database-url-error.js";
import { OnlineUnsupportedError } from "../../src/database/online-unsupported-error.js";

// What SQLAlchemy 2.1's make_url answers: dialect, user, password, host, port, database, then the URL as it shows it.
test.each([
  ["sqlite://", "sqlite", undefined, undefined, undefined, undefined, undefined, "sqlite://"],
  ["sqlite:///", "sqlite", undefined, undefined, undefined, undefined, "", "sqlite:///"],
  ["sqlite:///a.db", "sqlite", undefined, undefined, undefined, undefined, "a.db", "sqlite:///a.db"],
  [
    "sqlite:////abs/a b%20c.db?timeout=3&mode=ro",
    "sqlite",
    undefined,
    undefined,
    undefined,
    undefined,
    "/abs/a b c.db",
    "sqlite:////abs/a b c.db?mode=ro&timeout=3",
  ],
  ["sqlite:///:memory:", "sqlite", undefined, undefined, undefined, undefined, ":memory:", "sqlite:///%3Amemory%3A"],
  ["sqlite:///a#b.db", "sqlite", undefined, undefined, undefined, undefined, "a#b.db", "sqlite:///a%23b.db"],
  ["sqlite:///ä%41.db", "sqlite", undefined, undefined, undefined, undefined, "äA.db", "sqlite:///%C3%A4A.db"],
  ["sqlite+pysqlite:///x.db", "sqlite", undefined, undefined, undefined, undefined, "x.db", "sqlite+pysqlite:///x.db"],
  [
    "postgresql://u:p%40w@h:5432/db?x=1&x=2&y=a b",
    "postgresql",
    "u",
    "p@w",
    "h",
    5432,
    "db",
    "postgresql://u:***@h:5432/db?x=1&x=2&y=a+b",
  ],
  ["mysql://u@h", "mysql", "u", undefined, "h", undefined, undefined, "mysql://u@h"],
  [
    "oracle://u:p@[::1]:1521/x?service_name=a",
    "oracle",
    "u",
    "p",
    "::1",
    1521,
    "x",
    "oracle://u:***@[::1]:1521/x?service_name=a",
  ],
  [
    "mssql+pyodbc:///?odbc_connect=DRIVER%3Dx",
    "mssql",
    undefined,
    undefined,
    undefined,
    undefined,
    "",
    "mssql+pyodbc:///?odbc_connect=DRIVER%3Dx",
  ],
  ["postgresql://u:@h/db", "postgresql", "u", "", "h", undefined, "db", "postgresql://u:***@h/db"],
])(
  "when %s is parsed then its parts are SQLAlchemy's",
  (text, dialect, username, password, host, port, database, shown) => {
    const url = parseDatabaseUrl(text);
    expect(url.dialectName).toBe(dialect);
    expect({ ...url, query: undefined }).toMatchObject({ username, password, host, port, database });
    expect(url.render()).toBe(shown);
  },
);

test("when the password is wanted then it is written out", () => {
  const url = parseDatabaseUrl("postgresql://u:p%40w@h/db");
  expect(url.render({ hidePassword: false })).toBe("postgresql://u:p%40w@h/db");
});

test.each([
  ["file:x.db", "x.db"],
  ["file:///abs/a%20b.db?mode=ro", "/abs/a b.db"],
  ["file:/abs/x.db", "/abs/x.db"],
  ["file://localhost/abs/x.db", "/abs/x.db"],
])("when %s is parsed then it names a SQLite file", (text, database) => {
  expect(parseDatabaseUrl(text)).toMatchObject({ driverName: "sqlite", database });
});

test.each(["foo", "sqlite:/x", "", "postgresql://u:p@h:bad/db", "file://host/x.db"])(
  "when %s is parsed then it is refused",
  (text) => {
    expect(() => parseDatabaseUrl(text)).toThrow(DatabaseUrlError);
  },
);

test.each([
  ["sqlite:///x.db?timeout=soon", "Invalid value for timeout"],
  ["sqlite:///x.db?timout=1", "Unknown option 'timout' in database URL; there are mode, timeout and locking"],
  ["sqlite:///x.db?mode=wild", "Invalid value for mode"],
  ["sqlite:///x.db?locking=maybe", "Invalid value for locking"],
  ["sqlite://host/x.db", "Invalid SQLite URL"],
])("when %s is opened then the error says what is wrong", async (text, message) => {
  await expect(openDatabase(text)).rejects.toThrow(message);
});

test("when another database is opened then the error names it and the way out", async () => {
  const error = await openDatabase("oracle://u:secret@h/db").catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(OnlineUnsupportedError);
  expect(String(error)).toBe(
    "OnlineUnsupportedError: Cannot connect to oracle: the URL of a database to connect to begins with sqlite, postgresql, " +
      "postgres, pglite, mysql or mariadb. For any other database, write the SQL with --sql and run it with its own client.",
  );
});

test("when the folder is missing then the error names the file and the folder", async () => {
  await expect(openDatabase("sqlite:////no/such/folder/x.db")).rejects.toThrow(
    "'/no/such/folder/x.db' (ENOENT): the folder '/no/such/folder' does not exist",
  );
});

test.each([
  ["sqlite:///my?db.sqlite", "sqlite:///my%3Fdb.sqlite"],
  ["sqlite+pysqlite:///my?a=1&db.sqlite", "sqlite+pysqlite:///my%3Fa=1&db.sqlite"],
  ["file:my?db.sqlite", "file:my%3Fdb.sqlite"],
])("when the file of %s has a '?' in its name then the URL is refused with the right spelling", (text, right) => {
  expect(() => parseDatabaseUrl(text)).toThrow(DatabaseUrlError);
  expect(() => parseDatabaseUrl(text)).toThrow(`write '${right}'`);
  expect(parseDatabaseUrl(right).database).toMatch(/^my\?/);
});

test("when a SQLite URL has a vfs then neither its text nor a message shows it", () => {
  const url = parseDatabaseUrl("sqlite:///a.db?mode=rw&vfs=unix-none");
  expect(String(url)).toBe("sqlite:///a.db?mode=rw");
  expect(url.render({ hidePassword: false })).toBe("sqlite:///a.db?mode=rw&vfs=unix-none");
  expect(String(parseDatabaseUrl("sqlite+pysqlite:///a.db?vfs=unix-none"))).toBe("sqlite+pysqlite:///a.db");
  expect(() => parseDatabaseUrl("sqlite:///a.db?vfs=unix-none&odd")).toThrow(
    "'odd' in 'sqlite:///a.db?odd' is no option of the form name=value; if the '?' belongs to the name of the file, " +
      "write 'sqlite:///a.db%3Fodd'",
  );
  expect(() => parseDatabaseUrl("file://host/a.db?vfs=unix-none")).toThrow(/file:\/\/host\/a\.db$/);
});
