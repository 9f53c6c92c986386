/**
 * A name that is always quoted, or never, whatever the reserved words of the dialect are.
 *
 * The same as `sqlalchemy.sql.quoted_name`.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const account = sa.Table(sa.quotedName("Account", false), sa.MetaData(), sa.Column("id", sa.Integer()));
 * ```
 *
 */
export class QuotedName {
  readonly name: string;
  /** `true` always quotes, `false` never does, `null` leaves it to the dialect. */
  readonly quote: boolean | null;

  constructor(name: string, quote: boolean | null) {
    this.name = name;
    this.quote = quote;
  }

  toString(): string {
    return this.name;
  }
}

/** A name, in the forms that a script can pass. */
export type NameInput = string | QuotedName;

/** Splits a name into its text and whether to quote it. */
export function splitName(name: NameInput): { readonly name: string; readonly quote: boolean | null } {
  return typeof name === "string" ? { name, quote: null } : { name: name.name, quote: name.quote };
}
