import { parseSync, Visitor } from "oxc-parser";
import { describe, expect, test } from "vitest";
import { type ImportGraph, importGraph } from "./import-graph.js";
import { knownNodeImports } from "./known-offences.js";
import { type SourceFile, sourceFiles } from "./source-files.js";

/** What each layer may import besides itself; the order is from the ground up. */
const mayImport: Record<string, readonly string[]> = {
  support: [],
  graph: ["support"],
  schema: ["support"],
  config: ["support"],
  database: ["support"],
  dialects: ["schema", "database", "support"],
  operations: ["schema", "dialects", "database", "support"],
  backends: ["schema", "dialects", "database", "operations", "support"],
  python: ["schema", "operations", "support"],
  // Revisions in the other language: text in, text out.
  convert: ["schema", "python", "autogenerate", "support"],
  // Revision files may be Python: their headers are read and they are run by python, which is loaded with the first one.
  script: ["graph", "config", "python", "support"],
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
    "python",
    "script",
    "runtime",
    "autogenerate",
    "convert",
    "support",
  ],
  // A page has no files: of script it takes what reads the text of a revision, and of sqlite what needs no driver.
  browser: [
    "graph",
    "schema",
    "database",
    "dialects",
    "operations",
    "backends",
    "python",
    "script",
    "runtime",
    "autogenerate",
    "support",
  ],
  // The texts of revisions that commands print are those of graph.
  cli: ["commands", "graph", "config", "support"],
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
    "python",
    "script",
    "runtime",
    "autogenerate",
    "convert",
    "commands",
    "cli",
  ],
};

/** Of database, these layers see the contracts only, never a driver. */
const contractsOnly = new Set(["dialects", "operations"]);

/** The layers that run in a browser as well. */
const browserLayers = new Set([
  "support",
  "graph",
  "schema",
  "dialects",
  "operations",
  "autogenerate",
  "python",
  "convert",
  "browser",
]);

/** The files that run in a browser as well, with all that they import: those of its layers, and the contracts. */
const isBrowserSafe = (path: string): boolean =>
  browserLayers.has(layerOf(path)) || /^(database\/[^/]+|backends\/backend)\.ts$/.test(path);

const layerOf = (path: string): string => path.split("/")[0] ?? path;

const files = sourceFiles();
const graph = importGraph(files);
const isOurs = (target: string): boolean => target.endsWith(".ts");

/** The chains of imports over which browser-safe code gets to a Node API, shortest first, each API and file once. */
function waysToNode(graph: ImportGraph): readonly string[] {
  const from = new Map<string, string>();
  const queue = [...graph.keys()].filter(isBrowserSafe);
  for (const path of queue) from.set(path, path);
  const ways: string[] = [];
  for (const path of queue) {
    for (const { target, way } of graph.get(path) ?? []) {
      if (way === "type") continue;
      const chain = `${from.get(path)} -> ${target}`;
      if (target.startsWith("node:")) ways.push(chain);
      else if (!from.has(target)) {
        from.set(target, chain);
        if (graph.has(target)) queue.push(target);
      }
    }
  }
  return ways;
}

const dialectNames = new Set(["sqlite", "postgresql", "mysql", "mariadb", "mssql", "oracle"]);

/**
 * Where a file chooses by the name of a dialect: it compares one, has a `case` of one, asks a collection for one, or has
 * a table with dialects as keys.
 */
function choicesByDialect({ path, text, parsed }: Pick<SourceFile, "path" | "text" | "parsed">): readonly string[] {
  const found: string[] = [];
  const report = ({ start, end }: { start: number; end: number }): void => {
    found.push(`${path}: ${text.slice(start, end).split("\n", 1)[0]}`);
  };
  const isName = (node: { type: string; value?: unknown } | null): boolean =>
    node?.type === "Literal" && dialectNames.has(String(node.value));
  const isDialect = ({ start, end }: { start: number; end: number }): boolean =>
    /(^|\.|#)dialect(Name)?(\.name)?$/i.test(text.slice(start, end));
  new Visitor({
    BinaryExpression(node) {
      if (/^[!=]==?$/.test(node.operator) && (isName(node.left) || isName(node.right))) report(node);
    },
    SwitchCase(node) {
      if (isName(node.test)) report(node);
    },
    MemberExpression(node) {
      if (node.computed && (isName(node.property) || isDialect(node.property))) report(node);
    },
    CallExpression(node) {
      const { callee } = node;
      if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
      if (/^(has|includes|indexOf)$/.test(callee.property.name) && node.arguments.some((one) => isName(one)))
        report(node);
    },
    ObjectExpression(node) {
      const isOne = node.properties.some(
        (one) =>
          one.type === "Property" &&
          !one.shorthand &&
          !one.computed &&
          (isName(one.key) || (one.key.type === "Identifier" && dialectNames.has(one.key.name))),
      );
      if (isOne) report(node);
    },
  }).visit(parsed.program);
  return found;
}

describe("layers", () => {
  test("when src is read then every folder is a layer of the table", () => {
    expect([...new Set(files.map((file) => layerOf(file.path)))].filter((layer) => !(layer in mayImport))).toEqual([]);
  });

  test("when a file imports another layer then the table allows it", () => {
    const offences = [...graph].flatMap(([file, imports]) =>
      imports.flatMap(({ target }) => {
        if (target.startsWith("..")) return target === "../package.json" ? [] : [`${file} leaves src: ${target}`];
        if (!isOurs(target)) return [];
        const from = layerOf(file);
        const to = layerOf(target);
        const allowed = from === to || (mayImport[from] ?? []).includes(to);
        return allowed ? [] : [`${file} imports ${target}`];
      }),
    );
    expect(offences).toEqual([]);
  });

  test("when dialects or operations import database then it is a contract, not a driver", () => {
    const offences = [...graph]
      .filter(([file]) => contractsOnly.has(layerOf(file)))
      .flatMap(([file, imports]) =>
        imports
          .filter(({ target }) => /^database\/[^/]+\//.test(target))
          .map(({ target }) => `${file} imports ${target}`),
      );
    expect(offences).toEqual([]);
  });

  test("when a chain of imports starts at a browser-safe layer then it ends at no Node API", () => {
    expect(waysToNode(graph)).toEqual(knownNodeImports);
  });

  test("when code chooses by a dialect's name then each way of writing that is found", () => {
    const text = `
      a.name === "sqlite"; "oracle" != b;
      switch (c) { case "mysql": break; }
      d[dialect.name]; e[this.#dialectName]; f["mssql"];
      ["mysql", "mariadb"].includes(g); new Set().has("mariadb");
      const h = { postgresql: 1 };
      const i = { sqlite, "name": "sqlite" }; j.sqlite; k["name"]; l === "sql";`;
    const parsed = parseSync("choices.ts", text);
    expect(choicesByDialect({ path: "x.ts", text, parsed })).toEqual([
      'x.ts: a.name === "sqlite"',
      'x.ts: "oracle" != b',
      'x.ts: case "mysql": break;',
      "x.ts: d[dialect.name]",
      "x.ts: e[this.#dialectName]",
      'x.ts: f["mssql"]',
      'x.ts: new Set().has("mariadb")',
      "x.ts: { postgresql: 1 }",
    ]);
  });

  test("when code outside of dialects and backends asks for a capability then it looks up no dialect's name", () => {
    const offences = files
      .filter(({ path }) => !/^(dialects|backends)\//.test(path))
      .flatMap((file) => choicesByDialect(file));
    expect(offences).toEqual([]);
  });

  test("when a command finds something then it returns it: printing is the command line's", () => {
    const prints = /\bprintStdout\(|\boutput\b\??\.(?!js")|\bconsole\.|process\.std|from "picocolors"|\bpaintFor\(/;
    const lines = files
      .filter(({ path }) => /^(nexuslims\/)?commands\//.test(path))
      .flatMap(({ path, text }) => text.split("\n").map((line) => ({ path, line })))
      .filter(({ line }) => prints.test(line) && !line.trimStart().startsWith("*"));
    expect(lines).toEqual([]);
    expect(["config.printStdout(text);", "application.output.out(text)", "config.output?.err(text)"]).toSatisfy(
      (all: readonly string[]) => all.every((line) => prints.test(line)),
    );
  });

  test("when the process is ended then cli does it, at a second signal and when a command was stopped", () => {
    const offences = files.filter((file) => /\bprocess\.exit\s*\(/.test(file.text)).map((file) => file.path);
    expect(offences).toEqual(["cli/process/node-host.ts", "cli/process/own-process.ts"]);
  });

  test("when a program ends then its exit code is one of cli/exit-codes.ts", () => {
    const offences: string[] = [];
    for (const { path, text, parsed } of files) {
      if (!/^(cli|nexuslims)\//.test(path) || path === "cli/exit-codes.ts") continue;
      const isNumber = (node: { type: string; value?: unknown } | null): boolean =>
        node?.type === "Literal" && typeof node.value === "number";
      const report = ({ start, end }: { start: number; end: number }): void => {
        offences.push(`${path}: ${text.slice(start, end)}`);
      };
      new Visitor({
        AssignmentExpression(node) {
          if (/exitCode$/.test(text.slice(node.left.start, node.left.end)) && isNumber(node.right)) report(node);
        },
        CallExpression(node) {
          if (/\bexit$/.test(text.slice(node.callee.start, node.callee.end)) && node.arguments.some(isNumber))
            report(node);
        },
        ReturnStatement(node) {
          if (isNumber(node.argument)) report(node);
        },
        Literal(node) {
          if (node.value === 129 || node.value === 130 || node.value === 143) report(node);
        },
      }).visit(parsed.program);
    }
    expect(offences).toEqual([]);
  });
});
