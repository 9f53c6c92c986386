import type { Call } from "./operation-language.js";
import type { Random } from "./random.js";

type Json = unknown;

const call = (name: string, args: Json[] = [], kw: Record<string, Json> = {}): Json => ({ $call: name, args, kw });
const text = (sql: string): Json => call("text", [sql]);

const names = ["a", "b", "name", "order", "User", "x y", "group_id", "created"];
const tables = ["t", "account", "select", "My Table", "log"];

/** Random calls for a script: any directive on any table, for no database is there that could object. */
export class RandomScript {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  calls(): Call[] {
    return Array.from({ length: 1 + this.#random.below(6) }, () => this.#call());
  }

  #call(): Call {
    const random = this.#random;
    const table = random.pick(tables);
    const schema = this.#maybe(0.2, { schema: "s" });
    const column = random.pick(names);
    switch (random.below(17)) {
      case 0:
        return {
          op: "create_table",
          args: [table, ...this.#tableItems(table)],
          kw: { ...schema, ...this.#tableOptions() },
        };
      case 1:
        return { op: "drop_table", args: [table], kw: { ...schema, ...this.#maybe(0.3, { if_exists: true }) } };
      case 2:
        return { op: "rename_table", args: [table, random.pick(tables)], kw: schema };
      case 3:
      case 4:
        return { op: "add_column", args: [table, this.#column(column, true)], kw: schema };
      case 5:
        return {
          op: "drop_column",
          args: [table, column],
          kw: { ...schema, ...this.#maybe(0.2, { mssql_drop_default: true }) },
        };
      case 6:
      case 7:
        return { op: "alter_column", args: [table, column], kw: { ...schema, ...this.#alteration() } };
      case 8:
        return {
          op: "create_index",
          args: [random.pick(["ix", "Ix 2", null]), table, this.#indexParts()],
          kw: { ...schema, ...this.#indexOptions() },
        };
      case 9:
        return { op: "drop_index", args: ["ix", table], kw: { ...schema, ...this.#maybe(0.3, { if_exists: true }) } };
      case 10:
        return { op: "create_unique_constraint", args: ["uq", table, this.#columns()], kw: schema };
      case 11:
        return {
          op: "create_foreign_key",
          args: ["fk", table, random.pick(tables), [column], ["id"]],
          kw: {
            ...this.#actions(),
            ...this.#maybe(0.2, { source_schema: "s" }),
            ...this.#maybe(0.2, { referent_schema: "r" }),
          },
        };
      case 12:
        return { op: "create_check_constraint", args: ["ck", table, this.#condition()], kw: schema };
      case 13:
        return {
          op: "drop_constraint",
          args: ["c", table],
          kw: { type_: random.pick(["unique", "check", "foreignkey", "primary"]), ...schema },
        };
      case 14:
        return random.chance(0.5)
          ? { op: "create_primary_key", args: ["pk", table, this.#columns()], kw: schema }
          : { op: "create_table_comment", args: [table, random.pick(["c", "it's", "100% \\ x"])], kw: schema };
      case 15:
        return this.#data(table);
      default:
        return this.#batch(table);
    }
  }

  #batch(table: string): Call {
    const random = this.#random;
    const columns = random.sample(["a", "b", "c", "d"], 2 + random.below(3));
    const items = [
      call("Column", ["id", call("Integer")], { primary_key: true }),
      ...columns.map((name) => this.#column(name, false)),
    ];
    const rule = random.below(6);
    if (rule < 2) items.push(call("UniqueConstraint", [columns[0]], { name: "uq_old" }));
    if (rule === 2) items.push(call("CheckConstraint", [`${columns[0]} > 0`], { name: "ck_old" }));
    const left = [...columns];
    const ops: Call[] = [];
    for (let count = random.below(4); count > 0; count--) {
      const column = left[random.below(Math.max(1, left.length))];
      switch (random.below(6)) {
        case 0:
          ops.push({ op: "add_column", args: [this.#column(`new_${count}`, false)], kw: {} });
          break;
        case 1:
          if (left.length > 1 && column !== columns[0]) {
            left.splice(left.indexOf(column ?? ""), 1);
            ops.push({ op: "drop_column", args: [column] });
          }
          break;
        case 2:
          if (column !== undefined) ops.push({ op: "alter_column", args: [column], kw: this.#batchAlteration() });
          break;
        case 3:
          ops.push({ op: "create_index", args: [`ix_${count}`, [column]] });
          break;
        case 4:
          if (ops.every(({ op }) => !op?.startsWith("create_")))
            ops.push({ op: "create_check_constraint", args: [`ck_${count}`, `${column} <> 0`] });
          break;
        default:
          ops.push({ op: "execute", args: ["UPDATE x SET y = 1"] });
      }
    }
    // Two constraints of a rebuilt table come in no fixed order in Python.
    const isCrowded = items.length > columns.length + 1 && ops.some(({ op }) => op?.includes("constraint"));
    const copied = isCrowded ? items.slice(0, columns.length + 1) : items;
    const kw = {
      copy_from: call("Table", [table, call("MetaData"), ...copied]),
      recreate: random.pick(["auto", "always"]),
    };
    return { batch: table, kw, ops };
  }

  #batchAlteration(): Record<string, Json> {
    const random = this.#random;
    return {
      ...this.#maybe(0.4, { nullable: random.chance(0.5) }),
      ...this.#maybe(0.4, { type_: this.#type() }),
      ...this.#maybe(0.4, { server_default: this.#default() }),
    };
  }

  #alteration(): Record<string, Json> {
    const random = this.#random;
    return {
      ...this.#maybe(0.4, { nullable: random.chance(0.5) }),
      ...this.#maybe(0.4, { type_: this.#type() }),
      ...this.#maybe(0.4, { server_default: this.#default() }),
      ...this.#maybe(0.3, { new_column_name: "renamed" }),
      ...this.#maybe(0.8, { existing_type: this.#type() }),
      ...this.#maybe(0.4, { existing_nullable: random.chance(0.5) }),
      ...this.#maybe(0.3, { existing_server_default: random.pick(["old", null]) }),
    };
  }

  #tableItems(table: string): Json[] {
    const random = this.#random;
    const chosen = random.sample(names, 1 + random.below(5));
    const items = chosen.map((name) => this.#column(name, false));
    if (random.chance(0.6))
      items.unshift(call("Column", ["id", call(random.pick(["Integer", "BigInteger"]))], { primary_key: true }));
    if (random.chance(0.3))
      items.push(call("UniqueConstraint", [chosen[0]], this.#maybe(0.7, { name: `uq_${table}` })));
    if (random.chance(0.3)) items.push(call("CheckConstraint", ["a > 5"], this.#maybe(0.7, { name: "ck" })));
    if (random.chance(0.3))
      items.push(call("ForeignKeyConstraint", [[chosen.at(-1)], ["o.id"]], { name: "fk", ...this.#actions() }));
    return items;
  }

  #tableOptions(): Record<string, Json> {
    return {
      ...this.#maybe(0.2, { comment: "it's a table" }),
      ...this.#maybe(0.1, { if_not_exists: true }),
      ...this.#maybe(0.1, { mysql_engine: "InnoDB" }),
      ...this.#maybe(0.1, { sqlite_strict: true }),
    };
  }

  #column(name: string, isAlone: boolean): Json {
    const random = this.#random;
    const extra: Json[] = [];
    if (isAlone && random.chance(0.15)) extra.push(call("ForeignKey", ["o.id"], { name: "fk_c", ...this.#actions() }));
    else if (random.chance(0.07)) extra.push(call("Computed", ["a + 1"], { persisted: true }));
    const isGenerated = JSON.stringify(extra).includes("Computed");
    return call("Column", [name, this.#type(), ...extra], {
      ...this.#maybe(0.4, { nullable: random.chance(0.5) }),
      ...(isGenerated ? {} : this.#maybe(0.3, { server_default: this.#default() ?? "0" })),
      ...(isAlone && extra.length === 0 ? this.#maybe(0.15, random.pick([{ unique: true }, { index: true }])) : {}),
      ...this.#maybe(0.15, { comment: "it's" }),
    });
  }

  #type(): Json {
    const random = this.#random;
    return random.pick([
      () => call("Integer"),
      () => call("BigInteger"),
      () => call("SmallInteger"),
      () => call("String", [1 + random.below(300)]),
      () => call("Text"),
      () => call("DateTime", [], this.#maybe(0.5, { timezone: true })),
      () => call("Boolean"),
      () => call("Float"),
      () => call("Numeric", [1 + random.below(12), random.below(3)]),
      () => call("LargeBinary"),
    ])();
  }

  #default(): Json {
    return this.#random.pick<() => Json>([
      () => "it's",
      () => "5",
      () => text("5"),
      () => text("(1 + 2)"),
      () => ({ $func: "now", args: [] }),
      () => null,
    ])();
  }

  #columns(): string[] {
    return this.#random.sample(names, 1 + this.#random.below(3));
  }

  #actions(): Record<string, Json> {
    const random = this.#random;
    return {
      ...this.#maybe(0.3, { ondelete: random.pick(["CASCADE", "SET NULL"]) }),
      ...this.#maybe(0.2, { onupdate: "CASCADE" }),
      ...this.#maybe(0.15, { deferrable: true, initially: "DEFERRED" }),
    };
  }

  #condition(): Json {
    const random = this.#random;
    const column = call("column", [random.pick(names), call("Integer")]);
    return random.pick<() => Json>([
      () => "a > 5",
      () => text("b IN ('x', 'y')"),
      () => ({ $method: random.pick(["gt", "le", "ne", "eq"]), on: column, args: [random.below(100)] }),
      () => ({ $method: "in", on: column, args: [[1, 2, 3]] }),
      () => ({ $method: "between", on: column, args: [1, 9] }),
    ])();
  }

  #indexParts(): Json[] {
    const random = this.#random;
    const parts: Json[] = random.sample(names, 1 + random.below(2));
    if (random.chance(0.2)) parts.push(text("lower(z)"));
    return parts;
  }

  #indexOptions(): Record<string, Json> {
    return {
      ...this.#maybe(0.3, { unique: true }),
      ...this.#maybe(0.15, { if_not_exists: true }),
      ...this.#maybe(0.15, { postgresql_where: text("a > 5"), sqlite_where: text("a > 5") }),
      ...this.#maybe(0.1, { postgresql_using: "gin" }),
      ...this.#maybe(0.1, { postgresql_concurrently: true }),
    };
  }

  #data(table: string): Call {
    const random = this.#random;
    const clause = call("table", [
      table,
      call("column", ["a", call("Integer")]),
      call("column", ["name", call("String", [50])]),
      call("column", ["created", call("Boolean")]),
    ]);
    if (random.chance(0.3))
      return { op: "execute", args: [random.pick(["UPDATE t SET a = 5", "SELECT '\\:x', '100%'"])] };
    const value = (): Json => random.pick<Json>(["it's", "a\\b", "50%", "a:b", "", null]);
    const rows = Array.from({ length: random.below(4) }, () => ({
      a: random.below(1000) - 500,
      name: value(),
      created: random.chance(0.5),
    }));
    return { op: "bulk_insert", args: [clause, rows] };
  }

  #maybe<T extends object>(probability: number, value: T): T | Record<string, never> {
    return this.#random.chance(probability) ? value : {};
  }
}
