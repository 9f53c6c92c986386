import type { Insert } from "../../schema/statements/insert.js";
import { Changes as BaseChanges } from "../base/changes.js";
import type { CompileState } from "../base/compile-state.js";
import { CompileError } from "../compile-error.js";

/** INSERT, UPDATE and DELETE as Oracle writes them. */
export class Changes extends BaseChanges {
  override insert(insert: Insert, state: CompileState): string {
    if (insert.isMultiple) {
      throw new CompileError(
        "The 'oracle' dialect with current database version settings does not support in-place multirow inserts.",
      );
    }
    return super.insert(insert, state);
  }
}
