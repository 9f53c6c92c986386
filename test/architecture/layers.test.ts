import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { importsOf, type SourceFile, sourceFiles } from "./source-files.js";

/** What each layer may import besides itself; the order is from the ground up. */
const mayImport: Record<string, readonly string[]> = {
  support: [],
  graph: ["support"],
  schema: ["support"],
  config: ["support"],
  database: ["support"],
  dialects: ["schema", "database", "support"],
  operations: ["schema", "dialects", "database", "support"],
  script: ["graph", "config", "support"],
  backends: ["schema", "dialects", "database", "operations", "support"],
  runtime: ["graph", "schema", "config", "database", "dialects", "operations", "backends", "support"],
  autogenerate: ["graph", "schema", "config", "database", "dialects", "operations", "backends", "runtime", "support"],
  commands: [
    "graph",
    "schema",
    "config",
    "database",
    "dialects",
    "operations",
    "backends",
    "script",
    "runtime",
    "autogenerate",
    "support",
  ],
  cli: ["commands", "config", "support"],
  nexuslims: ["index.ts", "cli"],
  "index.ts": [
    "support",
    "graph",
    "schema",
    "config",
    "database",
    "dialects",
    "operations",
    "backends",
    "script",
    "runtime",
    "autogenerate",
    "commands",
    "cli",
  ],
};

/** Of database, these layers see the contracts only, never a driver. */
const contractsOnly = new Set(["dialects", "operations"]);

/** The layers that run in a browser as well: no Node API. */
const browserSafe = new Set(["support", "graph", "schema", "dialects", "operations", "autogenerate"]);

const layerOf = (path: string): string => path.split("/")[0] ?? path;

function targetOf(file: SourceFile, word: string): string | undefined {
  if (!word.startsWith(".")) return undefined;
  return posix.normalize(posix.join(posix.dirname(file.path), word)).replace(/\.js$/, ".ts");
}

const files = sourceFiles();

describe("layers", () => {
  test("when src is read then every folder is a layer of the table", () => {
    expect([...new Set(files.map((file) => layerOf(file.path)))].filter((layer) => !(layer in mayImport))).toEqual([]);
  });

  test("when a file imports another layer then the table allows it", () => {
    const offences = files.flatMap((file) =>
      importsOf(file).flatMap((word) => {
        const target = targetOf(file, word);
        if (target === undefined) return [];
        if (target.startsWith(".."))
          return /^\.\.\/package\.json$/.test(target) ? [] : [`${file.path} leaves src: ${word}`];
        const from = layerOf(file.path);
        const to = layerOf(target);
        const allowed = from === to || (mayImport[from] ?? []).includes(to);
        return allowed ? [] : [`${file.path} imports ${target}`];
      }),
    );
    expect(offences).toEqual([]);
  });

  test("when dialects or operations import database then it is a contract, not a driver", () => {
    const offences = files
      .filter((file) => contractsOnly.has(layerOf(file.path)))
      .flatMap((file) =>
        importsOf(file)
          .map((word) => targetOf(file, word))
          .filter((target) => target?.startsWith("database/sqlite/"))
          .map((target) => `${file.path} imports ${target}`),
      );
    expect(offences).toEqual([]);
  });

  test("when a browser-safe layer imports a package then it is no Node API", () => {
    const offences = files
      .filter((file) => browserSafe.has(layerOf(file.path)))
      .flatMap((file) =>
        importsOf(file)
          .filter((word) => word.startsWith("node:"))
          .map((word) => `${file.path} imports ${word}`),
      );
    expect(offences).toEqual([]);
  });

  test("when code outside dialects asks for a capability then it compares no dialect's name", () => {
    const comparison =
      /\b(dialect|dialectName|dialect\.name)\s*[!=]==\s*["'](sqlite|postgresql|mysql|mariadb|mssql|oracle)["']/;
    const offences = files
      .filter((file) => !file.path.startsWith("dialects/"))
      .filter((file) => comparison.test(file.text))
      .map((file) => file.path);
    expect(offences).toEqual([]);
  });

  test("when the process is ended then cli does it, at a second signal and when a command was stopped", () => {
    const offences = files.filter((file) => /\bprocess\.exit\s*\(/.test(file.text)).map((file) => file.path);
    expect(offences).toEqual(["cli/node-host.ts", "cli/own-process.ts"]);
  });
});
