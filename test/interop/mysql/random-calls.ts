import { type CallFlavour, call, number, string } from "../postgresql/random-calls.js";

const text = (sql: string): unknown => call("text", [sql]);
const stringDefaults = ["x", "it's", text("(ucase('q'))")];

/** What the random calls of the servers are on MariaDB, whose changes of a column have to name all that it is. */
export const mariadbCalls: CallFlavour = {
  types: [
    number("Integer"),
    number("BigInteger"),
    number("mysql.MEDIUMINT"),
    { ...number("Integer"), make: () => call("mysql.INTEGER", [], { unsigned: true }) },
    number("Numeric", [12, 2]),
    number("Double"),
    { ...string("String", [60]), defaults: stringDefaults },
    { ...string("String", [80]), defaults: stringDefaults },
    { ...string("Text"), group: "text", defaults: stringDefaults },
    { ...string("mysql.MEDIUMTEXT"), group: "text", defaults: stringDefaults },
    {
      make: () => call("Boolean"),
      group: "boolean",
      defaults: [text("true"), "0"],
      value: (one) => one % 2 === 0,
    },
    {
      make: () => call("DateTime"),
      group: "date",
      defaults: [
        text("'2026-01-01'"),
        text("CURRENT_TIMESTAMP"),
        text("CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"),
      ],
      value: () => ({ $datetime: "2026-01-25 10:28:35.345429" }),
    },
    {
      make: () => call("mysql.DATETIME", [], { fsp: 6 }),
      group: "datetime",
      defaults: [text("'2026-01-01'"), text("CURRENT_TIMESTAMP(6)")],
      value: () => ({ $datetime: "2026-01-25 10:28:35.345429" }),
    },
    {
      make: () => call("Date"),
      group: "day",
      defaults: [text("'2026-01-01'")],
      value: () => ({ $date: "2026-01-25" }),
    },
    {
      make: () => call("JSON"),
      group: "json",
      defaults: ["{}"],
      value: (one) => ({ a: one, b: [null, true, "x"] }),
    },
    {
      make: () => call("LargeBinary"),
      group: "bytes",
      defaults: [],
      value: (one) => ({ $bytes: `00ff27${(one % 10).toString().repeat(2)}` }),
    },
    {
      make: () => call("mysql.SET", ["a", "b"]),
      group: "set",
      defaults: ["a"],
      value: () => "b",
    },
    { make: () => call("mysql.YEAR"), group: "year", defaults: ["2026"], value: () => 1999 },
    { make: () => call("Enum", ["a", "bb"]), group: "enum", defaults: ["a"], value: () => "bb" },
    { make: () => call("Enum", ["a", "bb", "c"]), group: "enum", defaults: ["a", "bb"], value: () => "bb" },
  ],
  keyTypes: [call("Column", ["id", call("Integer")], { primary_key: true })],
  indexOptions: [{}, { unique: false }, { if_not_exists: true }, { mysql_using: "btree" }],
  foreignKeyOptions: { ondelete: "CASCADE", onupdate: "CASCADE" },
  // The server takes no check of a column that counts by itself.
  check: "char_length('a') < 2 AND (1 < 2 OR 'x' = 'y')",
  restatesColumns: true,
};
