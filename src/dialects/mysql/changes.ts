import { Changes as BaseChanges } from "../base/changes.js";

/** INSERT, UPDATE and DELETE as MySQL writes them. */
export class Changes extends BaseChanges {
  protected override defaultValues(): string {
    return " () VALUES ()";
  }
}
