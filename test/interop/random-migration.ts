import type { Call } from "./operation-language.js";
import type { Random } from "./random.js";

type Json = unknown;
const call = (name: string, args: Json[] = [], kw: Record<string, Json> = {}): Json => ({ $call: name, args, kw });

interface ColumnModel {
  name: string;
  nullable: boolean;
  type: string;
  /** Whether every row has another value, or none. */
  isUnique: boolean;
  /** Named constraints and indexes on it. */
  readonly users: Set<string>;
}

interface TableModel {
  name: string;
  readonly columns: ColumnModel[];
  readonly indexes: Map<string, string[]>;
  readonly constraints: Map<string, { readonly type: string; readonly columns: string[] }>;
  rows: number;
}

const types: Readonly<Record<string, () => Json>> = {
  Integer: () => call("Integer"),
  String: () => call("String", [40]),
  Text: () => call("Text"),
  Float: () => call("Float"),
  Boolean: () => call("Boolean"),
};

/** Random calls that SQLite accepts: a small model of the schema says what can be asked next. */
export class RandomMigration {
  readonly #random: Random;
  readonly #tables: TableModel[] = [];
  #counter = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  calls(): Call[] {
    const calls: Call[] = [this.#createTable()];
    for (let count = 2 + this.#random.below(7); count > 0; count--) calls.push(...this.#next());
    return calls;
  }

  #fresh(prefix: string): string {
    return `${prefix}_${++this.#counter}`;
  }

  #next(): Call[] {
    const random = this.#random;
    if (this.#tables.length === 0 || random.chance(0.1)) return [this.#createTable()];
    const table = random.pick(this.#tables);
    switch (random.below(9)) {
      case 0:
      case 1:
        return this.#insert(table);
      case 2: {
        const column = this.#newColumn(this.#fresh("c"), random.chance(0.4));
        table.columns.push(column.model);
        return [{ op: "add_column", args: [table.name, column.json] }];
      }
      case 3: {
        const created = this.#createIndex(table);
        return [{ op: "create_index", args: [created.name, table.name, created.columns], kw: created.kw }];
      }
      case 4: {
        const [name] = random.sample([...table.indexes.keys()], 1);
        if (name === undefined) return [];
        this.#forget(table, name);
        return [{ op: "drop_index", args: [name, table.name] }];
      }
      case 5:
        if (this.#tables.length < 2 || random.chance(0.5)) {
          const name = this.#fresh("renamed");
          const old = table.name;
          table.name = name;
          return [{ op: "rename_table", args: [old, name] }];
        }
        this.#tables.splice(this.#tables.indexOf(table), 1);
        return [{ op: "drop_table", args: [table.name] }];
      default:
        return [this.#batch(table)];
    }
  }

  #createTable(): Call {
    const random = this.#random;
    const name = this.#fresh(random.pick(["t", "order", "T x"]));
    const columns = Array.from({ length: 1 + random.below(4) }, () => this.#newColumn(this.#fresh("c"), false));
    const table: TableModel = {
      name,
      columns: columns.map(({ model }) => model),
      indexes: new Map(),
      constraints: new Map(),
      rows: 0,
    };
    this.#tables.push(table);
    const items = columns.map(({ json }) => json);
    if (random.chance(0.8)) items.unshift(call("Column", ["id", call("Integer")], { primary_key: true }));
    const [first] = table.columns;
    if (random.chance(0.3) && first !== undefined) {
      const constraint = this.#fresh("ck");
      this.#remember(table, constraint, "check", [first.name]);
      items.push(call("CheckConstraint", [`${first.name} IS NULL OR ${first.name} <> 'bad'`], { name: constraint }));
    }
    return { op: "create_table", args: [name, ...items] };
  }

  #newColumn(name: string, isFilled: boolean): { readonly model: ColumnModel; readonly json: Json } {
    const random = this.#random;
    const type = random.pick(Object.keys(types));
    const hasDefault = isFilled || random.chance(0.3);
    const nullable = hasDefault ? random.chance(0.5) : true;
    const kw: Record<string, Json> = {
      nullable,
      ...(hasDefault ? { server_default: random.pick(["0", "1", "12"]) } : {}),
    };
    const made = types[type] ?? (() => call("Integer"));
    return {
      model: { name, nullable, type, isUnique: !hasDefault && type !== "Boolean", users: new Set() },
      json: call("Column", [name, made()], kw),
    };
  }

  #insert(table: TableModel): Call[] {
    const random = this.#random;
    const chosen = table.columns.filter(({ nullable }) => !nullable || random.chance(0.8));
    if (chosen.length === 0) return [];
    const clause = call("table", [
      table.name,
      ...chosen.map(({ name, type }) => call("column", [name, (types[type] ?? (() => call("Integer")))()])),
    ]);
    const rows = Array.from({ length: 1 + random.below(4) }, () => {
      const number = ++this.#counter;
      return Object.fromEntries(chosen.map((column) => [column.name, this.#value(column, number)]));
    });
    table.rows += rows.length;
    return [{ op: "bulk_insert", args: [clause, rows] }];
  }

  /** A value that no other row has, so that unique constraints hold, and that is a number in any type. */
  #value(column: ColumnModel, number: number): Json {
    if (column.nullable && this.#random.chance(0.2)) return null;
    switch (column.type) {
      case "Integer":
        return number;
      case "Float":
        return number + 0.5;
      case "Boolean":
        return this.#random.chance(0.5);
      default:
        return String(number);
    }
  }

  #createIndex(table: TableModel): { name: string; columns: string[]; kw: Record<string, Json> } {
    const name = this.#fresh("ix");
    const columns = this.#random.sample(table.columns, 1 + this.#random.below(2)).map((column) => column.name);
    table.indexes.set(name, columns);
    for (const column of table.columns) if (columns.includes(column.name)) column.users.add(name);
    return { name, columns, kw: {} };
  }

  #remember(table: TableModel, name: string, type: string, columns: string[]): void {
    table.constraints.set(name, { type, columns });
    for (const column of table.columns) if (columns.includes(column.name)) column.users.add(name);
  }

  #forget(table: TableModel, name: string): void {
    table.indexes.delete(name);
    table.constraints.delete(name);
    for (const column of table.columns) column.users.delete(name);
  }

  #batch(table: TableModel): Call {
    const ops: Call[] = [];
    const touched = new Set<string>();
    const kw: Record<string, Json> = this.#random.chance(0.3) ? { recreate: "always" } : {};
    const reordered = this.#random.sample(table.columns, 2 + this.#random.below(2)).map(({ name }) => name);
    if (reordered.length > 1 && this.#random.chance(0.2)) kw["partial_reordering"] = [reordered];
    for (let count = 1 + this.#random.below(3); count > 0; count--) {
      const next = this.#batchCall(table, touched);
      if (next !== undefined) ops.push(next);
    }
    if (this.#random.chance(0.2)) ops.push(...this.#takeName(table, touched));
    if (this.#random.chance(0.2)) ops.push(...this.#indexUnderOldName(table, touched));
    return { batch: table.name, kw, ops };
  }

  /** A column is renamed, one of the table or a new one, and an index names it as it was. */
  #indexUnderOldName(table: TableModel, touched: Set<string>): Call[] {
    const random = this.#random;
    const calls: Call[] = [];
    let [column] = random.sample(
      table.columns.filter(({ name, users }) => users.size === 0 && !touched.has(name)),
      1,
    );
    if (column === undefined || random.chance(0.3)) {
      const { model, json } = this.#newColumn(this.#fresh("c"), random.chance(0.5));
      table.columns.push(model);
      calls.push({ op: "add_column", args: [json] });
      column = model;
    }
    const old = column.name;
    column.name = this.#fresh("r");
    calls.push({ op: "alter_column", args: [old], kw: { new_column_name: column.name } });
    const index = this.#fresh("ix");
    table.indexes.set(index, [column.name]);
    column.users.add(index);
    return [...calls, { op: "create_index", args: [index, [old]] }];
  }

  /** A column takes the name of one that is dropped, or two swap theirs. */
  #takeName(table: TableModel, touched: Set<string>): Call[] {
    const random = this.#random;
    const free = table.columns.filter((column) => column.users.size === 0 && !touched.has(column.name));
    const [one, other] = random.sample(free, 2);
    if (one === undefined || other === undefined) return [];
    const [from, to] = [one.name, other.name];
    const rename = { op: "alter_column", args: [from], kw: { new_column_name: to } };
    one.name = to;
    touched.add(from).add(to);
    if (random.chance(0.5)) {
      table.columns.splice(table.columns.indexOf(other), 1);
      const drop = { op: "drop_column", args: [to] };
      return random.chance(0.5) ? [drop, rename] : [rename, drop];
    }
    other.name = from;
    return [rename, { op: "alter_column", args: [to], kw: { new_column_name: from } }];
  }

  #batchCall(table: TableModel, touched: Set<string>): Call | undefined {
    const random = this.#random;
    const free = table.columns.filter((column) => column.users.size === 0 && !touched.has(column.name));
    switch (random.below(8)) {
      case 0: {
        const { model, json } = this.#newColumn(this.#fresh("c"), random.chance(0.5));
        table.columns.push(model);
        touched.add(model.name);
        return { op: "add_column", args: [json] };
      }
      case 1: {
        const [column] = random.sample(free, 1);
        if (column === undefined || table.columns.length < 2) return undefined;
        table.columns.splice(table.columns.indexOf(column), 1);
        return { op: "drop_column", args: [column.name] };
      }
      case 2: {
        const [column] = random.sample(free, 1);
        if (column === undefined) return undefined;
        const kw: Record<string, Json> = {};
        if (random.chance(0.5)) {
          column.type = random.pick(["String", "Text", "Float"]);
          kw["type_"] = types[column.type]?.();
        }
        if (random.chance(0.5)) {
          column.nullable = true;
          kw["nullable"] = true;
        }
        if (random.chance(0.5)) {
          kw["server_default"] = random.pick(["7", null]);
          column.isUnique = false;
        }
        touched.add(column.name);
        return { op: "alter_column", args: [column.name], kw };
      }
      case 3: {
        const [column] = random.sample(free, 1);
        if (column === undefined) return undefined;
        const old = column.name;
        column.name = this.#fresh("r");
        touched.add(column.name);
        return { op: "alter_column", args: [old], kw: { new_column_name: column.name } };
      }
      case 4: {
        const usable = table.columns.filter(({ name }) => !touched.has(name));
        const [column] = random.sample(usable, 1);
        if (column === undefined) return undefined;
        // Of several unique constraints on one column SQLAlchemy reads one.
        const hasOne = [...column.users].some((user) => table.constraints.get(user)?.type === "unique");
        if (column.isUnique && !hasOne && random.chance(0.5)) {
          const name = this.#fresh("uq");
          this.#remember(table, name, "unique", [column.name]);
          return { op: "create_unique_constraint", args: [name, [column.name]] };
        }
        const [taken] = random.sample([...table.constraints.keys()], random.chance(0.3) ? 1 : 0);
        const name = taken === undefined || touched.has(taken) ? this.#fresh("ck") : taken;
        this.#forget(table, name);
        this.#remember(table, name, "check", [column.name]);
        return { op: "create_check_constraint", args: [name, `${column.name} IS NULL OR ${column.name} <> 'bad'`] };
      }
      case 5: {
        const [name] = random.sample([...table.constraints.keys()], 1);
        if (name === undefined || touched.has(name)) return undefined;
        const type = table.constraints.get(name)?.type;
        touched.add(name);
        this.#forget(table, name);
        return { op: "drop_constraint", args: [name], kw: { type_: type } };
      }
      case 6: {
        const usable = table.columns.filter(({ name }) => !touched.has(name));
        if (usable.length === 0) return undefined;
        const name = this.#fresh("ix");
        const columns = random.sample(usable, 1 + random.below(2)).map((column) => column.name);
        table.indexes.set(name, columns);
        for (const column of usable) if (columns.includes(column.name)) column.users.add(name);
        touched.add(name);
        return { op: "create_index", args: [name, columns] };
      }
      default: {
        const [name] = random.sample(
          [...table.indexes.keys()].filter((one) => !touched.has(one)),
          1,
        );
        if (name === undefined) return undefined;
        touched.add(name);
        const columns = table.indexes.get(name) ?? [];
        this.#forget(table, name);
        // A column that lost its index in this batch is left alone for the rest of it.
        for (const column of columns) touched.add(column);
        return { op: "drop_index", args: [name] };
      }
    }
  }
}
