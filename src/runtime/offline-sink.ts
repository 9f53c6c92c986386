import type { CompiledStatement, Dialect } from "../dialects/dialect.js";
import type { StatementSink } from "../operations/statements/statement-sink.js";

/** Settings of a script's text that `configure()` may change. */
export interface OfflineSinkOptions {
  /** Takes the text. */
  readonly write: (text: string) => void;
  /** What follows each statement on a line of its own; falsy for nothing. */
  readonly batchSeparator: string | null | undefined;
}

/** Writes statements as a script, in the form of Alembic's `--sql`. */
export class OfflineSink implements StatementSink {
  readonly #dialect: Dialect;
  readonly #options: OfflineSinkOptions;

  constructor(dialect: Dialect, options: OfflineSinkOptions) {
    this.#dialect = dialect;
    this.#options = options;
  }

  async execute(statement: CompiledStatement): Promise<undefined> {
    this.write(`${this.#dialect.scriptText(statement.sql)}${this.#dialect.capabilities.statementTerminator}`);
    if (this.#options.batchSeparator) this.write(this.#options.batchSeparator);
  }

  comment(text: string): void {
    this.write(text);
  }

  /** Writes the beginning of a transaction. */
  begin(): void {
    const { beginScript, separatesBegin } = this.#dialect.capabilities;
    this.write(beginScript);
    if (separatesBegin && this.#options.batchSeparator) this.write(this.#options.batchSeparator);
  }

  /** Writes the end of a transaction. */
  commit(): void {
    const { commitScript, separatesCommit } = this.#dialect.capabilities;
    this.write(commitScript);
    if (separatesCommit && this.#options.batchSeparator) this.write(this.#options.batchSeparator);
  }

  /** Writes text as it is, and the blank line that follows everything in a script. */
  write(text: string): void {
    this.#options.write(`${text}\n\n`);
  }
}
