import { dialectOption, type SchemaItem } from "../../schema/schema-item.js";

/** Whether rows with NULL are equal in a unique constraint or index, as far as the script says so. */
export function nullsDistinct(item: SchemaItem): string {
  const given = dialectOption(item, "postgresql", "nullsNotDistinct");
  return given === true ? "NULLS NOT DISTINCT" : given === false ? "NULLS DISTINCT" : "";
}
