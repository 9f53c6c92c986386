import { MigrateOperation } from "../../operations/directives/migrate-operation.js";
import type { Operations } from "../../operations/operations.js";
import { Column } from "../../schema/column.js";
import { Constraint } from "../../schema/constraints/constraint.js";
import { sa } from "../../schema/sa.js";
import type { AutogenContext } from "../autogen-context.js";
import { renderOperation } from "./render-operation.js";
import type { CallNode, SourceNode, StatementNode } from "./source-node.js";

type Scope = Readonly<Record<string, unknown>>;

const words: Scope = { null: null, true: true, false: false, undefined };

/** A column or constraint that the application renders belongs to its table, so it is copied. */
function unattached(value: unknown): unknown {
  return value instanceof Column || value instanceof Constraint ? value.copy() : value;
}

function callMethod(owner: unknown, name: string, args: readonly unknown[]): unknown {
  const method = (owner as Record<string, unknown> | null | undefined)?.[name];
  if (typeof method !== "function") throw new TypeError(`the name ${name} is not known`);
  return (method as (...args: readonly unknown[]) => unknown).call(owner, ...args);
}

/** Evaluates `sa.postgresql.JSONB(…)` and method calls on it. */
function makeCall(node: CallNode, scope: Scope): unknown {
  if (node.value !== undefined) return node.value;
  const path = node.callee.split(".");
  const name = path.pop() ?? "";
  const [root = "", ...inner] = path;
  const owner = inner.reduce<unknown>((value, key) => (value as Scope | undefined)?.[key], scope[root]);
  const args = (nodes: readonly SourceNode[]): readonly unknown[] => nodes.map((one) => evaluate(one, scope));
  return node.chain.reduce(
    (made, { name: next, args: more }) => callMethod(made, next, args(more)),
    callMethod(owner, name, args(node.args)),
  );
}

function evaluate(node: SourceNode, scope: Scope): unknown {
  switch (node.kind) {
    case "raw":
      if (node.value === undefined && !Object.hasOwn(words, node.text))
        throw new TypeError(`${node.text} is not a value`);
      return node.value === undefined ? words[node.text] : unattached(node.value);
    case "array":
      return node.items.map((one) => evaluate(one, scope));
    case "object":
      return Object.fromEntries(node.entries.map(([key, value]) => [key, evaluate(value, scope)]));
    case "block":
      return (batch: unknown) => runStatements(node.statements, { ...scope, batch });
    case "call":
      return makeCall(node, scope);
  }
}

async function runStatements(statements: readonly StatementNode[], scope: Scope): Promise<void> {
  for (const statement of statements) {
    if (statement.kind !== "await" && statement.kind !== "plain") continue;
    const made = evaluate(statement.expression, scope);
    await (made instanceof MigrateOperation ? callMethod(scope["batch"] ?? scope["op"], "invoke", [made]) : made);
  }
}

/**
 * Executes operations by executing the script that they render to, so that parts of an operation which the script does
 * not contain have no effect.
 *
 * @throws {Error} what the script throws.
 *
 */
export async function runRendered(
  operations: readonly MigrateOperation[],
  op: Operations,
  context: AutogenContext,
): Promise<void> {
  for (const operation of operations) await runStatements(renderOperation(operation, context), { op, sa });
}
