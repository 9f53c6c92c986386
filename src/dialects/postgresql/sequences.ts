import { Sequences as BaseSequences } from "../base/sequences.js";

/** Sequences as PostgreSQL writes them. */
export class Sequences extends BaseSequences {
  protected override dataType(type: string): string {
    return ` AS ${type}`;
  }
}
