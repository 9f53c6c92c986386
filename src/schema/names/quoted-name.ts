/**
 * A name that says itself whether it is quoted, instead of leaving it to the dialect's reserved words.
 *
 * The same as `sqlalchemy.sql.quoted_name`.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const account = sa.Table(sa.quotedName("Account", false), sa.MetaData(), sa.Column("id", sa.Integer()));
 * ```
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

/** A name as scripts may give it. */
export type NameInput = string | QuotedName;

/** Takes a name apart into its text and its own wish to be quoted. */
export function splitName(name: NameInput): { readonly name: string; readonly quote: boolean | null } {
  return typeof name === "string" ? { name, quote: null } : { name: name.name, quote: name.quote };
}
