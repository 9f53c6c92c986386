/**
 * Values for the parameters of a statement: an object for `:name`, a list for `?`, or a list of objects, for each of
 * which the statement runs once.
 */
export type StatementParams = readonly unknown[] | Readonly<Record<string, unknown>>;
