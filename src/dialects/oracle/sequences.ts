import type { Sequence } from "../../schema/defaults/sequence.js";
import { Sequences as BaseSequences } from "../base/sequences.js";
import { orderWord } from "./order-word.js";

/** Sequences as Oracle writes them. */
export class Sequences extends BaseSequences {
  protected override options(sequence: Sequence): string {
    return `${super.options(sequence)}${orderWord(sequence)}`.trim();
  }
}
