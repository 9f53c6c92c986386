import type { TypeEngine } from "../../schema/types/type-engine.js";
import { Literals as BaseLiterals } from "../base/literals.js";
import type { DateFields } from "../base/values/date-fields.js";

/** Values as MySQL writes them: a backslash in a string is doubled. */
export class Literals extends BaseLiterals {
  override string(value: string): string {
    return super.string(value).replaceAll("\\", "\\\\");
  }

  /** Leaves the offset out, as Python's drivers do: MariaDB refuses an offset, and MySQL converts the time by it. */
  protected override dateTimeText(fields: DateFields, type: TypeEngine): string {
    return super.dateTimeText({ ...fields, offset: null }, type);
  }
}
