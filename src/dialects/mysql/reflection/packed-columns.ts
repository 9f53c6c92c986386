import type { Row } from "../../../database/connection.js";

/**
 * Columns of a catalog that a query returns as one text. The driver takes as long for one more value as for one more row.
 * Most columns and indexes of a schema have the same facts, so only a few different texts have to be read.
 */
export class PackedColumns {
  /** The expression that the query selects as `packed`: for each column its text in quotes, or NULL. */
  readonly sql: string;
  readonly #names: readonly string[];
  readonly #rows = new Map<string, Row>();

  /** @param columns - the expressions by the names of the values. */
  constructor(columns: Readonly<Record<string, string>>) {
    this.#names = Object.keys(columns);
    const quoted = Object.values(columns).map((column) => `QUOTE(${column})`);
    this.sql = `CONCAT_WS(',', ${quoted.join(", ")}) AS packed`;
  }

  /** The values of a row of the query as texts. Rows with the same values share one object. */
  read({ packed }: Row): Row {
    const text = String(packed);
    let row = this.#rows.get(text);
    if (row === undefined) {
      const values = [...text.matchAll(/'((?:[^'\\]|\\.)*)'|NULL/gs)];
      row = Object.fromEntries(this.#names.map((name, at) => [name, unescaped(values[at]?.[1])]));
      this.#rows.set(text, row);
    }
    return row;
  }
}

/** Characters besides quotes and backslashes that QUOTE() escapes with a backslash, by the letter after it. */
const escapes: Readonly<Record<string, string>> = { 0: "\0", Z: "\x1a" };

const unescaped = (text: string | undefined): string | null =>
  text?.replaceAll(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter) ?? null;
