import type { QueryResult } from "./connection.js";

/** The answer of what gives no rows and changes none. */
export const noRows: QueryResult = { columns: [], rows: [], rowCount: 0 };
