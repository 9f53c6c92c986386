import type { Sequence } from "../../schema/defaults/sequence.js";
import { dialectOption, type SchemaItem } from "../../schema/schema-item.js";
import { Sequences as BaseSequences } from "../base/sequences.js";

/** Sequences as Oracle writes them. */
export class Sequences extends BaseSequences {
  protected override options(sequence: Sequence): string {
    return `${super.options(sequence)}${orderWord(sequence)}`.trim();
  }
}

/** ` ORDER` or ` NOORDER` of an identity or a sequence; empty where the option was not given. */
export function orderWord(item: SchemaItem): string {
  const order = dialectOption(item, "oracle", "order");
  if (order === undefined || order === null) return "";
  return order === true ? " ORDER" : " NOORDER";
}
