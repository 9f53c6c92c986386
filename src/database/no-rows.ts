import type { QueryResult } from "./connection.js";

/** The result of a statement that returns no rows and changes none. */
export const noRows: QueryResult = { columns: [], rows: [], rowCount: 0 };
