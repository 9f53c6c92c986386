import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printSource } from "../../../src/autogenerate/render/print-source.js";
import {
  array,
  type CallNode,
  call,
  object,
  raw,
  type SourceNode,
  type StatementNode,
  string,
} from "../../../src/autogenerate/render/source-node.js";

const biome = fileURLToPath(new URL("../../../node_modules/@biomejs/biome/bin/biome", import.meta.url));
const root = fileURLToPath(new URL("../../../", import.meta.url));
const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);

/** What the formatter makes of a script. */
function formatted(source: string): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [biome, "format", "--stdin-file-path=versions/x.ts"], {
    cwd: root,
    input: source,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const name = fc.constantFrom("id", "name", "a_much_longer_name_of_a_column", "x", "instrument_pid", "créé");
const text = fc
  .tuple(
    name,
    fc.constantFrom(
      "",
      " > 0",
      " <> 'x'",
      ' <> "y"',
      "\n AND \\",
      " 'both' \"kinds\"",
      " IN ('DRAFT', 'READY', 'PUBLISHED', 'WITHDRAWN', 'REPLACED', 'UNKNOWN')",
    ),
  )
  .map((parts) => string(parts.join("")));
const plain = fc.constantFrom("true", "false", "null", "30").map(raw);
const { node } = fc.letrec<{ node: SourceNode; call: SourceNode }>((tie) => ({
  call: fc
    .tuple(
      fc.constantFrom("sa.Column", "sa.String", "sa.CheckConstraint", "sa.text", "op.f"),
      fc.array(tie("node"), { maxLength: 4 }),
      fc.array(fc.tuple(fc.constantFrom("asc", "f"), name), { maxLength: 4 }),
    )
    .map(([callee, args, options]) => {
      const entries = [...new Map(options)].map(([key, value]) => [key, string(value)] as const);
      return call(callee, ...args, ...(entries.length === 0 ? [] : [object(entries)]));
    }),
  node: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    text,
    plain,
    fc.array(text, { maxLength: 5 }).map(array),
    tie("call"),
  ),
}));
const options = fc
  .uniqueArray(
    fc.tuple(fc.constantFrom("nullable", "serverDefault", "existingServerDefault", "type", "schema"), node),
    {
      maxLength: 5,
      selector: ([key]) => key,
    },
  )
  .map(object);
const directive: fc.Arbitrary<StatementNode> = fc
  .tuple(fc.constantFrom("op.createTable", "op.alterColumn"), text, fc.array(node, { maxLength: 5 }), options)
  .map(([callee, first, args, last]) => ({
    kind: "await",
    expression: call(callee, first, ...args, ...(last.entries.length === 0 ? [] : [last])),
  }));
const batch: fc.Arbitrary<StatementNode> = fc.tuple(text, fc.array(directive, { minLength: 1, maxLength: 3 })).map(
  ([table, statements]): StatementNode => ({
    kind: "await",
    expression: call("op.batchAlterTable", table, { kind: "block", head: "async (batch) =>", statements }),
  }),
);

describe("printSource", () => {
  test(`when the formatter reads a script then it changes nothing (SEED=${seed})`, () => {
    const samples = fc.sample(fc.array(fc.oneof(directive, batch), { minLength: 1, maxLength: 4 }), {
      seed,
      numRuns: Number(process.env["RUNS"] ?? 300),
    });
    const source = samples
      .map(
        (statements, at) =>
          `export async function upgrade${at}(op: Operations): Promise<void> {\n${printSource(statements)}}\n`,
      )
      .join("\n");
    expect(source.split("\n")).toEqual(formatted(source).split("\n"));
  });

  test("when a type has variants then the formatter keeps the chain", () => {
    const type: CallNode = {
      ...call("sa.String", raw("30")),
      chain: [
        { name: "withVariant", args: [call("sa.mysql.VARCHAR", raw("30")), string("mysql")] },
        { name: "withVariant", args: [call("sa.postgresql.VARCHAR", raw("30")), string("postgresql")] },
      ],
    };
    const column = call("sa.Column", string("name"), type, object([["nullable", raw("false")]]));
    const statements: StatementNode[] = [
      { kind: "comment", text: "a comment" },
      { kind: "await", expression: call("op.addColumn", string("t"), column) },
    ];
    const source = `async function f() {\n${printSource(statements)}}\n`;
    expect(source).toBe(formatted(source));
  });
});
