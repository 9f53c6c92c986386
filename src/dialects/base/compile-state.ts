import type { SqlValue } from "../../database/connection.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import { ownValue } from "../../support/own-value.js";
import { CompileError } from "../compile-error.js";
import type { CompiledStatement, CompileOptions, Paramstyle } from "../dialect.js";

/** A table that is written before the statement that reads it. */
export interface WrittenCte {
  /** Its name, columns and rows; empty while it is being written. */
  text: string;
  readonly isRecursive: boolean;
}

/** The state of one compilation: how values are written, and the parameters so far. */
export class CompileState {
  readonly literalBinds: boolean;
  /** Whether columns are written as `table.column`. */
  readonly includeTable: boolean;
  readonly paramstyle: Paramstyle;
  /** Called with each warning about the construct. */
  readonly warn: (message: string) => void;
  /** The values of the call; `undefined` in a script. */
  readonly values: Readonly<Record<string, unknown>> | undefined;
  readonly params: Record<string, SqlValue>;
  /** Tables of the statements around the one that is being written. */
  readonly enclosing: readonly ClauseElement[];
  /** Whether the clause is part of another statement. */
  readonly isInside: boolean;
  /** Whether the text is part of a schema object, which cannot keep a parameter: each one needs its value now. */
  readonly isSchema: boolean;
  /** What the names of labels and columns stand for, in an ORDER BY or GROUP BY. */
  readonly labels: ReadonlyMap<string, string> | undefined;
  /** Values that a statement gives its named parameters. */
  readonly given: Readonly<Record<string, unknown>> | undefined;
  /** What the database is told about tables of the statement, as it is written. */
  readonly hints: ReadonlyMap<ClauseElement, string> | undefined;
  /** The tables that are written before the statement, by their names. */
  readonly ctes: Map<string, WrittenCte>;
  /** How many operations there are around the clause that is being written. */
  readonly #operations: { depth: number };
  readonly #counters: Map<string, number>;
  /** The names that the statement has made up, by what they are the names of. */
  readonly #names: Map<object, string>;
  /** Columns that have a value. */
  readonly #columns: Set<string>;
  /** The names in SQL of the script's named parameters. */
  readonly #scriptNames: Map<string, string>;

  constructor(
    options: CompileOptions & {
      readonly includeTable?: boolean;
      readonly enclosing?: readonly ClauseElement[];
      readonly isInside?: boolean;
      readonly isSchema?: boolean;
      readonly labels?: ReadonlyMap<string, string> | undefined;
      readonly given?: Readonly<Record<string, unknown>> | undefined;
      readonly hints?: ReadonlyMap<ClauseElement, string> | undefined;
    },
    parent?: CompileState,
  ) {
    this.literalBinds = options.literalBinds ?? false;
    this.includeTable = options.includeTable ?? true;
    this.paramstyle = options.paramstyle ?? "named";
    this.warn = options.warn ?? (() => undefined);
    this.values = options.values ?? parent?.values;
    this.params = parent?.params ?? Object.create(null);
    this.enclosing = options.enclosing ?? parent?.enclosing ?? [];
    this.isInside = options.isInside ?? parent?.isInside ?? false;
    this.isSchema = options.isSchema ?? parent?.isSchema ?? false;
    this.labels = options.labels;
    this.given = options.given ?? parent?.given;
    this.hints = options.hints ?? parent?.hints;
    this.ctes = parent?.ctes ?? new Map();
    this.#operations = parent === undefined ? { depth: 0 } : parent.#operations;
    this.#names = parent === undefined ? new Map() : parent.#names;
    this.#counters = parent === undefined ? new Map() : parent.#counters;
    this.#columns = parent === undefined ? new Set() : parent.#columns;
    this.#scriptNames = parent === undefined ? new Map() : parent.#scriptNames;
  }

  /** The same compilation with other options. */
  with(options: {
    readonly literalBinds?: boolean;
    readonly includeTable?: boolean;
    readonly enclosing?: readonly ClauseElement[];
    readonly isInside?: boolean;
    readonly isSchema?: boolean;
    readonly labels?: ReadonlyMap<string, string>;
    readonly given?: Readonly<Record<string, unknown>>;
    readonly hints?: ReadonlyMap<ClauseElement, string>;
  }): CompileState {
    const { literalBinds, includeTable, paramstyle, warn } = this;
    return new CompileState({ literalBinds, includeTable, paramstyle, warn, ...options }, this);
  }

  /** The same compilation inside a statement on these tables. */
  within(enclosing: readonly ClauseElement[]): CompileState {
    return this.with({ enclosing, isInside: true });
  }

  /** Whether the clause that is being written is part of an operation. */
  get isInOperation(): boolean {
    return this.#operations.depth > 0;
  }

  /** Writes the operands of an operation. */
  inOperation(write: () => string): string {
    this.#operations.depth++;
    const written = write();
    this.#operations.depth--;
    return written;
  }

  /** Whether percent signs are doubled, because the parameters are written with one. */
  get doublesPercents(): boolean {
    return this.paramstyle === "format" || this.paramstyle === "pyformat";
  }

  /**
   * Binds a value under the name of a column and writes the parameter.
   *
   * @throws {@link CompileError} when the script has a parameter of this name.
   *
   */
  bindColumn(name: string, value: SqlValue): string {
    if (this.#scriptNames.has(name)) this.#refuseName(name);
    this.#columns.add(name);
    return this.#take(this.#freeName(name), value);
  }

  /**
   * Binds a value under the name that the script uses and writes the parameter.
   *
   * @throws {@link CompileError} when the value of a column is bound under this name.
   *
   */
  bind(name: string, value: SqlValue): string {
    if (this.#columns.has(name)) this.#refuseName(name);
    const safe = this.#scriptNames.get(name) ?? this.#freeName(name);
    this.#scriptNames.set(name, safe);
    return this.#take(safe, value);
  }

  /** Binds a value under a new name that starts with a hint, and writes the parameter. */
  bindAnonymous(hint: string, value: SqlValue): string {
    return this.#take(this.#freeName(this.anonymousName(hint)), value);
  }

  /** Returns an unused name that starts with a hint. */
  anonymousName(hint: string): string {
    const count = (this.#counters.get(hint) ?? 0) + 1;
    this.#counters.set(hint, count);
    const name = `${hint}_${count}`;
    return name in this.params ? this.anonymousName(hint) : name;
  }

  /** Returns the name that the statement makes up for something, always the same one. */
  nameOf(one: object, hint: string): string {
    const name = this.#names.get(one) ?? this.anonymousName(hint);
    this.#names.set(one, name);
    return name;
  }

  #take(safe: string, value: SqlValue): string {
    this.params[safe] = value;
    return this.parameter(safe);
  }

  #refuseName(name: string): never {
    throw new CompileError(
      `bindparam() name '${name}' is reserved for automatic usage in the VALUES or SET clause of this insert/update statement.   Please use a name other than column name when using bindparam() with insert() or update() (for example, 'b_${name}').`,
    );
  }

  /** Returns a name that is valid in SQL. A number is appended where the name is taken. */
  #freeName(name: string): string {
    if (plainName.test(name) && !Object.hasOwn(this.params, name)) return name;
    const escaped = name.replaceAll(/[%():.[\] ]/g, (found) => bindNameCharacters[found] ?? "_");
    // Scripts contain SQLAlchemy's names; for a database they must also be valid.
    const safe = this.paramstyle === "named" ? escaped.replaceAll(unsafeCharacters, "_") : escaped;
    let free = safe;
    for (let number = 1; Object.hasOwn(this.params, free); number++) free = `${safe}_${number}`;
    return free;
  }

  /**
   * The statement, complete. Positional parameters get their places only here, because the parts of a statement are not
   * written in their order in the text.
   *
   * @throws {@link CompileError} when the call has no value for a parameter.
   *
   */
  finish(sql: string): CompiledStatement {
    const { params } = this;
    if (this.paramstyle !== "qmark" && this.paramstyle !== "numeric_dollar")
      return Object.keys(params).length === 0 ? { sql } : { sql, params };
    const isNumbered = this.paramstyle === "numeric_dollar";
    const places: string[] = [];
    // A statement has thousands of parameters where it inserts many rows.
    const numbers = new Map<string, number>();
    const text = sql.replaceAll(marked, (_, name: string) => {
      if (this.values !== undefined && !Object.hasOwn(params, name))
        throw new CompileError(`A value is required for bind parameter '${name}'`);
      if (!isNumbered) {
        places.push(name);
        return "?";
      }
      const place = numbers.get(name) ?? places.push(name);
      numbers.set(name, place);
      return `$${place}`;
    });
    return places.length === 0
      ? { sql: text }
      : { sql: text, params: places.map((name) => ownValue(params, name) ?? null) };
  }

  /** A parameter as the text writes it. */
  parameter(name: string): string {
    switch (this.paramstyle) {
      case "qmark":
      case "numeric_dollar":
        return `${mark}${name}${mark}`;
      case "format":
        return "%s";
      case "pyformat":
        return `%(${name})s`;
      case "numeric":
        return `:${Object.keys(this.params).indexOf(name) + 1}`;
      default:
        return `:${name}`;
    }
  }
}

/** Encloses the name of a parameter that has no place yet. SQL does not contain this character. */
const mark = "\u0002";
const marked = new RegExp(`${mark}([^${mark}]*)${mark}`, "g");

const bindNameCharacters: Readonly<Record<string, string>> = { "%": "P", "(": "A", ")": "Z", ":": "C" };

const plainName = /^\w+$/;

/** Characters that the name of a parameter cannot have. Letters outside of ASCII are allowed. */
const unsafeCharacters = /[^\w\u0080-\uffff]/g;
