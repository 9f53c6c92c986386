import { ArrayType } from "../../schema/types/array-type.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { Literals as BaseLiterals } from "../base/literals.js";

/** Values as PostgreSQL writes them. */
export class Literals extends BaseLiterals {
  protected override uuid(value: string, type: TypeEngine): string {
    const { nativeUuid, asUuid } = type as { readonly nativeUuid?: boolean; readonly asUuid?: boolean };
    return nativeUuid === false || asUuid === false ? super.uuid(value, type) : this.string(value);
  }

  protected override array(values: readonly unknown[], type: TypeEngine): string {
    const item = type instanceof ArrayType ? type.itemType : type;
    const written = values.map((one) => (Array.isArray(one) ? this.array(one, type) : this.render(one, item)));
    return `ARRAY[${written.join(", ")}]`;
  }

  protected override hexadecimal(value: Uint8Array): string {
    return `'\\x${Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("")}'`;
  }
}
