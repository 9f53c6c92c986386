import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";
import { knownMisnamed } from "./known-offences.js";
import { exportsOf, type SourceFile, sourceFiles } from "./source-files.js";

const files = sourceFiles();

/** The words of a name in kebab-case, camelCase or SCREAMING_CASE, each cut to its stem so that plurals match. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .split(/[-_$]/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase().slice(0, 5).replace(/s$/, ""));

/** One export bears the whole name, or, in a file of a family (`lock-bytes`), every export shares a word with it. */
function isNamedAfter(path: string, names: readonly string[]): boolean {
  const words = wordsOf(path.split("/").at(-1)?.replace(/\.ts$/, "") ?? "");
  const flat = (parts: readonly string[]): string => parts.join("");
  return (
    names.some(
      (name) =>
        name.toLowerCase() ===
        path
          .split("/")
          .at(-1)
          ?.replace(/-|\.ts$/g, ""),
    ) ||
    names.some((name) => flat(wordsOf(name)) === flat(words) || words.every((word) => wordsOf(name).includes(word))) ||
    (names.length > 0 && names.every((name) => wordsOf(name).some((word) => words.includes(word))))
  );
}

/** Exported functions `makeFromSource` that are handed nothing whose name or type says `source`. */
function misnamedConversions({ path, text, parsed }: Pick<SourceFile, "path" | "text" | "parsed">): readonly string[] {
  return parsed.program.body.flatMap((statement) => {
    const node = statement.type === "ExportNamedDeclaration" ? statement.declaration : null;
    if (node?.type !== "FunctionDeclaration" || node.id === null) return [];
    const source = /[a-z]From([A-Z]\w*)$/.exec(node.id.name)?.[1];
    const params = node.params.map(({ start, end }) => text.slice(start, end)).join(" ");
    const isGiven = source === undefined || wordsOf(source).every((word) => params.toLowerCase().includes(word));
    return isGiven ? [] : [`${path}: ${node.id.name}`];
  });
}

describe("files", () => {
  test("when a file is named then an export, or the family of its exports, bears that name", () => {
    const offences = files
      .filter((file) => !/(^|\/)index\.ts$|\/bin\//.test(file.path))
      .filter((file) => !isNamedAfter(file.path, exportsOf(file)))
      .map((file) => `${file.path} exports ${exportsOf(file).join(", ")}`);
    expect(offences).toEqual([]);
  });

  test("when a function is named after what it starts from then that is a parameter of it", () => {
    const source =
      "export function rebuildFromPlan(host: Host, model: BatchModel) {}; export function listFromText(t: Text) {}";
    expect(misnamedConversions({ path: "x.ts", text: source, parsed: parseSync("x.ts", source) })).toEqual([
      "x.ts: rebuildFromPlan",
    ]);
    expect(files.flatMap(misnamedConversions)).toEqual(knownMisnamed);
  });

  test("when a file is written then its name is kebab-case", () => {
    expect(
      files
        .map((file) => file.path)
        .filter((path) => !/^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(path)),
    ).toEqual([]);
  });

  test("when a file grows then it stays below 400 lines", () => {
    const offences = files
      .map((file) => ({ path: file.path, lines: file.text.split("\n").length }))
      .filter(({ lines }) => lines > 400);
    expect(offences).toEqual([]);
  });

  test("when any is used then the line says why", () => {
    const offences = files.flatMap((file) =>
      file.text
        .split("\n")
        .filter((line) => /(:|<|as)\s*any\b/.test(line) && !/\/\/|\*|biome-ignore/.test(line))
        .map((line) => `${file.path}: ${line.trim()}`),
    );
    expect(offences).toEqual([]);
  });

  test("when a layer exports then it does so by name, without export-star chains", () => {
    expect(files.filter((file) => /^export \* from/m.test(file.text)).map((file) => file.path)).toEqual([]);
  });

  test("when support grows then it stays at ten files at most", () => {
    expect(files.filter((file) => file.path.startsWith("support/")).length).toBeLessThanOrEqual(10);
  });
});
