import { MigrateOperation } from "../../operations/directives/migrate-operation.js";
import { MigrationScript } from "../../operations/directives/migration-script.js";
import { OpContainer } from "../../operations/directives/op-container.js";
import * as ops from "../../operations/ops/index.js";
import { camelCase } from "../host/adapt-arguments.js";
import type { HostBridge } from "../host/host-bridge.js";
import { activeRun, type Run } from "../protocol/run.js";
import type { PyClass } from "../values/py-class.js";
import { NativePropertyDescriptor } from "../values/py-descriptor.js";
import { raise } from "../values/py-exception.js";
import type { PyObject } from "../values/py-instance.js";
import { PyList } from "../values/py-list.js";
import type { Value } from "../values/value.js";

// biome-ignore lint/suspicious/noExplicitAny: a class of any arguments is meant
type AnyOperation = abstract new (...args: any[]) => MigrateOperation; // of operations

const key = "alembic.operation lists";

/** The lists of containers that a hook has asked for: it may change them in place. */
function listsOf(run: Run): Map<OpContainer, PyList> {
  const known = run.state.get(key) as Map<OpContainer, PyList> | undefined;
  const lists = known ?? new Map<OpContainer, PyList>();
  run.state.set(key, lists);
  return lists;
}

/** Takes over what a hook has changed in lists of operations. */
export function takeChangedOperations(bridge: HostBridge, run: Run): void {
  const lists = listsOf(run);
  for (const [container, list] of lists) container.ops = list.items.map((one) => bridge.read(one) as MigrateOperation);
  lists.clear();
}

/**
 * Defines how hooks of an `env.py` see operations and new revisions: they may be read, left out and put in another
 * order, and a revision's own fields may be set. Returns the names of `alembic.operations.ops`.
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
  const refuse = (type: PyClass): void =>
    bridge.constructWith(type, "*args, **kw", () =>
      raise(
        "NotImplementedError",
        `${type.name}() cannot be made by a script; operations of autogenerate may be changed`,
      ),
    );
  refuse(base);
  const container = bridge.define<OpContainer>({
    name: "OpContainer",
    module: "alembic.operations.ops",
    of: OpContainer,
    bases: [base],
    methods: {
      is_empty: ["", (self) => (listsOf(activeRun()).get(self)?.items ?? self.ops).length === 0],
      as_diffs: ["", (self) => self.asDiffs()],
    },
  });
  property(
    container,
    "ops",
    (self: OpContainer) => {
      const lists = listsOf(activeRun());
      const list = lists.get(self) ?? new PyList(self.ops.map((one) => bridge.show(one)));
      lists.set(self, list);
      return list;
    },
    (self: OpContainer, value) => {
      listsOf(activeRun()).set(
        self,
        value instanceof PyList ? value : new PyList((bridge.read(value) as unknown[]).map((one) => bridge.show(one))),
      );
    },
    bridge,
  );
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
    refuse(type);
    made[name] = type;
  }
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
  for (const name of ["upgrade_ops", "downgrade_ops"]) {
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
