import type { BatchOperations } from "../../operations/batch-operations.js";
import type { Operations } from "../../operations/operations.js";
import { MetaData } from "../../schema/metadata.js";
import { isPlainObject } from "../../support/is-built-in.js";
import { ownValue } from "../../support/own-value.js";
import { adaptArguments, argumentList, spread } from "../host/adapt-arguments.js";
import { camelCase } from "../host/camel-case.js";
import type { HostBridge } from "../host/host-bridge.js";
import { batchSignatures } from "../host/signatures/batch-signatures.js";
import { operationSignatures } from "../host/signatures/operation-signatures.js";
import { call } from "../protocol/call.js";
import { connectionOf } from "../sqlalchemy/connection-class.js";
import { currentOperations } from "../sqlalchemy/current-operations.js";
import { LazyModule } from "../sqlalchemy/lazy-module.js";
import { missingValue } from "../sqlalchemy/missing-value.js";
import { native } from "../values/py-function.js";
import { PyList } from "../values/py-list.js";
import type { Eval, Value } from "../values/value.js";
import { contextOf } from "./define-migration-context.js";

type Calls = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** A batch that a `with` block holds open. */
class BatchBlock {
  readonly tableName: string;
  readonly options: object;
  flush: (() => Promise<void>) | undefined;

  constructor(tableName: string, options: object) {
    this.tableName = tableName;
    this.options = options;
  }
}

/** The operations of a batch as scripts see them. */
class BatchView {
  readonly batch: BatchOperations;

  constructor(batch: BatchOperations) {
    this.batch = batch;
  }
}

/** Calls that are the same on `op` and in a batch and that have no directive. */
const shared: Readonly<Record<string, (op: Operations | BatchOperations, args: readonly unknown[]) => unknown>> = {
  f: (op, [name]) => op.f(String(name)),
  inline_literal: (op, [value, options]) => op.inlineLiteral(value, (options as { type?: never } | undefined)?.type),
  get_bind: () => connectionOf(currentOperations()),
  get_context: () => contextOf(currentOperations()),
};

/** Arguments of a call that are possible in Python but not here. */
function corrected(name: string, args: unknown[]): readonly unknown[] {
  const options = args.at(-1);
  if (name === "execute") return args.slice(0, 1);
  // Python accepts any iterable as a list of columns.
  if (name === "create_table" && isPlainObject(options))
    dropNone(options as Record<string, unknown>, ["schema", "comment"]);
  // Alembic ignores the metadata of a table, which sa.Table() takes as its second argument.
  if (name === "create_table") return args.filter((one) => !(one instanceof MetaData));
  return args;
}

function dropNone(options: Record<string, unknown>, keys: readonly string[]): void {
  for (const key of keys) if (options[key] === null) delete options[key];
}

function directive(
  bridge: HostBridge,
  name: string,
  signature: string,
): (op: Operations | BatchOperations, values: readonly unknown[]) => unknown {
  const adapt = adaptArguments(name, signature, (value) => bridge.read(value));
  const own = ownValue(shared, name);
  const method = camelCase(name);
  return (op, values) => {
    const args = argumentList(adapt(values)) as unknown[];
    if (own !== undefined) return bridge.result(own(op, args));
    const calls = op as unknown as Calls;
    return bridge.result(calls[method]?.call(op, ...corrected(name, args)));
  };
}

function defineBatch(bridge: HostBridge): void {
  const view = bridge.define<BatchView>({
    name: "BatchOperations",
    module: "alembic.operations.base",
    of: BatchView,
    properties: { impl: () => null, migration_context: () => contextOf(currentOperations()) },
  });
  for (const [name, signature] of Object.entries(batchSignatures)) {
    if (name === "batch_alter_table" || name === "invoke" || name === "run_async") continue;
    const text = signature === "" ? "self" : `self, ${signature}`;
    const work = directive(bridge, name, signature);
    const made = native(
      name,
      text,
      spread(([self, ...values]) => work((bridge.read(self) as BatchView).batch, values)),
    );
    made.owner = view;
    view.attributes.set(name, made);
  }
  bridge.define<BatchBlock>({
    name: "BatchAlterTable",
    module: "alembic.operations.base",
    of: BatchBlock,
    methods: {
      __enter__: [
        "",
        async (self) => {
          const { batch, flush } = await currentOperations().op.openBatch(self.tableName, self.options);
          self.flush = flush;
          return new BatchView(batch);
        },
      ],
      __exit__: [
        "kind=None, error=None, traceback=None",
        async (self, kind) => (kind === null ? self.flush?.() : null),
      ],
    },
  });
}

/** `alembic.op`: every function calls the run's operations. */
export function operationsModule(bridge: HostBridge): LazyModule {
  defineBatch(bridge);
  const functions = new Map<string, Value>();
  for (const [name, signature] of Object.entries(operationSignatures)) {
    if (["batch_alter_table", "invoke", "run_async"].includes(name)) continue;
    const work = directive(bridge, name, signature);
    functions.set(
      name,
      native(
        name,
        signature,
        spread((values) => work(currentOperations().op, values)),
      ),
    );
  }
  const batchSignature = operationSignatures["batch_alter_table"] ?? "table_name, **kw";
  const adaptBatch = adaptArguments("batch_alter_table", batchSignature, (value) => bridge.read(value));
  functions.set(
    "batch_alter_table",
    native(
      "batch_alter_table",
      batchSignature,
      spread((values) => {
        const { positional, options } = adaptBatch(values);
        for (const key of Object.keys(options)) if (options[key] === null) delete options[key];
        return bridge.show(new BatchBlock(String(positional[0]), options));
      }),
    ),
  );
  functions.set(
    "run_async",
    native("run_async", "async_function, *args, **kw", function* (
      work: Value,
      args: readonly Value[],
      keywords: ReadonlyMap<string, Value>,
    ): Eval {
      return yield* call(work, [bridge.show(connectionOf(currentOperations())), ...args], keywords);
    } as never),
  );
  void PyList;
  return new LazyModule("alembic.op", (name) => {
    if (name.startsWith("__")) return undefined;
    return functions.get(name) ?? missingValue(`alembic.op.${name}`, "alembic-ts does not have it");
  });
}
