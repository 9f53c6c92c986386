import type { ColumnClause } from "../../schema/elements/column-clause.js";
import type { Capabilities } from "../capabilities.js";
import { CompileError } from "../compile-error.js";

/** A name that may require to be quoted, or not. */
export interface Quotable {
  readonly name: string;
  readonly quote?: boolean | null;
}

/** The names of a table. */
export interface TableName extends Quotable {
  readonly schema: string | null;
  readonly quoteSchema?: boolean | null;
}

/** How a dialect quotes. */
export interface QuoteRules {
  readonly open: string;
  readonly close: string;
  readonly reservedWords: ReadonlySet<string>;
  /** Names of these characters need no quotes unless they begin with one of {@link illegalInitial}. */
  readonly legal: RegExp;
  readonly illegalInitial: RegExp;
  /** Whether collations are quoted where their letter case requires it. */
  readonly quotesCollations: boolean;
}

/** Rules of standard SQL. */
export const standardQuotes: Omit<QuoteRules, "reservedWords"> = {
  open: '"',
  close: '"',
  legal: /^[A-Z0-9_$]+$/i,
  illegalInitial: /^[0-9$]/,
  quotesCollations: true,
};

/** Writes names: quoted where the dialect needs it, shortened where they are too long. */
export class Identifiers {
  protected readonly rules: QuoteRules;
  protected readonly capabilities: Capabilities;

  constructor(rules: QuoteRules, capabilities: Capabilities) {
    this.rules = rules;
    this.capabilities = capabilities;
  }

  quote(name: string, wish: boolean | null = null): string {
    if (wish === false) return name;
    return wish === true || this.requiresQuotes(name) ? this.quoteAlways(name) : name;
  }

  quoteAlways(name: string): string {
    const { open, close } = this.rules;
    return `${open}${name.replaceAll(close, close + close)}${close}`;
  }

  requiresQuotes(name: string): boolean {
    const { reservedWords, legal, illegalInitial } = this.rules;
    const lower = name.toLowerCase();
    return name === "" || lower !== name || reservedWords.has(lower) || illegalInitial.test(name) || !legal.test(name);
  }

  /** Whether a name has characters that require quotes, apart from its letter case. */
  hasIllegalCharacters(name: string): boolean {
    return !this.rules.legal.test(name);
  }

  schema(name: string, wish: boolean | null = null): string {
    return this.quote(name, wish);
  }

  /** A name of several parts with dots between, each quoted on its own. */
  dotted(name: string): string {
    return name
      .split(".")
      .map((part) => this.quote(part))
      .join(".");
  }

  table(table: TableName, options: { readonly useSchema?: boolean } = {}): string {
    const name = this.quote(table.name, table.quote ?? null);
    if (table.schema === null || table.schema === "" || options.useSchema === false) return name;
    return `${this.schema(table.schema, table.quoteSchema ?? null)}.${name}`;
  }

  /** The table of an ALTER statement, whose schema may have dots. */
  alteredTable(name: string, schema: string | null): string {
    return schema === null || schema === "" ? this.quote(name) : `${this.dotted(schema)}.${this.quote(name)}`;
  }

  column(column: ColumnClause): string {
    return column.isLiteral ? column.name : this.quote(column.name, column.quote);
  }

  collation(name: string, schema: string | null = null): string {
    const quoted = this.rules.quotesCollations ? this.quote(name) : name;
    return schema === null ? quoted : `${this.schema(schema)}.${quoted}`;
  }

  constraint(named: Quotable & { readonly nameIsFinal: boolean }): string {
    return this.#limited(named, this.capabilities.maxConstraintNameLength);
  }

  index(named: Quotable & { readonly nameIsFinal: boolean }): string {
    return this.#limited(named, this.capabilities.maxIndexNameLength);
  }

  /**
   * Writes a word or two unchanged, such as those after `ON DELETE`.
   *
   * @throws {@link CompileError} when the text is more than words.
   */
  phrase(words: string): string {
    if (!/^\w+(?:\s+\w+)*$/.test(words)) {
      throw new CompileError(`Unexpected SQL phrase: '${words}' (matching against '^\\\\w+(?:\\\\s+\\\\w+)*$')`);
    }
    return words;
  }

  #limited(named: Quotable & { readonly nameIsFinal: boolean }, limit: number): string {
    let { name } = named;
    if (name.length > limit) {
      if (named.nameIsFinal) name = `${name.slice(0, limit - 8)}_${md5(name).slice(-4)}`;
      const { maxIdentifierLength } = this.capabilities;
      if (name.length > maxIdentifierLength) {
        throw new CompileError(`Identifier '${name}' exceeds maximum length of ${maxIdentifierLength} characters`);
      }
    }
    return this.quote(name, named.quote ?? null);
  }
}

const shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

/** MD5 of a text in UTF-8, in hexadecimal; shortened names end in a part of it. */
export function md5(text: string): string {
  const constants = Array.from({ length: 64 }, (_, at) => Math.floor(Math.abs(Math.sin(at + 1)) * 2 ** 32));
  const bytes = new TextEncoder().encode(text);
  const blocks = new Uint8Array((((bytes.length + 8) >> 6) + 1) * 64);
  blocks.set(bytes);
  blocks[bytes.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setUint32(blocks.length - 8, (bytes.length * 8) >>> 0, true);
  view.setUint32(blocks.length - 4, Math.floor((bytes.length * 8) / 2 ** 32), true);
  const state: [number, number, number, number] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let start = 0; start < blocks.length; start += 64) {
    let [a, b, c, d] = state;
    for (let step = 0; step < 64; step++) {
      const round = step >> 4;
      const mixed = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][round] as number;
      const word = [step, 5 * step + 1, 3 * step + 5, 7 * step][round] as number;
      const sum = (a + mixed + (constants[step] as number) + view.getUint32(start + (word % 16) * 4, true)) >>> 0;
      const shift = shifts[round * 4 + (step % 4)] as number;
      [a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) >>> 0];
    }
    state[0] = (state[0] + a) >>> 0;
    state[1] = (state[1] + b) >>> 0;
    state[2] = (state[2] + c) >>> 0;
    state[3] = (state[3] + d) >>> 0;
  }
  const result = new DataView(new ArrayBuffer(16));
  state.forEach((word, at) => {
    result.setUint32(at * 4, word, true);
  });
  return Array.from(new Uint8Array(result.buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
