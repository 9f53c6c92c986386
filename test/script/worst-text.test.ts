import { expect, test } from "vitest";
import { IniFile } from "../../src/config/ini/ini-file.js";
import { leadingComment } from "../../src/script/header/leading-comment.js";
import { simpleModule } from "../../src/script/loading/simple-module.js";

// A parser that takes quadratic time needs minutes for these, and hours where it looks for the end of white space.
const size = 400_000;
const spaces = " ".repeat(size);

test("when a text is the worst one for its parser then it is read in linear time", () => {
  const texts: readonly (() => unknown)[] = [
    () => IniFile.parse(`[a]\nk = b${spaces}c\n`, "x.ini"),
    () => IniFile.parse(`[a]\nk = b${"\u3000".repeat(size)}c\n`, "x.ini"),
    () => leadingComment(`/** a${spaces}b */`),
    () => simpleModule(`import ${spaces}x`),
    () => simpleModule(`import type ${spaces}x`),
    () => simpleModule(`export function f(a${spaces}b) {}`),
    () => simpleModule(`${"/**/".repeat(size / 8)}${'\nimport "b";'.repeat(size / 24)}`),
    () => simpleModule(`${"``".repeat(size / 4)}${'\nimport "b";'.repeat(size / 24)}`),
  ];
  const start = performance.now();
  for (const read of texts) read();
  expect(performance.now() - start).toBeLessThan(20_000);
}, 50_000);

test("when an import has white space in all its places then it is still read", () => {
  expect(simpleModule('import  a , { b  as c }\n  from  "d" ;\nexport const x = 1;\n')).toMatchObject({
    imports: [{ specifier: "d", names: ["default", "b"] }],
  });
});
