import type { Dialect } from "../../../dialects/dialect.js";
import type { ReflectedColumn } from "../../../dialects/inspector.js";
import type { Column } from "../../../schema/column.js";
import { Computed } from "../../../schema/defaults/computed.js";
import { DefaultClause } from "../../../schema/defaults/default-clause.js";
import type { FetchedValue } from "../../../schema/defaults/fetched-value.js";
import { Identity } from "../../../schema/defaults/identity.js";
import type { TypeEngine } from "../../../schema/types/type-engine.js";
import { sqlOf } from "../../sql-of.js";

/**
 * Columns that the comparators found equal to those of the models. A schema has few kinds of columns: one pair of each
 * kind is compared, and all others that have the same facts on both sides are equal as well.
 */
export class EqualColumns {
  readonly #dialect: Dialect;
  readonly #equal = new Set<string>();
  /** A reflected type is one object for all columns of its text, so its number identifies it. */
  readonly #types = new Map<TypeEngine, number>();

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  has(key: string | undefined): boolean {
    return key !== undefined && this.#equal.has(key);
  }

  add(key: string | undefined): void {
    if (key !== undefined) this.#equal.add(key);
  }

  /**
   * Everything in which the comparators can see a difference, as one text.
   *
   * @param found - the default of the database's column; `null` also for the sequence of a SERIAL.
   * @returns `undefined` if the pair has to be compared by itself.
   */
  keyOf(model: Column, reflected: ReflectedColumn, found: string | null): string | undefined {
    const { type, typeText, nullable, primaryKey, autoincrement, ownedSequence } = reflected;
    const { serverDefault } = model;
    // What happens where these differ depends on the tables of the columns.
    if (nullable !== model.nullable || primaryKey > 0 !== model.primaryKey) return undefined;
    if (ownedSequence !== undefined && serverDefault !== null) return undefined;
    const { computed, identity, collation, comment, dialectOptions } = reflected;
    try {
      const rare =
        computed === undefined && identity === undefined && dialectOptions === undefined
          ? ""
          : JSON.stringify([computed, identity, dialectOptions]);
      return [
        this.#numberOf(type),
        typeText,
        collation ?? "",
        nullable,
        primaryKey > 0,
        autoincrement,
        ownedSequence !== undefined,
        found === null ? "-" : `=${found}`,
        comment ?? "",
        rare,
        model.type.affinity,
        this.#dialect.compileType(model.type),
        model.nullableGiven,
        model.autoincrement,
        model.primaryKey && model.table?.autoincrementColumn === model,
        model.comment ?? "",
        this.#textOf(serverDefault),
      ].join("\u0000");
    } catch {
      // A type or a default that this dialect does not have, or a number that JSON does not have.
      return undefined;
    }
  }

  #numberOf(type: TypeEngine): number {
    const number = this.#types.get(type) ?? this.#types.size;
    this.#types.set(type, number);
    return number;
  }

  #textOf(value: FetchedValue | null): string {
    if (value === null) return "-";
    if (value instanceof DefaultClause)
      return typeof value.arg === "string" ? `'${value.arg}` : `=${sqlOf(this.#dialect, value.arg)}`;
    if (value instanceof Computed) return `c${value.persisted} ${sqlOf(this.#dialect, value.sqltext)}`;
    if (value instanceof Identity) return `i${value.always} ${JSON.stringify([value.options, value.dialectOptions])}`;
    throw new TypeError("the database itself sets this default");
  }
}
