import type { SqlValue } from "../../database/connection.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import type { CompileOptions, Paramstyle } from "../dialect.js";

/** What one compilation keeps: how values are written, and the parameters found so far. */
export class CompileState {
  readonly literalBinds: boolean;
  /** Whether columns are written with their table in front. */
  readonly includeTable: boolean;
  readonly paramstyle: Paramstyle;
  /** Receives what is odd about the construct. */
  readonly warn: (message: string) => void;
  readonly params: Record<string, SqlValue>;
  /** Tables of the statements around the one that is being written. */
  readonly enclosing: readonly ClauseElement[];
  readonly #counters: Map<string, number>;

  constructor(
    options: CompileOptions & { readonly includeTable?: boolean; readonly enclosing?: readonly ClauseElement[] },
    parent?: CompileState,
  ) {
    this.literalBinds = options.literalBinds ?? false;
    this.includeTable = options.includeTable ?? true;
    this.paramstyle = options.paramstyle ?? "named";
    this.warn = options.warn ?? (() => undefined);
    this.params = parent?.params ?? {};
    this.enclosing = options.enclosing ?? parent?.enclosing ?? [];
    this.#counters = parent === undefined ? new Map() : parent.#counters;
  }

  /** The same compilation with other options. */
  with(options: {
    readonly literalBinds?: boolean;
    readonly includeTable?: boolean;
    readonly enclosing?: readonly ClauseElement[];
  }): CompileState {
    const { literalBinds, includeTable, paramstyle, warn } = this;
    return new CompileState({ literalBinds, includeTable, paramstyle, warn, ...options }, this);
  }

  /** The same compilation inside a statement on these tables. */
  within(enclosing: readonly ClauseElement[]): CompileState {
    return this.with({ enclosing });
  }

  /** Whether percent signs are doubled, because the parameters are written with one. */
  get doublesPercents(): boolean {
    return this.paramstyle === "format" || this.paramstyle === "pyformat";
  }

  /** Takes a value in under a name and writes the parameter. */
  bind(name: string, value: SqlValue): string {
    const safe = name.replaceAll(/[%():.[\] ]/g, (found) => bindNameCharacters[found] ?? "_");
    this.params[safe] = value;
    return this.parameter(safe);
  }

  /** Takes a value in under a name of its own, made from a hint. */
  bindAnonymous(hint: string, value: SqlValue): string {
    return this.bind(this.anonymousName(hint), value);
  }

  /** A name that nothing else has, made from a hint. */
  anonymousName(hint: string): string {
    const count = (this.#counters.get(hint) ?? 0) + 1;
    this.#counters.set(hint, count);
    const name = `${hint}_${count}`;
    return name in this.params ? this.anonymousName(hint) : name;
  }

  /** A parameter as the text has it. */
  parameter(name: string): string {
    switch (this.paramstyle) {
      case "qmark":
        return "?";
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

const bindNameCharacters: Readonly<Record<string, string>> = { "%": "P", "(": "A", ")": "Z", ":": "C" };
