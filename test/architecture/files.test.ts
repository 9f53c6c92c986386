import { describe, expect, test } from "vitest";
import { exportsOf, sourceFiles } from "./source-files.js";

const files = sourceFiles();
const plain = (name: string): string => name.replace(/[-_$]/g, "").toLowerCase();

describe("files", () => {
  test("when a file is named then the name is one of its exports in kebab-case", () => {
    const offences = files
      .filter((file) => !/(^|\/)index\.ts$|\/bin\//.test(file.path))
      .filter((file) => {
        const name = plain(file.path.split("/").at(-1)?.replace(/\.ts$/, "") ?? "");
        return !exportsOf(file).some((exported) => plain(exported) === name);
      })
      .map((file) => `${file.path} exports ${exportsOf(file).join(", ")}`);
    expect(offences).toEqual([]);
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
