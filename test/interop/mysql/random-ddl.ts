import fc from "fast-check";
import { isMysql } from "../../servers/mariadb.js";

/** A type, and defaults that fit it. */
type TypeChoice = readonly [type: string, ...defaults: string[]];

const typesOfBoth: readonly TypeChoice[] = [
  ["INT", "0", "'5'", "(1 + 2)", "-1"],
  ["INT(5) UNSIGNED", "7"],
  ["INT UNSIGNED ZEROFILL", "7"],
  ["TINYINT(1)", "1", "TRUE"],
  ["TINYINT"],
  ["BOOL", "FALSE"],
  ["SMALLINT UNSIGNED", "3"],
  ["MEDIUMINT", "3"],
  ["BIGINT", "9007199254740993"],
  ["BIGINT UNSIGNED"],
  ["DECIMAL", "1"],
  ["DECIMAL(10,2)", "1.5", "0"],
  ["DECIMAL(10,2) UNSIGNED"],
  ["NUMERIC(5)"],
  ["FLOAT", "1.5"],
  ["FLOAT(7,3)"],
  ["FLOAT(53)"],
  ["DOUBLE", "0.1", "(pi())"],
  ["DOUBLE(8,2) UNSIGNED"],
  ["REAL"],
  ["CHAR(3)", "'abc'"],
  ["CHAR(3) CHARACTER SET ascii"],
  ["NCHAR(4)"],
  ["VARCHAR(20)", "'x'", "'it''s'", "''", "'a\\\\b'"],
  ["VARCHAR(20) CHARACTER SET latin1", "'x'"],
  ["VARCHAR(20) COLLATE utf8mb4_bin"],
  ["VARCHAR(20) BINARY"],
  ["NATIONAL VARCHAR(9)"],
  ["TEXT", "('x')"],
  ["TEXT(100)"],
  ["TINYTEXT"],
  ["MEDIUMTEXT COLLATE utf8mb4_unicode_ci"],
  ["LONGTEXT"],
  ["BINARY(4)"],
  ["VARBINARY(9)"],
  ["BLOB"],
  ["BLOB(70000)"],
  ["TINYBLOB"],
  ["LONGBLOB"],
  ["DATE", "'2026-01-25'", "(CURRENT_DATE)"],
  ["DATETIME", "NOW()", "'2026-01-25 10:00:00'", "CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"],
  ["DATETIME(6)", "CURRENT_TIMESTAMP(6)", "CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)"],
  ["TIMESTAMP", "CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"],
  ["TIMESTAMP(3)"],
  ["TIME", "'10:00:00'"],
  ["TIME(2)"],
  ["YEAR", "2026"],
  ["ENUM('x','it''s','a,b')", "'x'"],
  ["ENUM('x') CHARACTER SET latin1"],
  ["SET('a','b')", "'a,b'"],
  ["BIT(4)"],
  ["BIT"],
  ["JSON"],
];
const types: readonly TypeChoice[] = isMysql ? typesOfBoth : [...typesOfBoth, ["UUID", "uuid()"]];

/** Types of which every letter can be in a key. */
const keyTypes = /^(?:INT|BIGINT|SMALLINT|DECIMAL|CHAR|VARCHAR|DATE|DATETIME|TIMESTAMP|UUID|ENUM)\b/;

const quoted = (name: string): string => `\`${name.replaceAll("`", "``")}\``;
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

interface ColumnDraft {
  readonly name: string;
  readonly type: string;
  readonly sql: string;
}

const columnOf = (name: string): fc.Arbitrary<ColumnDraft> =>
  fc
    .record({
      choice: fc.constantFrom(...types),
      pick: fc.nat(10),
      hasDefault: fc.boolean(),
      notNull: fc.boolean(),
      comment: maybe(fc.constantFrom("one", "it's", "a, b)", "back\\\\slash")),
    })
    .map(({ choice, pick, hasDefault, notNull, comment }) => {
      const [type, ...defaults] = choice;
      const given = hasDefault && defaults.length > 0 ? ` DEFAULT ${defaults[pick % defaults.length]}` : "";
      const about = comment === undefined ? "" : ` COMMENT '${comment.replaceAll("'", "''")}'`;
      // MariaDB's TIMESTAMP takes no NULL unless it is told to.
      const nullable = notNull ? " NOT NULL" : type.startsWith("TIMESTAMP") && !isMysql ? " NULL" : "";
      return { name, type, sql: `${quoted(name)} ${type}${nullable}${given}${about}` };
    });

// No name has a backtick: SQLAlchemy leaves it doubled.
const columnNames = ["a", "b", "Mixed Case", "order", 'q"uote', "ünï", "f"];

function tableOf(name: string): fc.Arbitrary<readonly string[]> {
  return fc
    .tuple(
      fc.subarray(columnNames, { minLength: 1 }).chain((names) => fc.tuple(...names.map(columnOf))),
      fc.record({
        key: fc.nat(3),
        unique: fc.nat(3),
        check: fc.nat(4),
        index: fc.array(fc.nat(7), { maxLength: 4 }),
        generated: fc.nat(4),
        comment: maybe(fc.constantFrom("hello", "it's", "x = 'y', z")),
        options: maybe(
          fc.constantFrom(
            ...["ROW_FORMAT=DYNAMIC", "CHARSET=latin1", "COLLATE=utf8mb4_unicode_ci"],
            // On MySQL it has no descending index.
            ...(isMysql ? [] : ["ENGINE=MyISAM"]),
          ),
        ),
        foreign: fc.nat(6),
      }),
    )
    .map(([columns, dice]) => {
      const items = columns.map(({ sql }) => sql);
      const keyable = columns.filter(({ type }) => keyTypes.test(type));
      const number = columns.find(({ type }) => /^(?:INT|BIGINT|SMALLINT)/.test(type));
      if (dice.key === 1) items.unshift("id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY");
      if (dice.key > 1 && keyable.length > 0)
        items.push(`PRIMARY KEY (${keyable.slice(0, dice.key - 1).map((one) => quoted(one.name))})`);
      if (number !== undefined && dice.generated > 2)
        items.push(
          `gen BIGINT GENERATED ALWAYS AS (${quoted(number.name)} * 2 + 1) ${dice.generated === 3 ? "STORED" : "VIRTUAL"}`,
        );
      if (dice.unique > 0 && keyable.length > 1)
        items.push(
          `${dice.unique === 1 ? "UNIQUE" : `CONSTRAINT ${quoted(`uq ${name}`)} UNIQUE`} (${keyable.slice(0, 2).map((one) => quoted(one.name))})`,
        );
      if (dice.check > 0 && number !== undefined) {
        const column = quoted(number.name);
        const text = [
          `${column} >= 0`,
          `${column} > 0 AND (${column} < 5 OR ${column} = 7)`,
          `${column} IN (1, 2)`,
          `(${column} + 1) * 2 > 3 AND concat('a)', "b'") <> 'x'`,
        ][dice.check - 1];
        items.push(`${dice.check === 2 ? `CONSTRAINT ${quoted(`ck ${name}`)} ` : ""}CHECK (${text})`);
      }
      for (const [at, kind] of dice.index.entries()) {
        const sql = indexOf(`ix_${at}`, kind, columns, keyable);
        if (sql !== undefined) items.push(sql);
      }
      if (dice.foreign > 0 && dice.options !== "ENGINE=MyISAM") items.push("ref INT", foreignKey(dice.foreign, name));
      const comment = dice.comment === undefined ? "" : ` COMMENT='${dice.comment.replaceAll("'", "''")}'`;
      return [`CREATE TABLE ${quoted(name)} (${items.join(", ")})${comment} ${dice.options ?? ""}`];
    });
}

function foreignKey(kind: number, name: string): string {
  return [
    "FOREIGN KEY (ref) REFERENCES base (id)",
    "FOREIGN KEY (ref) REFERENCES base (id) ON DELETE CASCADE ON UPDATE SET NULL",
    `CONSTRAINT ${quoted(`my fk ${name}`)} FOREIGN KEY (ref) REFERENCES base (id) ON DELETE SET NULL`,
    `CONSTRAINT ${quoted(`fk_${name}`)} FOREIGN KEY (ref) REFERENCES base (id) ON DELETE RESTRICT ON UPDATE NO ACTION`,
    "KEY own (ref), FOREIGN KEY (ref) REFERENCES base (id)",
    "FOREIGN KEY (ref) REFERENCES `Base Two` (`The Id`)",
  ][kind - 1] as string;
}

function indexOf(
  name: string,
  kind: number,
  columns: readonly ColumnDraft[],
  keyable: readonly ColumnDraft[],
): string | undefined {
  const [one, two] = keyable.map((column) => quoted(column.name));
  const long = columns.find(({ type }) => /TEXT/.test(type) && !type.startsWith("TINY"));
  if (kind === 4) return long === undefined ? undefined : `KEY ${name} (${quoted(long.name)}(5))`;
  if (kind === 5) return long === undefined ? undefined : `FULLTEXT KEY ${name} (${quoted(long.name)})`;
  if (one === undefined) return undefined;
  switch (kind) {
    case 0:
      return `KEY ${name} (${one})`;
    case 1:
      return `UNIQUE KEY ${name} (${one}${two === undefined ? "" : `, ${two}`})`;
    case 2:
      return `KEY ${name} (${two ?? one}) COMMENT 'an index'`;
    case 3:
      return `KEY ${name} (${one}) USING BTREE`;
    case 6:
      return `KEY ${name} (${one} DESC)`;
    default:
      return undefined;
  }
}

const rest = fc.subarray([
  ...(isMysql
    ? ["CREATE INDEX functional ON base ((id * 2), id)"]
    : ["CREATE TABLE history (a INT) WITH SYSTEM VERSIONING", "CREATE SEQUENCE numbers"]),
  "CREATE VIEW v AS SELECT id, 'x' AS t FROM base",
  "CREATE TABLE lone (a INT) ENGINE=MEMORY",
  "CREATE TABLE parts (k INT NOT NULL) PARTITION BY RANGE (k) (PARTITION p0 VALUES LESS THAN (10))",
  "ALTER TABLE base ADD CONSTRAINT late CHECK (id > 0)",
]);

/** Statements that make a random schema, which the server takes as it stands. */
export const randomDdl: fc.Arbitrary<readonly string[]> = fc
  .tuple(tableOf("one"), tableOf("Two Words"), tableOf("three"), rest)
  .map((lists) => [
    "CREATE TABLE base (id INT PRIMARY KEY, note TEXT)",
    "CREATE TABLE `Base Two` (`The Id` INT PRIMARY KEY) COMMENT 'second'",
    ...lists.flat(),
  ]);
