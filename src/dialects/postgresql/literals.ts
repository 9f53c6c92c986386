import { ArrayType } from "../../schema/types/array-type.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { Literals as BaseLiterals } from "../base/literals.js";
import { pythonNumber } from "../base/values/python-number.js";

/** Values as PostgreSQL writes them. */
export class Literals extends BaseLiterals {
  protected override uuidText(value: string, type: TypeEngine): string {
    const { nativeUuid, asUuid } = type as { readonly nativeUuid?: boolean; readonly asUuid?: boolean };
    return nativeUuid === false || asUuid === false ? super.uuidText(value, type) : value;
  }

  protected override interval(value: unknown): string | undefined {
    if (typeof value !== "number") return super.interval(value);
    return `make_interval(secs=>${Number.isInteger(value) ? value.toFixed(1) : pythonNumber(value)})`;
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
