import { type AddedColumn, identifier } from "./added-column.js";
import { sqlTokens } from "./sql-tokens.js";

/** The words by which a constraint of a table begins; no column can have such a name without quotes. */
const CONSTRAINTS = new Set(["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"]);

/** SQLite takes 2,000 columns as it is usually built, and some builds take fewer. */
const MANY_COLUMNS = 1000;

/** The text of a table in `sqlite_schema`, to which columns are added as SQLite itself does it. */
export class TableText {
  readonly #columns: Set<string>;
  /** Where the next column goes: behind the last one and before the table's constraints. */
  #end: number;
  #sql: string;

  private constructor(sql: string, end: number, columns: Set<string>) {
    this.#sql = sql;
    this.#end = end;
    this.#columns = columns;
  }

  /** Reads a text; `undefined` where it has not the form of a plain table. */
  static read(sql: string): TableText | undefined {
    // What else counts as a space here is part of a name in SQLite.
    if (!sql.startsWith("CREATE TABLE ") || /[^\S \t\r\n\f]/.test(sql)) return undefined;
    const columns = new Set<string>();
    let [at, depth, comma, begins] = [0, 0, 0, false];
    let end: number | undefined;
    for (const token of sqlTokens(sql)) {
      const { kind, text } = token;
      if (begins && kind !== "space") {
        begins = false;
        if (kind === "word" && CONSTRAINTS.has(text.toUpperCase())) end ??= comma;
        else if (end === undefined) {
          const name = identifier(token);
          if (name === undefined) return undefined;
          columns.add(name.toLowerCase());
        }
      }
      if (text === "(") begins = depth++ === 0;
      else if (text === "," && depth === 1) [comma, begins] = [at, true];
      else if (text === ")" && --depth === 0) {
        // Tables that are STRICT, or have options that are not known here, check what is added to them.
        if (!/^\s*(?:WITHOUT\s+ROWID\s*)?$/i.test(sql.slice(at + 1))) return undefined;
        return new TableText(sql, end ?? at, columns);
      }
      at += text.length;
    }
    return undefined;
  }

  get sql(): string {
    return this.#sql;
  }

  /** Adds a column; returns whether it is certain that SQLite would. */
  add({ name, definition }: AddedColumn): boolean {
    const key = name.toLowerCase();
    if (this.#columns.has(key) || this.#columns.size >= MANY_COLUMNS) return false;
    this.#columns.add(key);
    const added = `, ${definition}`;
    this.#sql = this.#sql.slice(0, this.#end) + added + this.#sql.slice(this.#end);
    this.#end += added.length;
    return true;
  }
}
