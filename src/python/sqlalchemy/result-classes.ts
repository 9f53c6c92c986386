import type { Result } from "../../operations/statements/result.js";
import { JsonType } from "../../schema/types/json-type.js";
import { TypeDecorator } from "../../schema/types/type-decorator.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import type { HostBridge } from "../host/host-bridge.js";
import { dictClass, tupleClass } from "../values/classes.js";
import { PyClass } from "../values/py-class.js";
import { NativePropertyDescriptor } from "../values/py-descriptor.js";
import { PyDict } from "../values/py-dict.js";
import { PyException, Raised, raise } from "../values/py-exception.js";
import { native } from "../values/py-function.js";
import { PyIterator } from "../values/py-iterator.js";
import { PyTuple } from "../values/py-list.js";
import type { Value } from "../values/value.js";
import type { ExceptionClasses } from "./exceptions.js";
import { resultValue } from "./result-value.js";

/** The types of the columns that a statement reads. */
export interface ColumnTypes {
  readonly types: readonly TypeEngine[];
  readonly dialectName: string;
}

/** What is read of a result. */
type ResultRows = Pick<Result<unknown>, "columns" | "rowCount" | "tuples"> & Partial<Pick<Result<unknown>, "stored">>;

/** Whether the values of a type are JSON on a dialect. */
function isJson(type: TypeEngine, dialectName: string): boolean {
  const own = type.forDialect(dialectName);
  return own instanceof TypeDecorator ? isJson(own.loadDialectImpl(dialectName), dialectName) : own instanceof JsonType;
}

/** The rows of a result. JSON stays a text for Python's `json`, because JavaScript's numbers differ from Python's. */
function rowsOf(result: ResultRows, types: ColumnTypes | undefined): readonly (readonly unknown[])[] {
  const rows = result.tuples();
  const json = types?.types.map((type) => isJson(type, types.dialectName)) ?? [];
  const stored = json.includes(true) ? result.stored?.() : undefined;
  if (stored === undefined) return rows;
  return rows.map((row, number) => row.map((value, at) => (json[at] ? stored[number]?.[at] : value)));
}

/** The result of a statement, read in order like a cursor. */
class Cursor {
  readonly columns: readonly string[];
  readonly rowCount: number;
  /** The types of the columns and the name of the dialect that they are of, where the statement has them. */
  readonly types: ColumnTypes | undefined;
  readonly #rows: readonly (readonly unknown[])[];
  #at = 0;

  constructor(result: ResultRows, types?: ColumnTypes) {
    this.types = types;
    this.columns = result.columns;
    this.rowCount = result.rowCount;
    this.#rows = rowsOf(result, types);
  }

  /** The next rows; without a number all remaining ones. */
  take(count = Number.POSITIVE_INFINITY): readonly (readonly unknown[])[] {
    const rows = this.#rows.slice(this.#at, count === Number.POSITIVE_INFINITY ? undefined : this.#at + count);
    this.#at += rows.length;
    return rows;
  }
}

/** Rows as dictionaries, and single values of rows. */
class Mapped {
  readonly cursor: Cursor;
  readonly kind: "mappings" | "scalars";
  readonly index: number;

  constructor(cursor: Cursor, kind: "mappings" | "scalars", index = 0) {
    this.cursor = cursor;
    this.kind = kind;
    this.index = index;
  }
}

const columnsOfRow = new WeakMap<PyTuple, readonly string[]>();

/** The methods of a result: rows are shown as Python's. */
export class ResultClasses {
  readonly #bridge: HostBridge;
  readonly #errors: ExceptionClasses;
  readonly row: PyClass;
  readonly rowMapping: PyClass;

  constructor(bridge: HostBridge, errors: ExceptionClasses) {
    this.#bridge = bridge;
    this.#errors = errors;
    this.row = new PyClass("Row", [tupleClass], { module: "sqlalchemy.engine.row", isNative: true });
    this.rowMapping = new PyClass("RowMapping", [dictClass], { module: "sqlalchemy.engine.row", isNative: true });
    this.#defineRow();
    this.#defineResults();
  }

  /** A result for scripts. */
  show(result: ResultRows, types?: ColumnTypes): Value {
    return this.#bridge.show(new Cursor(result, types));
  }

  #valueOf(cursor: Cursor, value: unknown, at: number): Value {
    const type = cursor.types?.types[at];
    if (type === undefined || cursor.types === undefined) return this.#bridge.show(value);
    return resultValue(this.#bridge, value, type, cursor.types.dialectName);
  }

  #rowOf(cursor: Cursor, values: readonly unknown[]): PyTuple {
    const made = new PyTuple(
      values.map((value, at) => this.#valueOf(cursor, value, at)),
      this.row,
    );
    columnsOfRow.set(made, cursor.columns);
    return made;
  }

  #mappingOf(row: PyTuple): PyDict {
    const made = new PyDict(this.rowMapping);
    for (const [at, name] of (columnsOfRow.get(row) ?? []).entries()) made.setName(name, row.items[at] as Value);
    return made;
  }

  #defineRow(): void {
    const { attributes } = this.row;
    const get = (name: string, read: (row: PyTuple) => Value): void => {
      attributes.set(name, new NativePropertyDescriptor(name, read as (self: never) => Value));
    };
    get("_mapping", (row) => this.#mappingOf(row));
    get("_fields", (row) => new PyTuple(columnsOfRow.get(row) ?? []));
    attributes.set(
      "_asdict",
      native("_asdict", "self", ((row: PyTuple) => new PyDict().constructor && this.#plainDict(row)) as never),
    );
    attributes.set("_tuple", native("_tuple", "self", ((row: PyTuple) => row) as never));
    attributes.set(
      "keys",
      native("keys", "self", ((row: PyTuple) => this.#bridge.show([...(columnsOfRow.get(row) ?? [])])) as never),
    );
    attributes.set(
      "__getattr__",
      native("__getattr__", "self, name", ((row: PyTuple, name: string) => {
        const at = (columnsOfRow.get(row) ?? []).indexOf(name);
        if (at < 0) raise("AttributeError", `Could not locate column in row for column '${name}'`);
        return row.items[at];
      }) as never),
    );
  }

  #plainDict(row: PyTuple): PyDict {
    return PyDict.fromNames((columnsOfRow.get(row) ?? []).map((name, at) => [name, row.items[at] as Value] as const));
  }

  #fail(name: "NoResultFound" | "MultipleResultsFound", message: string): never {
    throw new Raised(new PyException(this.#errors.named(name), [message]));
  }

  #one<T>(rows: readonly T[], orNone: boolean): T | null {
    if (rows.length > 1)
      this.#fail(
        "MultipleResultsFound",
        `Multiple rows were found when ${orNone ? "one or none" : "exactly one"} was required`,
      );
    if (rows.length === 0 && !orNone) this.#fail("NoResultFound", "No row was found when one was required");
    return rows[0] ?? null;
  }

  #defineResults(): void {
    const rows = (cursor: Cursor, count?: number): readonly PyTuple[] =>
      cursor.take(count).map((one) => this.#rowOf(cursor, one));
    const first = (cursor: Cursor): PyTuple | null => rows(cursor, 1)[0] ?? null;
    const scalarOf = (row: PyTuple | null): Value => (row === null ? null : (row.items[0] as Value));
    this.#bridge.define<Cursor>({
      name: "CursorResult",
      module: "sqlalchemy.engine.cursor",
      of: Cursor,
      properties: {
        rowcount: (self) => self.rowCount,
        returns_rows: (self) => self.columns.length > 0,
      },
      methods: {
        fetchall: ["", (self) => [...rows(self)]],
        all: ["", (self) => [...rows(self)]],
        fetchone: ["", first],
        first: ["", first],
        fetchmany: ["size=1", (self, size) => [...rows(self, size)]],
        one: ["", (self) => this.#one(rows(self), false)],
        one_or_none: ["", (self) => this.#one(rows(self), true)],
        scalar: ["", (self) => scalarOf(first(self))],
        scalar_one: ["", (self) => scalarOf(this.#one(rows(self), false))],
        scalar_one_or_none: ["", (self) => scalarOf(this.#one(rows(self), true))],
        scalars: ["index=0", (self, index) => new Mapped(self, "scalars", index)],
        mappings: ["", (self) => new Mapped(self, "mappings")],
        keys: ["", (self) => [...self.columns]],
        tuples: ["", (self) => self],
        unique: ["", (self) => self],
        close: ["", () => null],
        __iter__: ["", (self) => new PyIterator(() => first(self) ?? undefined)],
        __enter__: ["", (self) => self],
        __exit__: ["*exc", () => null],
      },
    });
    const mapped = (self: Mapped, count?: number): readonly Value[] =>
      rows(self.cursor, count).map((row) =>
        self.kind === "mappings" ? this.#mappingOf(row) : (row.items[self.index] as Value),
      );
    this.#bridge.define<Mapped>({
      name: "MappingResult",
      module: "sqlalchemy.engine.result",
      of: Mapped,
      methods: {
        fetchall: ["", (self) => [...mapped(self)]],
        all: ["", (self) => [...mapped(self)]],
        fetchone: ["", (self) => mapped(self, 1)[0] ?? null],
        first: ["", (self) => mapped(self, 1)[0] ?? null],
        fetchmany: ["size=1", (self, size) => [...mapped(self, size)]],
        one: ["", (self) => this.#one(mapped(self), false)],
        one_or_none: ["", (self) => this.#one(mapped(self), true)],
        unique: ["", (self) => self],
        keys: ["", (self) => [...self.cursor.columns]],
        __iter__: ["", (self) => new PyIterator(() => mapped(self, 1)[0])],
      },
    });
  }
}
