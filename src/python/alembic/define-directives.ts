import { MigrateOperation } from "../../operations/directives/migrate-operation.js";
import { MigrationScript } from "../../operations/directives/migration-script.js";
import { OpContainer } from "../../operations/directives/op-container.js";
import * as ops from "../../operations/ops/index.js";
import { adaptArguments, argumentList } from "../host/adapt-arguments.js";
import { camelCase } from "../host/camel-case.js";
import type { HostBridge } from "../host/host-bridge.js";
import { directiveSignatures } from "../host/signatures/directive-signatures.js";
import { setPlainAttribute } from "../protocol/attributes.js";
import { activeRun, type Run } from "../protocol/run.js";
import type { PyClass } from "../values/py-class.js";
import { NativePropertyDescriptor, StaticMethodDescriptor } from "../values/py-descriptor.js";
import { raise } from "../values/py-exception.js";
import { native } from "../values/py-function.js";
import type { PyObject } from "../values/py-instance.js";
import { PyList } from "../values/py-list.js";
import type { Value } from "../values/value.js";

// biome-ignore lint/suspicious/noExplicitAny: a class of any arguments is meant
type AnyOperation = abstract new (...args: any[]) => MigrateOperation; // of operations

const key = "alembic.operation lists";

/** The lists of operations that a hook has asked for, by their names: it may change them in place. */
function listsOf(run: Run): Map<MigrateOperation, Map<string, PyList>> {
  const known = run.state.get(key) as Map<MigrateOperation, Map<string, PyList>> | undefined;
  const lists = known ?? new Map<MigrateOperation, Map<string, PyList>>();
  run.state.set(key, lists);
  return lists;
}

/** Takes over what a hook has changed in lists of operations. */
export function takeChangedOperations(bridge: HostBridge, run: Run): void {
  const lists = listsOf(run);
  for (const [operation, own] of lists)
    for (const [name, list] of own) Object.assign(operation, { [name]: list.items.map((one) => bridge.read(one)) });
  lists.clear();
}

/** A list of an operation for a hook, always the same object until the hook is over. */
function listProperty(bridge: HostBridge, type: PyClass, name: string): void {
  property(
    type,
    name,
    (self: MigrateOperation) => {
      const lists = listsOf(activeRun());
      const own = lists.get(self) ?? new Map<string, PyList>();
      lists.set(self, own);
      const items = (self as unknown as Record<string, readonly unknown[]>)[name] ?? [];
      const list = own.get(name) ?? new PyList(items.map((one) => bridge.show(one)));
      own.set(name, list);
      return list;
    },
    (self: MigrateOperation, value) => {
      const lists = listsOf(activeRun());
      const own = lists.get(self) ?? new Map<string, PyList>();
      lists.set(self, own);
      const isList = value instanceof PyList;
      own.set(name, isList ? value : new PyList((bridge.read(value) as unknown[]).map((one) => bridge.show(one))));
    },
    bridge,
  );
}

type AnyConstructor = new (...args: readonly unknown[]) => MigrateOperation;

/** Makes an operation of the arguments that Python bound to the signature of its class. */
function construct(bridge: HostBridge, name: string, of: AnyConstructor, values: readonly unknown[]): MigrateOperation {
  // The keywords of dialects are those of the call: `CreateIndexOp` takes what `create_index()` takes.
  const callee = name.replace(/Op$/, "").replaceAll(/(?<=.)[A-Z]/g, "_$&");
  const adapt = adaptArguments(callee.toLowerCase(), directiveSignatures[name] ?? "*args, **kw", (value) =>
    bridge.read(value),
  );
  const { positional, options } = adapt(values);
  // Containers have a second argument that is positional here too.
  const { ops: inner, upgradeToken, downgradeToken, ...rest } = options;
  if (of.prototype instanceof OpContainer && inner !== undefined) positional.push(inner);
  const token = upgradeToken ?? downgradeToken;
  if (token !== undefined) return new of(...(positional.length === 0 ? [[]] : positional), token);
  for (const option of Object.keys(rest))
    if (rest[option] === null && !/[Dd]efault|[Cc]omment/.test(option)) delete rest[option];
  return new of(...argumentList({ positional, options: rest }));
}

/**
 * Defines how hooks of an `env.py` see operations and new revisions: they may be made, changed, left out and put in
 * another order. Returns the names of `alembic.operations.ops`.
 */
export function defineDirectives(bridge: HostBridge): Readonly<Record<string, Value>> {
  const made: Record<string, PyClass> = {};
  const base = bridge.define<MigrateOperation>({
    name: "MigrateOperation",
    module: "alembic.operations.ops",
    of: MigrateOperation,
    methods: {
      reverse: ["", (self) => self.reverse()],
      to_diff_tuple: ["", (self) => self.toDiffTuple()],
      ...Object.fromEntries(
        ["to_table", "to_column", "to_index", "to_constraint"].map((name) => [
          name,
          [
            "migration_context=None",
            (self: MigrateOperation) =>
              (self as unknown as Record<string, (() => unknown) | undefined>)[camelCase(name)]?.() ??
              raise("AttributeError", `'${self.constructor.name}' object has no attribute '${name}'`),
          ] as const,
        ]),
      ),
      __getattr__: [
        "name",
        (self, name: string) => {
          const own = camelCase(name);
          const value =
            own in self && !name.startsWith("__") ? (self as unknown as Record<string, unknown>)[own] : undefined;
          if (value === undefined || typeof value === "function")
            raise("AttributeError", `'${self.constructor.name}' object has no attribute '${name}'`);
          return value;
        },
      ],
    },
  });
  const setter = native("__setattr__", "self, name, value", ((self: PyObject, name: string, value: Value) => {
    const operation = bridge.read(self) as MigrateOperation & Record<string, unknown>;
    const own = camelCase(name);
    const isField = !(self.pyClass.lookup(name) instanceof NativePropertyDescriptor) && own in operation;
    if (isField && typeof operation[own] !== "function") Object.assign(operation, { [own]: bridge.read(value) });
    else setPlainAttribute(self, name, value);
    return null;
  }) as never);
  setter.owner = base;
  base.attributes.set("__setattr__", setter);
  const container = bridge.define<OpContainer>({
    name: "OpContainer",
    module: "alembic.operations.ops",
    of: OpContainer,
    bases: [base],
    methods: {
      is_empty: ["", (self) => (listsOf(activeRun()).get(self)?.get("ops")?.items ?? self.ops).length === 0],
      as_diffs: ["", (self) => self.asDiffs()],
    },
  });
  listProperty(bridge, container, "ops");
  made["MigrateOperation"] = base;
  made["OpContainer"] = container;
  for (const [name, of] of Object.entries(ops)) {
    if (typeof of !== "function" || !(of.prototype instanceof MigrateOperation) || (of as unknown) === OpContainer)
      continue;
    const above = of.prototype instanceof OpContainer ? container : base;
    const type = bridge.define({
      name,
      module: "alembic.operations.ops",
      of: of as unknown as AnyOperation,
      bases: [above],
    });
    bridge.constructWith(type, directiveSignatures[name] ?? "*args, **kw", (values) =>
      construct(bridge, name, of as unknown as AnyConstructor, values),
    );
    for (const [own, make] of Object.entries(Object.getOwnPropertyDescriptors(of))) {
      if (!own.startsWith("from") || typeof make.value !== "function") continue;
      const python = own.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const call = bridge.function(python, "*args", ((args: readonly unknown[]) =>
        make.value.apply(of, args)) as never);
      type.attributes.set(python, new StaticMethodDescriptor(call));
    }
    made[name] = type;
  }
  if (made["CreateTableOp"] !== undefined) listProperty(bridge, made["CreateTableOp"], "columns");
  const script =
    made["MigrationScript"] ??
    bridge.define({ name: "MigrationScript", module: "alembic.operations.ops", of: MigrationScript, bases: [base] });
  for (const name of ["rev_id", "message", "head", "splice", "branch_label", "version_path", "depends_on"]) {
    const own = camelCase(name) as "message";
    property(
      script,
      name,
      (self: MigrationScript) => bridge.show(self[own]),
      (self: MigrationScript, value) => {
        self[own] = bridge.read(value) as string | null;
      },
      bridge,
    );
  }
  for (const name of ["upgrade_ops", "downgrade_ops", "upgrade_ops_list", "downgrade_ops_list"]) {
    const own = camelCase(name) as "upgradeOps";
    property(
      script,
      name,
      (self: MigrationScript) => bridge.show(self[own]),
      (self: MigrationScript, value) => {
        self[own] = bridge.read(value) as ops.UpgradeOps;
      },
      bridge,
    );
  }
  made["MigrationScript"] = script;
  return made;
}

function property<Self>(
  type: PyClass,
  name: string,
  get: (self: Self) => Value,
  set: (self: Self, value: Value) => void,
  bridge: HostBridge,
): void {
  const read = (self: PyObject): Value => get(bridge.read(self) as Self);
  const write = (self: PyObject, value: Value): void => set(bridge.read(self) as Self, value);
  type.attributes.set(name, new NativePropertyDescriptor(name, read as (self: never) => Value, write as never));
}
