import type { DriverConnection, QueryResult, SqlValue } from "../../database/connection.js";
import { parseDatabaseUrl } from "../../database/database-url.js";
import { noRows } from "../../database/no-rows.js";
import type { Inspector } from "../../dialects/inspector.js";
import { sa } from "../../schema/sa.js";
import { CommandError } from "../../support/command-error.js";

/** What a simulated database has: nothing, or every object that the revision names, with rows. */
export type Scenario = "empty" | "filled";

/** A simulated database. It accepts every statement, and returns the same result for the same query. */
export interface SimulatedDatabase {
  readonly connection: DriverConnection;
  readonly inspector: Inspector;
  answer(sql: string): QueryResult;
}

/** The names of the columns of a SELECT; none if it selects `*`. */
function columnsOf(sql: string): readonly string[] {
  const found = /^\s*(?:WITH\b[\s\S]*?\)\s*)?SELECT\s+(?:DISTINCT\s+)?([\s\S]*?)(?:\sFROM\s|$)/i.exec(sql);
  const list = found?.[1];
  if (list === undefined || /(^|\.)\*/.test(list.trim())) return [];
  const columns: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= list.length; at++) {
    const sign = list[at];
    if (sign === "(") depth++;
    else if (sign === ")") depth--;
    else if (sign === undefined || (sign === "," && depth === 0)) {
      columns.push(nameOf(list.slice(from, at)));
      from = at + 1;
    }
  }
  return columns;
}

const nameOf = (expression: string): string =>
  /(?:\bAS\s+)?["`[]?(\w+)["`\]]?\s*$/i.exec(expression.trim())?.[1] ?? expression.trim();

function madeValue(column: string, row: number): SqlValue {
  if (/^(?:id|count|.*_id|n|version|is_.*|size|position|priority|number|1)$|\d\)?$/i.test(column)) return row;
  return `${column} ${row}`;
}

/** Makes a simulated database with the tables, columns and constraints that the text of a revision names. */
export function simulateDatabase(text: string, scenario: Scenario, dialectName: string): SimulatedDatabase {
  const names =
    scenario === "empty" ? [] : [...new Set([...text.matchAll(/["'](\w+)["']/g)].map(([, name]) => name ?? ""))];
  const columns = names.map((name) => ({
    name,
    type: sa.String(),
    typeText: "VARCHAR",
    nullable: true,
    default: null,
    primaryKey: 0,
  }));
  const constraints = names.map((name) => ({
    name,
    columnNames: [name],
    constrainedColumns: [name],
    referredSchema: null,
    referredTable: name,
    referredColumns: ["id"],
    sqltext: name,
    options: {},
    expressions: [],
    unique: false,
    columnSorting: {},
    columnCollation: {},
    where: null,
    dialectOptions: {},
    sql: null,
  }));
  const inspector = {
    async hasTable(name: string) {
      return names.includes(name);
    },
    getTableNames: async () => [...names],
    getViewNames: async () => [],
    getSchemaNames: async () => ["public"],
    getColumns: async () => columns,
    getIndexes: async () => constraints,
    getForeignKeys: async () => constraints,
    getUniqueConstraints: async () => constraints,
    getCheckConstraints: async () => constraints,
    getPkConstraint: async () => ({ name: "pk", constrainedColumns: ["id"] }),
    async reflectTable(name: string) {
      throw new CommandError(`table '${name}' cannot be reflected, because no definitions of tables are simulated`);
    },
  } as unknown as Inspector;
  const answer = (sql: string): QueryResult => {
    if (!/^\s*(?:SELECT|WITH|\()/i.test(sql)) return { ...noRows, rowCount: scenario === "empty" ? 0 : 1 };
    const found = columnsOf(sql);
    if (scenario === "empty" || found.length === 0) return { ...noRows, columns: found };
    const tuples = [1, 2].map((row) => found.map((column) => madeValue(column, row)));
    const rows = tuples.map((values) =>
      Object.fromEntries(found.map((column, at) => [column, values[at] as SqlValue])),
    );
    return { columns: found, rows, tuples, rowCount: rows.length };
  };
  const nothing = async (): Promise<void> => undefined;
  const connection: DriverConnection = {
    url: parseDatabaseUrl(`${dialectName}://`),
    dialectName,
    paramstyle: "named",
    inTransaction: true,
    execute: async (sql) => answer(sql),
    begin: nothing,
    commit: nothing,
    rollback: nothing,
    beginRun: nothing,
    endRun: nothing,
    close: nothing,
  };
  return { connection, inspector, answer };
}
