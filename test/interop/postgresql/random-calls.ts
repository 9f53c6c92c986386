import type { Call } from "../operation-language.js";
import type { Random } from "../random.js";

type Json = unknown;
export const call = (name: string, args: Json[] = [], kw: Record<string, Json> = {}): Json => ({
  $call: name,
  args,
  kw,
});

/** A type with types that the server changes it into by itself, a default, and a value for a number. */
export interface TypeChoice {
  readonly make: () => Json;
  /** Its likes; of those without keys no index can be made. */
  readonly group: string;
  readonly defaults: readonly Json[];
  readonly value: (number: number) => Json;
}

/** What differs between the kinds of databases that the calls are for. */
export interface CallFlavour {
  readonly types: readonly TypeChoice[];
  readonly keyTypes: readonly Json[];
  readonly indexOptions: readonly Record<string, Json>[];
  readonly foreignKeyOptions: Record<string, Json>;
  /** A condition that all rows meet. */
  readonly check: string;
  /** Whether a change of a column has to name all that the column is. */
  readonly restatesColumns: boolean;
}

export const number = (name: string, args: Json[] = []): TypeChoice => ({
  make: () => call(name, args),
  group: "number",
  defaults: ["0", "12", call("text", ["(1 + 2)"])],
  value: (one) => one,
});
export const string = (name: string, args: Json[] = []): TypeChoice => ({
  make: () => call(name, args),
  group: "string",
  defaults: ["x", "it's", call("text", ["upper('q')"])],
  value: (one) => `v${one} ' " \\ :x %s ü`,
});
const types: readonly TypeChoice[] = [
  number("Integer"),
  number("BigInteger"),
  number("Numeric", [12, 2]),
  number("Double"),
  string("String", [60]),
  string("String", [80]),
  string("Text"),
  {
    make: () => call("Boolean"),
    group: "boolean",
    defaults: [call("text", ["true"]), "false"],
    value: (one) => one % 2 === 0,
  },
  {
    make: () => call("DateTime"),
    group: "date",
    defaults: [call("text", ["'2026-01-01'"])],
    value: () => ({ $datetime: "2026-01-25 10:28:35.345429" }),
  },
  {
    make: () => call("Date"),
    group: "date",
    defaults: [call("text", ["'2026-01-01'"])],
    value: () => ({ $date: "2026-01-25" }),
  },
  {
    make: () => call("postgresql.JSONB"),
    group: "json",
    defaults: ["{}", call("text", ["'[]'::jsonb"])],
    value: (one) => ({ a: one, b: [null, true, "x"] }),
  },
  {
    make: () => call("LargeBinary"),
    group: "bytes",
    defaults: [],
    value: (one) => ({ $bytes: `00ff${(one % 10).toString().repeat(2)}` }),
  },
  {
    make: () => call("postgresql.ARRAY", [call("Integer")]),
    group: "array",
    defaults: ["{1,2}"],
    value: (one) => [one, one + 1],
  },
  { make: () => call("Interval"), group: "interval", defaults: ["1 day"], value: () => null },
];

const postgresql: CallFlavour = {
  types,
  keyTypes: [
    call("Column", ["id", call("Integer")], { primary_key: true }),
    ...[true, false].map((always) =>
      call("Column", ["id", call("BigInteger"), call("Identity", [], { always })], { primary_key: true }),
    ),
  ],
  indexOptions: [
    {},
    { postgresql_using: "hash" },
    { postgresql_include: ["id"] },
    { postgresql_with: { fillfactor: 50 } },
    { if_not_exists: true },
    { postgresql_where: call("text", ["id > 5"]) },
  ],
  foreignKeyOptions: { ondelete: "CASCADE", deferrable: true, initially: "DEFERRED" },
  check: "id > 0 AND id < 1000000",
  restatesColumns: false,
};

interface ColumnModel {
  name: string;
  type: TypeChoice;
  nullable: boolean;
  default: Json;
  comment: Json;
  readonly users: Set<string>;
}

interface TableModel {
  name: string;
  readonly columns: ColumnModel[];
  readonly indexes: Set<string>;
  readonly constraints: Map<string, string>;
}

/** A program of the oracle that carries out calls in one transaction; `result` is the failure, or `None`. */
export const migrateByPython = `
import sys, warnings
sys.dont_write_bytecode = True
if args["path"] not in sys.path:
    sys.path.insert(0, args["path"])
import operation_language as language
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
ENGINES = globals().setdefault("ENGINES", {})
engine = ENGINES.setdefault(args["url"], sa.create_engine(args["url"]))
result = None
try:
    with engine.begin() as connection, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        op = Operations(MigrationContext.configure(connection))
        language.Interpreter(op).run(op, args["calls"])
except Exception as error:
    result = f"{type(error).__name__}: {error}"
`;

/** Random calls that a server accepts: a small model of the schema says what can be asked next. */
export class RandomCalls {
  readonly #random: Random;
  readonly #flavour: CallFlavour;
  readonly #tables: TableModel[] = [];
  #counter = 0;

  constructor(random: Random, flavour: CallFlavour = postgresql) {
    this.#random = random;
    this.#flavour = flavour;
  }

  calls(): Call[] {
    const calls: Call[] = [this.#createTable()];
    for (let count = 3 + this.#random.below(9); count > 0; count--) calls.push(...this.#next());
    return calls;
  }

  #fresh(prefix: string): string {
    return `${prefix}_${++this.#counter}`;
  }

  #column(isNew: boolean): { readonly model: ColumnModel; readonly json: Json } {
    const random = this.#random;
    const type = random.pick(this.#flavour.types);
    const name = this.#fresh(random.pick(["c", "order", "C x", 'q"']));
    const hasDefault = type.defaults.length > 0 && random.chance(isNew ? 0.4 : 0.6);
    const nullable = hasDefault ? random.chance(0.5) : !isNew || random.chance(0.7);
    const server_default = hasDefault ? random.pick(type.defaults) : null;
    const comment = random.chance(0.2) ? "it's a column" : null;
    const kw = {
      nullable,
      ...(hasDefault ? { server_default } : {}),
      ...(comment === null ? {} : { comment }),
    };
    const model = { name, type, nullable, default: server_default, comment, users: new Set<string>() };
    return { model, json: call("Column", [name, type.make()], kw) };
  }

  #createTable(): Call {
    const random = this.#random;
    const name = this.#fresh(random.pick(["t", "user", "T x"]));
    const columns = Array.from({ length: 1 + random.below(4) }, () => this.#column(true));
    this.#tables.push({ name, columns: columns.map(({ model }) => model), indexes: new Set(), constraints: new Map() });
    const key = random.pick(this.#flavour.keyTypes);
    return {
      op: "create_table",
      args: [name, key, ...columns.map(({ json }) => json)],
      kw: random.chance(0.2) ? { comment: "a table" } : {},
    };
  }

  #next(): Call[] {
    const random = this.#random;
    if (this.#tables.length === 0 || random.chance(0.1)) return [this.#createTable()];
    const table = random.pick(this.#tables);
    const [column] = random.sample(table.columns, 1);
    const [free] = random.sample(
      table.columns.filter(({ users }) => users.size === 0),
      1,
    );
    switch (random.below(11)) {
      case 0:
      case 1:
        return this.#insert(table);
      case 2: {
        const { model, json } = this.#column(false);
        if (!model.nullable && !JSON.stringify(json).includes("server_default")) return [];
        table.columns.push(model);
        return [{ op: "add_column", args: [table.name, json] }];
      }
      case 3:
        if (free === undefined || table.columns.length < 2) return [];
        table.columns.splice(table.columns.indexOf(free), 1);
        return [{ op: "drop_column", args: [table.name, free.name] }];
      case 4:
        return column === undefined ? [] : this.#index(table, column);
      case 5: {
        const [name] = random.sample([...table.indexes], 1);
        if (name === undefined) return [];
        this.#forget(table, name);
        return [{ op: "drop_index", args: [name], kw: { table_name: table.name } }];
      }
      case 6:
        return column === undefined ? [] : this.#constraint(table, column);
      case 7: {
        const [name] = random.sample([...table.constraints.keys()], 1);
        if (name === undefined) return [];
        const type = table.constraints.get(name);
        this.#forget(table, name);
        return [{ op: "drop_constraint", args: [name, table.name], kw: { type_: type } }];
      }
      case 8:
        return this.#rename(table);
      case 9:
        return [{ op: "create_table_comment", args: [table.name, "it's new"] }];
      default:
        return free === undefined ? [] : this.#alter(table, free);
    }
  }

  #alter(table: TableModel, column: ColumnModel): Call[] {
    const random = this.#random;
    const kw: Record<string, Json> = {};
    const old = column.name;
    const existing = {
      existing_type: column.type.make(),
      existing_nullable: column.nullable,
      ...(column.default === null ? {} : { existing_server_default: column.default }),
      ...(column.comment === null ? {} : { existing_comment: column.comment }),
    };
    if (random.chance(0.4)) {
      const others = this.#flavour.types.filter(({ group }) => group === column.type.group);
      column.type = random.pick(others);
      kw["type_"] = column.type.make();
    }
    if (random.chance(0.3))
      kw["server_default"] =
        column.type.defaults.length > 0 && random.chance(0.7) ? random.pick(column.type.defaults) : null;
    if (random.chance(0.3)) kw["comment"] = random.pick(["now", null]);
    if ("server_default" in kw) column.default = kw["server_default"] ?? null;
    if ("comment" in kw) column.comment = kw["comment"] ?? null;
    if (random.chance(0.3)) {
      column.nullable = true;
      kw["nullable"] = true;
    }
    if (random.chance(0.3)) {
      column.name = this.#fresh("renamed");
      kw["new_column_name"] = column.name;
    }
    if (Object.keys(kw).length === 0) return [];
    if (this.#flavour.restatesColumns) Object.assign(kw, existing);
    if (random.chance(0.3)) return [{ batch: table.name, kw: {}, ops: [{ op: "alter_column", args: [old], kw }] }];
    return [{ op: "alter_column", args: [table.name, old], kw }];
  }

  #index(table: TableModel, column: ColumnModel): Call[] {
    if (["json", "bytes", "array", "text"].includes(column.type.group)) return [];
    const random = this.#random;
    const name = this.#fresh("ix");
    table.indexes.add(name);
    column.users.add(name);
    const kw = random.pick(this.#flavour.indexOptions);
    return [{ op: "create_index", args: [name, table.name, [column.name]], kw }];
  }

  #constraint(table: TableModel, column: ColumnModel): Call[] {
    const random = this.#random;
    const name = this.#fresh("con");
    const kind = random.pick(["check", "foreignkey"]);
    if (kind === "check") {
      table.constraints.set(name, "check");
      return [{ op: "create_check_constraint", args: [name, table.name, this.#flavour.check] }];
    }
    const number: Json = call("Column", [`ref_${name}`, call("Integer")]);
    const target = random.pick(this.#tables);
    if (target !== table) return [];
    table.constraints.set(name, "foreignkey");
    void column;
    return [
      { op: "add_column", args: [table.name, number] },
      {
        op: "create_foreign_key",
        args: [name, table.name, target.name, [`ref_${name}`], ["id"]],
        kw: random.chance(0.5) ? this.#flavour.foreignKeyOptions : {},
      },
    ];
  }

  #rename(table: TableModel): Call[] {
    if (this.#tables.length < 2 || this.#random.chance(0.5)) {
      const name = this.#fresh("renamed");
      const old = table.name;
      table.name = name;
      return [{ op: "rename_table", args: [old, name] }];
    }
    this.#tables.splice(this.#tables.indexOf(table), 1);
    return [{ op: "drop_table", args: [table.name] }];
  }

  #forget(table: TableModel, name: string): void {
    table.indexes.delete(name);
    table.constraints.delete(name);
    for (const column of table.columns) column.users.delete(name);
  }

  #insert(table: TableModel): Call[] {
    const random = this.#random;
    const chosen = table.columns.filter(({ nullable }) => !nullable || random.chance(0.8));
    if (chosen.length === 0) return [];
    const clause = call("table", [table.name, ...chosen.map(({ name, type }) => call("column", [name, type.make()]))]);
    const rows = Array.from({ length: 1 + random.below(4) }, () => {
      const one = ++this.#counter;
      return Object.fromEntries(
        chosen.map(({ name, type, nullable }) => [name, nullable && random.chance(0.2) ? null : type.value(one)]),
      );
    });
    return [{ op: "bulk_insert", args: [clause, rows] }];
  }
}
