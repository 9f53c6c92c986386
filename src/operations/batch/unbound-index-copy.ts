import { Index } from "../../schema/table-index.js";

/** A copy that still means columns by their names; `Index.copy()` takes those of an index without a table for SQL. */
export function unboundIndexCopy({ name, given, unique, quote, dialectOptions }: Index): Index {
  return new Index(name, ...given, { unique, quote, ...dialectOptions });
}
