import { Literals as BaseLiterals } from "../base/literals.js";

/** Values as MySQL writes them: a backslash in a string is doubled. */
export class Literals extends BaseLiterals {
  override string(value: string): string {
    return super.string(value).replaceAll("\\", "\\\\");
  }
}
