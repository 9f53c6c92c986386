import type { SqlValue } from "../../database/connection.js";
import { ArrayType } from "../../schema/types/array-type.js";
import { JsonType } from "../../schema/types/json-type.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { UserDefinedType } from "../../schema/types/user-defined-type.js";
import { Literals as BaseLiterals, hex, type JsonPath, type JsonStep } from "../base/literals.js";
import { pythonNumber } from "../base/values/python-number.js";
import type { ResultValue } from "../dialect.js";

/** Values as PostgreSQL writes them. */
export class Literals extends BaseLiterals {
  /** Lists are sent as arrays, whether or not their type is known. */
  override bindValue(given: unknown, type?: TypeEngine): SqlValue {
    const resolved = type === undefined ? undefined : this.types.resolve(type);
    if (Array.isArray(given) && (resolved === undefined || !(resolved instanceof JsonType))) {
      const item = resolved instanceof ArrayType ? resolved.itemType : undefined;
      return given.map((one: unknown) => this.bindValue(one, Array.isArray(one) ? type : item));
    }
    return type === undefined ? super.bindValue(given) : super.bindValue(given, type);
  }

  override resultValue(value: SqlValue, type: TypeEngine): ResultValue {
    const resolved = this.types.resolve(type);
    if (!Array.isArray(value) || !(resolved instanceof ArrayType)) return super.resultValue(value, type);
    return value.map((one: SqlValue) => this.resultValue(one, Array.isArray(one) ? type : resolved.itemType));
  }

  protected override jsonIndex(step: JsonStep): JsonStep {
    return step;
  }

  /** A list of steps becomes an array of texts. A text is a path in the language of JSONPath and stays as it is. */
  protected override jsonPath(path: JsonPath): string {
    return typeof path === "string" ? path : `{${path.join(", ")}}`;
  }

  protected override uuidText(value: string, type: TypeEngine): string {
    const { nativeUuid, asUuid } = type as { readonly nativeUuid?: boolean; readonly asUuid?: boolean };
    return nativeUuid === false || asUuid === false ? super.uuidText(value, type) : value;
  }

  protected override interval(value: unknown, type: TypeEngine): string | undefined {
    if (typeof value !== "number" || !isNative(type)) return super.interval(value, type);
    return `make_interval(secs=>${Number.isInteger(value) ? value.toFixed(1) : pythonNumber(value)})`;
  }

  /** Days and seconds, as in Python's `timedelta`. In PostgreSQL a day on which clocks change does not have 24 hours. */
  protected override intervalValue(seconds: number, type: TypeEngine): SqlValue {
    if (!isNative(type)) return super.intervalValue(seconds, type);
    const days = Math.floor(seconds / 86_400);
    return `${days} days ${(seconds - days * 86_400).toFixed(6)} seconds`;
  }

  /** Writes an array. Without a cast its type follows from its members, and texts would not be read as dates. */
  protected override array(values: readonly unknown[], type: TypeEngine): string {
    const item = type instanceof ArrayType ? type.itemType : type;
    const isClear =
      plainMembers.has(this.types.resolve(item).affinity) && values.flat(Infinity).some((one) => one !== null);
    return `${this.#members(values, item)}${isClear ? "" : `::${this.types.write(type)}`}`;
  }

  #members(values: readonly unknown[], item: TypeEngine): string {
    const written = values.map((one) => (Array.isArray(one) ? this.#members(one, item) : this.render(one, item)));
    return `ARRAY[${written.join(", ")}]`;
  }

  protected override hexadecimal(value: Uint8Array): string {
    return `'\\x${hex(value)}'::BYTEA`;
  }

  protected override json(value: unknown, type: TypeEngine): string | undefined {
    return `${super.json(value, type)}::${this.types.write(type)}`;
  }

  protected override other(value: unknown, type: TypeEngine): string | undefined {
    const written = super.other(value, type);
    const isCast = typeof value === "string" && type.affinity !== "NullType" && !(type instanceof UserDefinedType);
    return written === undefined || !isCast ? written : `${written}::${this.types.write(type)}`;
  }
}

const plainMembers = new Set(["Integer", "Numeric", "Float", "Boolean", "String"]);

const isNative = (type: TypeEngine): boolean => (type as { readonly native?: boolean }).native !== false;
