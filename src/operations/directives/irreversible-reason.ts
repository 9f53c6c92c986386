/**
 * Why an operation has no reverse:
 *
 * - `sql`: what a statement of SQL undoes is not known,
 * - `data`: rows that were written cannot be told from those that were there,
 * - `originalUnknown`: what a drop removed was not handed in, so it cannot be made again,
 * - `notDefined`: a custom operation that does not say its reverse.
 */
export type IrreversibleReason = "sql" | "data" | "originalUnknown" | "notDefined";
