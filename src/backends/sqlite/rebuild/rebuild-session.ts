import type { QueryResult, SqlParams } from "../../../database/connection.js";
import { noRows } from "../../../database/no-rows.js";
import { quoteName } from "../../../database/quote-name.js";
import type { OperationsHost } from "../../../operations/operations-host.js";
import type { StatementOrigin } from "../../../operations/statements/statement-sink.js";

/** Runs the statements of one rebuild. */
export class RebuildSession {
  readonly host: OperationsHost;
  readonly tableName: string;
  readonly schema: string | null;
  readonly #origin: StatementOrigin;

  constructor(host: OperationsHost, tableName: string, schema: string | null) {
    this.host = host;
    this.tableName = tableName;
    this.schema = schema;
    this.#origin = { directive: "batchAlterTable", subject: tableName };
  }

  /** The schema in front of names, with its dot; empty for the default one. */
  get prefix(): string {
    return this.schema === null ? "" : `${this.quote(this.schema)}.`;
  }

  quote(name: string): string {
    return quoteName(name);
  }

  /** A table's name with the schema, quoted. */
  table(name: string): string {
    return this.prefix + this.quote(name);
  }

  /** A stored statement of an index or a trigger with the schema, which it lacks but needs in an attached database. */
  inSchema(sql: string): string {
    return sql.replace(/^CREATE\s+(?:UNIQUE\s+)?(?:INDEX|TRIGGER)\s+/i, (start) => start + this.prefix);
  }

  async run(sql: string, params?: SqlParams): Promise<QueryResult> {
    const answer = await this.host.sink.execute(params === undefined ? { sql } : { sql, params }, this.#origin);
    return answer ?? noRows;
  }

  /** The same as {@link run}, for statements that only read. */
  read(sql: string, params?: SqlParams): Promise<QueryResult> {
    return this.run(sql, params);
  }

  /** The first value of the first row, as a number. */
  async number(sql: string, params?: SqlParams): Promise<number> {
    const { columns, rows } = await this.read(sql, params);
    return Number(rows[0]?.[columns[0] ?? ""] ?? 0);
  }
}
