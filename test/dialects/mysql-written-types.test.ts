import { describe, expect, test } from "vitest";
import { reflectedType } from "../../src/dialects/mysql/reflection/reflected-type.js";
import { isWrittenAs, reflectedTypeDifference } from "../../src/dialects/mysql/type-difference.js";

/** Types of models as DDL, with the text that MariaDB has for each, and that MySQL 8 has. */
const written: Readonly<Record<string, readonly [mariadb: string, mysql: string]>> = {
  INTEGER: ["int(11)", "int"],
  BIGINT: ["bigint(20)", "bigint"],
  SMALLINT: ["smallint(6)", "smallint"],
  MEDIUMINT: ["mediumint(9)", "mediumint"],
  "INTEGER UNSIGNED": ["int(10) unsigned", "int unsigned"],
  "BIGINT UNSIGNED": ["bigint(20) unsigned", "bigint unsigned"],
  "NUMERIC(10, 2)": ["decimal(10,2)", "decimal(10,2)"],
  "NUMERIC(12, 4)": ["decimal(12,4)", "decimal(12,4)"],
  "DECIMAL(10, 2)": ["decimal(10,2)", "decimal(10,2)"],
};
const others = ["INTEGER(5)", "INTEGER(5) ZEROFILL", "NUMERIC(10)", "NUMERIC", "BOOL", "VARCHAR(20)", "DATETIME"];
const otherTexts = ["int(5) unsigned zerofill", "decimal(10,2) unsigned", "decimal(10,0)", "tinyint(1)", "double"];

describe("types that MySQL writes in other words", () => {
  test("when a whole number or a decimal is read then its text is known, and no other is taken for it", () => {
    const texts = [...new Set([...Object.values(written).flat(), ...otherTexts])];
    for (const given of [...Object.keys(written), ...others]) {
      const own: readonly string[] = written[given] ?? [];
      for (const text of texts)
        expect([given, text, isWrittenAs(given, text)]).toEqual([given, text, own.includes(text)]);
    }
  });

  test("when a text is that of a type then the comparison of both reflections finds nothing", () => {
    for (const [given, texts] of Object.entries(written))
      for (const typeText of texts) {
        const reflected = { type: reflectedType(typeText), typeText, collation: null };
        const wanted = { ...reflected, typeText: texts[0] };
        expect(reflectedTypeDifference(reflected, wanted, given)).toBeUndefined();
      }
  });
});
