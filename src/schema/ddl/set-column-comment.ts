import type { Column } from "../column.js";
import { DdlElement } from "./ddl-element.js";

/** Sets the comment of a column to what `column.comment` says; `null` takes it away. */
export class SetColumnComment extends DdlElement {
  readonly kind = "setColumnComment";
  readonly column: Column;

  constructor(column: Column) {
    super();
    this.column = column;
  }
}
