import { Unicode, UnicodeText } from "../../schema/types/string-type.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { Literals as BaseLiterals, hex } from "../base/literals.js";

/** Values as SQL Server writes them. */
export class Literals extends BaseLiterals {
  override boolean(value: boolean): string {
    return value ? "1" : "0";
  }

  protected override value(value: unknown, type: TypeEngine): string | undefined {
    const isNational = type instanceof Unicode || type instanceof UnicodeText;
    return isNational && typeof value === "string" ? this.national(value) : super.value(value, type);
  }

  /** A string of any script. */
  national(value: string): string {
    return `N${this.string(value)}`;
  }

  protected override uuidText(value: string, type: TypeEngine): string {
    return (type as { nativeUuid?: boolean }).nativeUuid === false ? super.uuidText(value, type) : value;
  }

  protected override hexadecimal(value: Uint8Array): string {
    return `0x${hex(value)}`;
  }
}
