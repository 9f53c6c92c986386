import { dialectOption, type SchemaItem } from "../../schema/schema-item.js";

/** ` ORDER` or ` NOORDER` of an identity or a sequence; nothing where neither was asked for. */
export function orderWord(item: SchemaItem): string {
  const order = dialectOption(item, "oracle", "order");
  if (order === undefined || order === null) return "";
  return order === true ? " ORDER" : " NOORDER";
}
