import { parse as parseDotenv } from "dotenv";
import { expect, test } from "vitest";
import { parseDatabaseUrl } from "../../src/database/database-url.js";
import { withoutBlankLines } from "../../src/nexuslims/database/database-path.js";
import { parseModule } from "../../src/python/syntax/parse-module.js";
import { renderTemplate } from "../../src/script/new-revision/render-template.js";
import { pythonHeader } from "../../src/script/python/python-header.js";
import { MemoryFileSystem } from "../config/memory-file-system.js";

const render = (text: string): string => renderTemplate(new MemoryFileSystem({ "/t.ejs": text }), "/t.ejs", { a: "b" });

test("when a template has many blanks in a row then they stay, but for those that its tags take away", () => {
  const blanks = " \t".repeat(500);
  expect(render(`x${blanks}y<%= "${blanks}" + a %>${blanks}`)).toBe(`x${blanks}y${blanks}b${blanks}`);
  expect(render(`x${blanks}<%_ %>y<% _%>${blanks}z`)).toBe("xyz");
  expect(() => render(`a\n${blanks}\n<%= ( %>`)).toThrow("/t.ejs:3: Unexpected token ')'");
});

test("when a line of Python has more statements than a call takes arguments then it is read", () => {
  expect(parseModule("a;".repeat(200_000), "a.py").body).toHaveLength(200_000);
  expect(parseModule(`if b:\n  ${"a;".repeat(200_000)}`, "a.py").body).toHaveLength(1);
});

test("when a type of Python is nested deeper than the stack then the file is refused with its name", () => {
  const module = parseModule(`type a = ${"b | ".repeat(200_000)}c`, "a.py");
  expect(() => pythonHeader(module)).toThrow("a.py:1:1: SyntaxError: too deeply nested");
});

test("when an option of a URL is given many times then all its values are kept in order", () => {
  expect(parseDatabaseUrl("a://b/c?d=1&e=5&d=2&d=3").query).toEqual({ d: ["1", "2", "3"], e: "5" });
});

test("when a .env has blank lines and indented ones then its values are the same", () => {
  const text = " A=1\r\n\r\n\t\n  export B = 'x  y' # c\n\n\nC=\n\nD=\"1\n2\"\n   # e\n";
  expect(parseDotenv(withoutBlankLines(text))).toEqual(parseDotenv(text));
});
