import { readFileSync } from "node:fs";
import type { CompiledStatement, Dialect, Paramstyle } from "../../src/dialects/dialect.js";
import type { Operations } from "../../src/operations/operations.js";
import type { Column } from "../../src/schema/column.js";
import type { Constraint } from "../../src/schema/constraints/constraint.js";
import { AddColumn, AlterColumn, DropColumn } from "../../src/schema/ddl/column-nodes.js";
import { DropTableComment, SetColumnComment, SetTableComment } from "../../src/schema/ddl/comment-nodes.js";
import { AddConstraint, DropConstraint } from "../../src/schema/ddl/constraint-nodes.js";
import { CreateType, DropType } from "../../src/schema/ddl/ddl-node.js";
import { CreateIndex, DropIndex } from "../../src/schema/ddl/index-nodes.js";
import { CreateSchema, DropSchema } from "../../src/schema/ddl/schema-nodes.js";
import { CreateSequence, DropSequence } from "../../src/schema/ddl/sequence-nodes.js";
import { CreateTable, DropTable, RenameTable } from "../../src/schema/ddl/table-nodes.js";
import type { Sequence } from "../../src/schema/defaults/sequence.js";
import type { ClauseElement } from "../../src/schema/elements/clause-element.js";
import { MetaData } from "../../src/schema/metadata.js";
import { Table } from "../../src/schema/table.js";
import type { Index } from "../../src/schema/table-index.js";
import type { TypeEngine } from "../../src/schema/types/type-engine.js";
import { camelCase, Interpreter } from "./operation-language.js";

/** What Python made of a case on some dialects. */
export interface RecordedAnswer {
  readonly dialects: readonly string[];
  readonly answer: {
    readonly sql?: readonly string[];
    readonly error?: { readonly type: string; readonly message: string };
    readonly warnings?: readonly string[];
  };
}

/** A case as test/interop/build_schema.py describes it. */
export interface SqlCase {
  readonly id: string;
  readonly define?: readonly { readonly keep: unknown; readonly as: string }[];
  readonly statement: Readonly<Record<string, unknown>> & { readonly kind: string };
  /** How parameters are written; `:name` unless said otherwise. */
  readonly paramstyle?: Paramstyle;
  readonly answers: readonly RecordedAnswer[];
}

/** Cases of one family. */
export function readCases(family: string): readonly SqlCase[] {
  const file = new URL(`vectors/sql/${family}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as SqlCase[];
}

/** What this package makes of a case. */
export async function compileCase(one: SqlCase, dialect: Dialect, warnings: string[]): Promise<readonly string[]> {
  const interpreter = new Interpreter(undefined as unknown as Operations);
  const keeper = { keep: (value: unknown) => value };
  await interpreter.run(
    keeper,
    (one.define ?? []).map(({ keep, as }) => ({ op: "keep", args: [keep], as })),
  );
  const { statement } = one;
  const value = (key: string): unknown => interpreter.value(statement[key]);
  const given = (statement["kw"] ?? {}) as Record<string, unknown>;
  const kw = Object.fromEntries(Object.entries(given).map(([name, v]) => [camelCase(name), interpreter.value(v)]));
  const text = (key: string): string => String(statement[key]);
  const sqlOf = (compiled: readonly CompiledStatement[]): readonly string[] => compiled.map(({ sql }) => sql);
  const compile = (node: ClauseElement, literalBinds = true): readonly string[] =>
    sqlOf(
      dialect.compile(node, {
        literalBinds,
        paramstyle: one.paramstyle ?? "named",
        warn: (message) => warnings.push(message),
      }),
    );
  switch (statement.kind) {
    case "type":
      return [dialect.compileType(value("type") as TypeEngine)];
    case "literal":
      return [dialect.renderLiteral(value("value"), value("type") as TypeEngine)];
    case "expression":
      return [dialect.compileExpression(value("clause") as ClauseElement)];
    case "statement":
      return compile(value("clause") as ClauseElement, statement["binds"] !== true);
    case "create_table":
      return compile(new CreateTable(value("element") as Table, kw));
    case "drop_table":
      return compile(new DropTable(value("element") as Table, kw));
    case "create_index":
      return compile(new CreateIndex(value("element") as Index, kw));
    case "drop_index":
      return compile(new DropIndex(value("element") as Index, kw));
    case "add_constraint":
      return compile(new AddConstraint(value("element") as Constraint));
    case "drop_constraint":
      return compile(new DropConstraint(value("element") as Constraint, kw));
    case "set_table_comment":
      return compile(new SetTableComment(value("element") as Table));
    case "drop_table_comment":
      return compile(new DropTableComment(value("element") as Table));
    case "set_column_comment":
      return compile(new SetColumnComment(value("element") as Column));
    case "create_sequence":
      return compile(new CreateSequence(value("element") as Sequence, kw));
    case "drop_sequence":
      return compile(new DropSequence(value("element") as Sequence, kw));
    case "create_schema":
      return compile(new CreateSchema(String(value("element")), kw));
    case "drop_schema":
      return compile(new DropSchema(String(value("element")), kw));
    case "create_type":
      return compile(new CreateType(value("element") as TypeEngine));
    case "drop_type":
      return compile(new DropType(value("element") as TypeEngine));
    case "add_column": {
      const column = value("element") as Column;
      new Table(text("table"), new MetaData(), column, { schema: (kw["schema"] ?? null) as string | null });
      return compile(new AddColumn(text("table"), column, kw));
    }
    case "drop_column":
      return compile(new DropColumn(text("table"), text("column"), kw));
    case "rename_table":
      return compile(new RenameTable(text("table"), text("name"), kw));
    case "alter_column":
      return compile(new AlterColumn(text("table"), text("column"), alterations(kw)));
    default:
      throw new Error(`no such kind: ${statement.kind}`);
  }
}

/** Python says `False` where a part is left out. */
function alterations(kw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(kw).filter(([name, value]) => !(name.toLowerCase().endsWith("serverdefault") && value === false)),
  );
}
