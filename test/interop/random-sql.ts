import type { Random } from "./random.js";

type Json = unknown;

const call = (name: string, args: readonly Json[] = [], kw: Readonly<Record<string, Json>> = {}): Json => ({
  $call: name,
  args,
  kw,
});
const method = (on: Json, name: string, ...args: readonly Json[]): Json => ({ $method: name, on, args });

const names = ["a", "b", "order", "Mixed", "with space", "select", "x1", "_y", 'q"t', "user", "per%cent", "ü"];
const texts = ["", "x", "it's", "50% \\ :n", "漢字", 'say "hi"', "a\nb"];

/** Makes random cases in the language of test/interop/build_schema.py. */
export class RandomSql {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  cases(count: number): readonly Record<string, Json>[] {
    return Array.from({ length: count }, (_, at) => ({ id: `random ${at}`, ...this.#case() }));
  }

  #case(): Record<string, Json> {
    const random = this.#random;
    const columns = random.sample(names, 2 + random.below(4));
    const types = columns.map(() => this.#type());
    const schema = random.chance(0.2) ? { schema: random.pick(["s", "My Schema"]) } : {};
    const shape = columns.map((name, at) => call("Column", [name, types[at]]));
    const table = call("Table", ["t", call("MetaData"), ...shape], schema);
    const define = [{ keep: table, as: "t" }];
    const column = (): Json => ({ $column: ["t", random.pick(columns)] });
    switch (random.below(6)) {
      case 0:
        return { statement: { kind: "create_table", element: this.#table(columns, schema) } };
      case 1:
        return { define, statement: { kind: "expression", clause: this.#condition(column, 3) } };
      case 2:
        return { define, statement: { kind: "create_index", element: this.#index(column) } };
      case 3:
        return { define, statement: { kind: "statement", clause: this.#change(column) } };
      case 4:
        return { statement: { kind: "alter_column", table: "t", column: random.pick(names), kw: this.#alteration() } };
      default:
        return {
          statement: { kind: "add_column", table: random.pick(["t", "Order"]), element: this.#column("c"), kw: schema },
        };
    }
  }

  #type(): Json {
    const random = this.#random;
    return random.pick([
      () => call("Integer"),
      () => call("BigInteger"),
      () => call("SmallInteger"),
      () => call("String", [1 + random.below(300)]),
      () => call("Unicode", [20]),
      () => call("Text"),
      () => call("Numeric", [12, random.below(5)]),
      () => call("Float"),
      () => call("Boolean", [], random.chance(0.3) ? { create_constraint: true } : {}),
      () => call("DateTime", [], { timezone: random.chance(0.5) }),
      () => call("Date"),
      () => call("Time"),
      () => call("LargeBinary"),
      () => call("JSON"),
      () => call("Enum", ["x", "it's"], { name: "kind", native_enum: random.chance(0.5) }),
      () => call("VARCHAR", [9]),
      () => call("CHAR", [3]),
      () => call("TIMESTAMP"),
    ])();
  }

  #column(name: string): Json {
    const random = this.#random;
    const kw: Record<string, Json> = {};
    const items: Json[] = [];
    if (random.chance(0.4)) kw["nullable"] = random.chance(0.5);
    const roll = random.next();
    if (roll < 0.3) {
      kw["server_default"] = random.pick<Json>([
        random.pick(texts),
        call("text", [random.pick(["5", "now()", "(1 + 2)", "CURRENT_TIMESTAMP", "'x'"])]),
        { $func: "now", args: [] },
        call("null"),
      ]);
    } else if (roll < 0.5) {
      items.push(
        random.pick([
          call("Computed", ["1 + 1"], { persisted: random.pick([true, false, null]) }),
          call("Identity", [], { always: random.chance(0.5), start: random.below(5) }),
        ]),
      );
    }
    if (random.chance(0.2)) kw["comment"] = random.pick(texts);
    if (random.chance(0.15)) kw["unique"] = true;
    const isNumbered = items.length > 0 && kw["nullable"] === undefined;
    return call("Column", [name, isNumbered ? call("Integer") : this.#type(), ...items], kw);
  }

  #table(columns: readonly string[], options: Readonly<Record<string, Json>>): Json {
    const random = this.#random;
    const items: Json[] = columns.map((name) => this.#column(name));
    const some = (): string[] => random.sample(columns, 1 + random.below(2));
    if (random.chance(0.5))
      items.push(call("PrimaryKeyConstraint", some(), random.chance(0.5) ? { name: "pk_t" } : {}));
    if (random.chance(0.4)) {
      items.push(call("UniqueConstraint", some(), random.chance(0.5) ? { name: random.pick(["uq", "Uq Name"]) } : {}));
    }
    if (random.chance(0.4)) items.push(call("CheckConstraint", ["1 = 1"], { name: "ck" }));
    const convention = { uq: "uq_%(table_name)s_%(column_0_N_name)s", pk: "pk_%(table_name)s" };
    const metadata = random.chance(0.3) ? call("MetaData", [], { naming_convention: convention }) : call("MetaData");
    return call("Table", [random.pick(["t", "Order", "user"]), metadata, ...items], {
      ...options,
      ...(random.chance(0.2) ? { comment: random.pick(texts) } : {}),
    });
  }

  #operand(column: () => Json, depth: number): Json {
    const random = this.#random;
    if (depth <= 0 || random.chance(0.5)) return column();
    return random.pick<() => Json>([
      () => method(this.#operand(column, depth - 1), random.pick(["add", "sub", "mul"]), random.below(9)),
      () => ({ $func: random.pick(["lower", "coalesce", "my_func"]), args: [this.#operand(column, depth - 1)] }),
      () => call("cast", [this.#operand(column, depth - 1), call("Integer")]),
      () =>
        call("case", [{ $tuple: [this.#condition(column, depth - 1), this.#operand(column, depth - 1)] }], {
          else_: random.below(5),
        }),
    ])();
  }

  #condition(column: () => Json, depth: number): Json {
    const random = this.#random;
    if (depth > 0 && random.chance(0.4)) {
      const parts = Array.from({ length: 2 + random.below(2) }, () => this.#condition(column, depth - 1));
      return random.chance(0.25) ? call("not", [call("or", parts)]) : call(random.pick(["and", "or"]), parts);
    }
    const left = this.#operand(column, depth);
    return random.pick<() => Json>([
      () => method(left, random.pick(["eq", "ne", "lt", "le", "gt", "ge"]), random.below(100)),
      // Python turns the two around where the right one is of a subclass, so a plain column stands there.
      () => method(left, random.pick(["eq", "gt"]), column()),
      () => method(left, random.pick(["in", "not_in"]), [1, random.below(9)]),
      () => method(left, "is", null),
      () => method(left, "is_not", null),
      () => method(left, "between", 1, 5),
      () => method(column(), "like", "a%"),
    ])();
  }

  #index(column: () => Json): Json {
    const random = this.#random;
    const part = (): Json =>
      random.pick<() => Json>([column, () => method(column(), "desc"), () => ({ $func: "lower", args: [column()] })])();
    const kw: Record<string, Json> = { unique: random.chance(0.3) };
    if (random.chance(0.3)) {
      const where = this.#condition(column, 1);
      for (const name of ["sqlite", "postgresql", "mssql"]) kw[`${name}_where`] = where;
    }
    return call("Index", [random.pick(["ix", "Ix Name", "order"]), part(), part()], kw);
  }

  #change(column: () => Json): Json {
    const random = this.#random;
    const table = { $ref: "t" };
    const where = (on: Json): Json => method(on, "where", this.#condition(column, 2));
    return random.pick<() => Json>([
      () => where(call("delete", [table])),
      () => where(call("select", [column()])),
      () => method(where(call("select", [column(), { $func: "count", args: [column()] }])), "group_by", column()),
    ])();
  }

  #alteration(): Record<string, Json> {
    const random = this.#random;
    const kw: Record<string, Json> = { existing_type: this.#type() };
    if (random.chance(0.4)) kw["nullable"] = random.chance(0.5);
    if (random.chance(0.4)) kw["type_"] = this.#type();
    if (random.chance(0.4)) kw["server_default"] = random.pick<Json>([random.pick(texts), call("text", ["5"]), null]);
    if (random.chance(0.3)) kw["new_column_name"] = random.pick(names);
    if (random.chance(0.3)) kw["existing_nullable"] = random.chance(0.5);
    if (random.chance(0.2)) kw["existing_server_default"] = "old";
    if (random.chance(0.2)) kw["comment"] = random.pick<Json>([...texts, null]);
    if (random.chance(0.3)) kw["schema"] = random.pick(["s", "a.B"]);
    if (random.chance(0.2)) kw["existing_comment"] = "old";
    return kw;
  }
}
