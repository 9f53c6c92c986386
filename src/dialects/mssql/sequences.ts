import { Sequences as BaseSequences } from "../base/sequences.js";

/** Sequences as SQL Server writes them. */
export class Sequences extends BaseSequences {
  protected override dataType(type: string): string {
    return ` AS ${type}`;
  }
}
