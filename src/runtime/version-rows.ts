import type { HeadChange } from "../graph/head-changes.js";
import type { StatementSink } from "../operations/statement-sink.js";
import { CommandError } from "../support/command-error.js";
import type { VersionTable } from "./version-table.js";

/** The version rows of a run: what the database (or the script that is written) holds after the steps so far. */
export class VersionRows {
  readonly #table: VersionTable;
  readonly #sink: StatementSink;
  readonly #heads: Set<string>;

  constructor(table: VersionTable, sink: StatementSink, heads: Iterable<string>) {
    this.#table = table;
    this.#sink = sink;
    this.#heads = new Set(heads);
  }

  get heads(): ReadonlySet<string> {
    return this.#heads;
  }

  /**
   * Writes changes in order.
   *
   * @throws CommandError where a row that should be there is not, or is there twice.
   */
  async apply(changes: readonly HeadChange[]): Promise<void> {
    for (const change of changes) {
      if (change.kind === "insert") await this.#insert(change.revision);
      else if (change.kind === "delete") await this.#delete(change.revision);
      else await this.#update(change.from, change.to);
    }
  }

  async #insert(revision: string): Promise<void> {
    this.#heads.add(revision);
    await this.#table.send(this.#sink, this.#table.insert(revision));
  }

  async #delete(revision: string): Promise<void> {
    this.#heads.delete(revision);
    const rows = await this.#table.send(this.#sink, this.#table.delete(revision));
    if (rows === undefined || rows === 1) return;
    throw new CommandError(
      `Online migration expected to match one row when deleting '${revision}' in '${this.#table.name}'; ${rows} found`,
    );
  }

  async #update(from: string, to: string): Promise<void> {
    this.#heads.delete(from);
    this.#heads.add(to);
    const rows = await this.#table.send(this.#sink, this.#table.update(from, to));
    if (rows === undefined || rows === 1) return;
    throw new CommandError(
      `Online migration expected to match one row when updating '${from}' to '${to}' in '${this.#table.name}'; ${rows} found`,
    );
  }
}
