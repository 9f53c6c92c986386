import { CommandError } from "../../../support/command-error.js";
import { LogLevel } from "../../../support/logger.js";
import type { ComparedColumn, RebuildPlan } from "./rebuild-plan.js";
import type { RebuildSession } from "./rebuild-session.js";
import type { PickedRows } from "./row-keys.js";
import { and } from "./row-ranges.js";

interface Loss {
  readonly count: number;
  /** The old and the new value, as SQL literals. */
  readonly was: string;
  readonly is: string;
}

/** Values that a column's new type cannot hold: counted while rows are copied, and reported at the end. */
export class Losses {
  readonly #session: RebuildSession;
  readonly #tableName: string;
  readonly #columns: readonly ComparedColumn[];
  readonly #found = new Map<string, Loss>();

  constructor(session: RebuildSession, plan: RebuildPlan) {
    this.#session = session;
    this.#tableName = plan.tableName;
    this.#columns = plan.compared.filter(({ comparison }) => comparison === "conversion");
  }

  /** Counts them in pairs of an old row `o` and its new one `n`. */
  async count({ from, where }: PickedRows): Promise<void> {
    if (this.#columns.length === 0) return;
    const counts = this.#columns.map((column, at) => `count(*) FILTER (WHERE NOT ${this.#isKept(column)}) AS n${at}`);
    const { rows } = await this.#session.read(`SELECT ${counts.join(", ")} FROM ${from}${where}`);
    for (const [at, column] of this.#columns.entries()) {
      const count = Number(rows[0]?.[`n${at}`] ?? 0);
      if (count > 0) await this.#add(column, count, { from, where });
    }
  }

  /**
   * Describes the lost values.
   *
   * @throws {CommandError} when the environment has set `refuseLossyCasts`.
   */
  report(): void {
    const { logger, opts } = this.#session.host;
    const found = this.#columns.flatMap((column) => {
      const loss = this.#found.get(column.to);
      return loss === undefined ? [] : [sentence(this.#tableName, column, loss)];
    });
    if (found.length === 0) return;
    if (opts["refuseLossyCasts"] === true)
      throw new CommandError(
        `${found.join(" ")} Nothing was changed, because refuseLossyCasts is set; give the new values with sqliteUsing.`,
      );
    for (const text of found)
      logger?.log(
        LogLevel.warning,
        "alembic.operations.batchAlterTable",
        `${text} Give their new values with sqliteUsing, or set refuseLossyCasts to stop here.`,
      );
  }

  async #add(column: ComparedColumn, count: number, { from, where }: PickedRows): Promise<void> {
    const before = this.#found.get(column.to);
    if (before !== undefined) {
      this.#found.set(column.to, { ...before, count: before.count + count });
      return;
    }
    const shown = (side: string, name: string): string => `quote(${side}.${this.#session.quote(name)})`;
    const { rows } = await this.#session.read(
      `SELECT ${shown("o", column.from)} AS old, ${shown("n", column.to)} AS new FROM ${from}${and(where, [`NOT ${this.#isKept(column)}`])} LIMIT 1`,
    );
    this.#found.set(column.to, { count, was: String(rows[0]?.["old"]), is: String(rows[0]?.["new"]) });
  }

  /**
   * The condition that the new value has all information of the old one: the same bytes, or for numbers the same
   * number. SQLite converts a text that is compared with a column of numbers to a number of about 15 digits, so longer
   * ones are compared digit by digit.
   */
  #isKept({ from, to, isNumber }: ComparedColumn): string {
    const old = `o.${this.#session.quote(from)}`;
    const fresh = `n.${this.#session.quote(to)}`;
    const sameBytes = `CAST(${old} AS BLOB) IS CAST(${fresh} AS BLOB)`;
    if (!isNumber) return `(${sameBytes} AND (typeof(${old}) <> 'text' OR typeof(${fresh}) = 'text'))`;
    const digits = (text: string): string =>
      `trim(replace(replace(replace(${text}, '.', ''), '-', ''), '+', ''), ' 0')`;
    const written = (count: number): string => {
      const text = `printf('%!.${count}g', ${fresh})`;
      return digits(`substr(${text}, 1, instr(${text} || 'e', 'e') - 1)`);
    };
    const isLong = `typeof(${old}) = 'text' AND typeof(${fresh}) = 'real' AND length(${digits(old)}) > 15 AND ${old} NOT LIKE '%e%'`;
    const sameDigits = `${digits(old)} IN (${written(15)}, ${written(16)}, ${written(17)})`;
    return `(${sameBytes} OR (${old} IS ${fresh} AND (NOT (${isLong}) OR ${sameDigits})))`;
  }
}

function sentence(tableName: string, { to, type }: ComparedColumn, { count, was, is }: Loss): string {
  const values = count === 1 ? "1 value is" : `${count} values are`;
  return `Table '${tableName}', column '${to}': ${values} not kept by the new type ${type}, for example ${shortened(was)} becomes ${shortened(is)}.`;
}

/** A literal that fits into a message, without control characters. */
function shortened(literal: string): string {
  const text = literal.length > 60 ? `${literal.slice(0, 59)}…` : literal;
  return text.replaceAll(/\p{Cc}/gu, (found) => `\\x${(found.codePointAt(0) ?? 0).toString(16).padStart(2, "0")}`);
}
