import type { SqlValue } from "../../database/connection.js";
import { inferType } from "../../schema/elements/infer-type.js";
import { DateTime } from "../../schema/types/date-time.js";
import { EnumType } from "../../schema/types/enum-type.js";
import { JsonIndexType, JsonPathType } from "../../schema/types/json-index-type.js";
import { JsonType } from "../../schema/types/json-type.js";
import { TypeDecorator } from "../../schema/types/type-decorator.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { UserDefinedType } from "../../schema/types/user-defined-type.js";
import { isBytes, isDate } from "../../support/is-built-in.js";
import { CompileError } from "../compile-error.js";
import type { ResultValue } from "../dialect.js";
import { Types } from "./types.js";
import { type DateFields, dateFields, isoDateTime, isoTime } from "./values/date-fields.js";
import { pythonJson } from "./values/python-json.js";
import { pythonNumber } from "./values/python-number.js";

/** Writes values as SQL, and converts them to parameters of the database. */
export class Literals {
  protected readonly types: Types;

  constructor(types: Types) {
    this.types = types;
  }

  /** How true and false are written. */
  boolean(value: boolean): string {
    return value ? "true" : "false";
  }

  /** A string in quotes. */
  string(value: string): string {
    return `'${value.replaceAll("'", "''")}'`;
  }

  /**
   * Writes a value.
   *
   * @throws {@link CompileError} when the value does not fit its type, or values of the type cannot be written.
   */
  render(given: unknown, type: TypeEngine = inferType(given)): string {
    return this.#render(this.#decorated(given, type), type);
  }

  /**
   * Writes a value that is stored in a column of the type, where `null` is JSON's own null in a column of JSON.
   *
   * @throws {@link CompileError} when the value does not fit its type, or values of the type cannot be written.
   */
  renderStored(given: unknown, type: TypeEngine = inferType(given)): string {
    const value = this.#decorated(given, type);
    const resolved = this.types.resolve(type);
    return isJsonNull(value, resolved) ? (this.json(null, resolved) ?? "NULL") : this.#render(value, type);
  }

  #render(value: unknown, type: TypeEngine): string {
    const resolved = this.types.resolve(type);
    if (resolved instanceof UserDefinedType) {
      const own = resolved.renderLiteral(value, this.types.dialectName);
      if (own !== undefined) return own;
    }
    if (value === null || value === undefined) return this.null(resolved);
    const written = this.value(value, resolved);
    if (written === undefined) this.refuse(value, resolved);
    return written;
  }

  /** A value as a parameter. */
  bindValue(given: unknown, type: TypeEngine = inferType(given)): SqlValue {
    const value = this.#decorated(given, type);
    const resolved = this.types.resolve(type);
    if (isJsonNull(value, resolved)) return pythonJson(null);
    if (resolved instanceof JsonIndexType) return this.jsonIndex(value as JsonStep);
    if (resolved instanceof JsonPathType) return this.jsonPath(value as JsonPath);
    if (resolved instanceof JsonType && (value ?? null) !== null) return pythonJson(value);
    if (value === null || value === undefined) return null;
    if (resolved.affinity === "Boolean") requireBoolean(value);
    const fields = isDated(resolved) || isDate(value) ? dateFields(value) : undefined;
    if (fields !== undefined && resolved.affinity === "NullType") return isoDateTime(fields);
    if (fields !== undefined && fits(fields, resolved)) return this.dateTimeText(fields, resolved);
    if (resolved.affinity === "Interval" && typeof value === "number") return this.intervalValue(value, resolved);
    if (resolved.affinity === "Uuid" && typeof value === "string") return this.uuidText(value, resolved);
    switch (typeof value) {
      case "number":
      case "bigint":
      case "string":
      case "boolean":
        return value;
      default:
        if (isBytes(value)) return value;
        throw new CompileError(
          resolved.affinity === "NullType"
            ? `Cannot send ${describe(value)} as a value: SQL has no such type. Pass a type with sa.bindparam() or the columns of a table, or convert the value to a string`
            : `Cannot send ${describe(value)} as a value of type ${resolved.typeName}`,
        );
    }
  }

  /** Converts a value of a result; a value that does not fit its type stays as it is stored. */
  resultValue(value: SqlValue, type: TypeEngine): ResultValue {
    const resolved = this.types.resolve(type);
    if (resolved.affinity === "Boolean" && (typeof value === "number" || typeof value === "bigint")) {
      return Boolean(value);
    }
    if (!(resolved instanceof JsonType) || typeof value !== "string") return value;
    try {
      return JSON.parse(value) as ResultValue;
    } catch {
      return value;
    }
  }

  /** How NULL is written for a type. */
  protected null(_type: TypeEngine): string {
    return "NULL";
  }

  /** A date or time as the database stores or reads it. */
  protected dateTimeText(fields: DateFields, type: TypeEngine): string {
    return type.affinity === "Date" ? fields.date : type.affinity === "Time" ? isoTime(fields) : isoDateTime(fields);
  }

  /** A UUID as the database stores it: digits only where it has no type for it. */
  protected uuidText(value: string, _type: TypeEngine): string {
    return value.replaceAll("-", "");
  }

  /** Writes a value that is not null; `undefined` where values of the type cannot be written. */
  protected value(value: unknown, type: TypeEngine): string | undefined {
    switch (type.affinity) {
      case "Integer":
        return this.integer(value, type);
      case "Numeric":
      case "Float":
        return this.number(value, type);
      case "Boolean":
        return this.truth(value, type);
      case "String":
      case "ENUM":
      case "NamedType":
        return typeof value === "string" ? this.string(value) : undefined;
      case "DateTime":
      case "Date":
      case "Time":
        return this.date(value, type);
      case "Interval":
        return this.interval(value, type);
      case "_Binary":
        return this.bytes(value, type);
      case "JSON":
        return this.json(value, type);
      case "json_index": {
        const index = this.jsonIndex(value as JsonStep);
        return typeof index === "string" ? this.string(index) : String(index);
      }
      case "json_path":
        return this.string(this.jsonPath(value as JsonPath));
      case "Uuid":
        return typeof value === "string" ? this.string(this.uuidText(value, type)) : undefined;
      case "ARRAY":
        return Array.isArray(value) ? this.array(value, type) : undefined;
      default:
        return this.other(value, type);
    }
  }

  protected integer(value: unknown, type: TypeEngine): string {
    if (typeof value === "bigint") return value.toString();
    if (typeof value === "boolean") return value ? "1" : "0";
    if (typeof value === "number" && Number.isFinite(value)) return BigInt(Math.trunc(value)).toString();
    if (typeof value === "string" && /^\s*[+-]?\d+\s*$/.test(value)) return BigInt(value.trim()).toString();
    return this.refuse(value, type);
  }

  protected number(value: unknown, type: TypeEngine): string {
    if (typeof value === "number") return pythonNumber(value);
    if (typeof value === "bigint") return value.toString();
    const isNumber = typeof value === "string" && /^\s*[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i.test(value);
    return isNumber ? value : this.refuse(value, type);
  }

  protected truth(value: unknown, type: TypeEngine): string {
    if (value === true || value === 1) return this.boolean(true);
    if (value === false || value === 0) return this.boolean(false);
    return this.refuse(value, type);
  }

  /** Writes a date or time. Text that is not one is written as a string. */
  protected date(value: unknown, type: TypeEngine): string | undefined {
    const fields = dateFields(value);
    if (fields === undefined || !fits(fields, type)) return typeof value === "string" ? this.string(value) : undefined;
    return this.dateText(fields, type);
  }

  protected dateText(fields: DateFields, type: TypeEngine): string {
    return this.string(this.dateTimeText(fields, type));
  }

  /** A length of time: text that the database reads, or seconds. */
  protected interval(value: unknown, type: TypeEngine): string | undefined {
    if (typeof value === "number") return this.string(String(this.intervalValue(value, type)));
    return typeof value === "string" ? this.string(value) : undefined;
  }

  /** Seconds as the database stores them: as the time that many seconds after 1970 where it has no type for them. */
  protected intervalValue(seconds: number, _type: TypeEngine): SqlValue {
    const type = new DateTime();
    const whole = Math.floor(seconds);
    const microseconds = Math.round((seconds - whole) * 1_000_000);
    const at = new Date((whole + (microseconds === 1_000_000 ? 1 : 0)) * 1000);
    if (Number.isNaN(at.getTime())) return this.refuse(seconds, _type);
    const fields = dateFields(at);
    const fraction = String(microseconds % 1_000_000).padStart(6, "0");
    return fields === undefined ? null : this.dateTimeText({ ...fields, microseconds: fraction }, type);
  }

  /**
   * Bytes, in hexadecimal. SQLAlchemy writes them as text, which most databases do not read as bytes, or not as the
   * same ones.
   */
  protected bytes(value: unknown, type: TypeEngine): string | undefined {
    return isBytes(value) ? this.hexadecimal(value, type) : undefined;
  }

  protected hexadecimal(value: Uint8Array, _type: TypeEngine): string {
    return `X'${hex(value)}'`;
  }

  /** A value as JSON, in the text that Python writes. */
  protected json(value: unknown, _type: TypeEngine): string | undefined {
    return this.string(pythonJson(value));
  }

  /** Returns the text that the database takes for an index into JSON. */
  protected jsonIndex(step: JsonStep): string | number | bigint {
    return `$${jsonStep(step)}`;
  }

  /** Returns the text that the database takes for a path into JSON. */
  protected jsonPath(path: JsonPath): string {
    return `$${[...path].map(jsonStep).join("")}`;
  }

  protected array(values: readonly unknown[], type: TypeEngine): string | undefined {
    return this.refuse(values, type);
  }

  /** Writes a value of a type that only one dialect has. */
  protected other(value: unknown, type: TypeEngine): string | undefined {
    if (type instanceof UserDefinedType) return typeof value === "string" ? this.string(value) : undefined;
    if (type.affinity !== "NullType" && !this.#isKnown(type)) return undefined;
    const inferred = inferType(value);
    return inferred.affinity === "NullType" ? undefined : this.value(value, inferred);
  }

  /**
   * Throws the error that a value cannot be written.
   *
   * @throws {@link CompileError} always.
   */
  protected refuse(value: unknown, type: TypeEngine): never {
    const failed = ["Integer", "Numeric", "Float", "Boolean", "String", "DateTime", "Date", "Time", "_Binary", "Uuid"];
    const known = !failed.includes(type.affinity);
    const name = type.affinity === "NullType" ? "NULL" : this.#typeText(type);
    throw new CompileError(
      known
        ? `No literal value renderer is available for literal value "${describe(value)}" with datatype ${name}`
        : `Could not render literal value "${describe(value)}" with datatype ${name}; see parent stack trace for more detail.`,
    );
  }

  /** Whether this kind of database has the type. */
  #isKnown(type: TypeEngine): boolean {
    try {
      return this.types.write(type) !== "";
    } catch {
      return false;
    }
  }

  #typeText(type: TypeEngine): string {
    try {
      return new Types("", this.types.identifiers).write(type);
    } catch {
      return type.typeName;
    }
  }

  #decorated(value: unknown, type: TypeEngine): unknown {
    if (type instanceof EnumType && type.storedFor !== null && !type.enums.includes(value as string))
      return type.storedFor.get(value) ?? value;
    return type instanceof TypeDecorator ? type.processBindParam(value, this.types.dialectName) : value;
  }
}

/**
 * Checks that a value is true, false, 1 or 0.
 *
 * @throws {@link CompileError} when it is not.
 *
 */
function requireBoolean(value: unknown): void {
  if (typeof value === "boolean" || value === 0 || value === 1 || value === 0n || value === 1n) return;
  const isInteger = typeof value === "bigint" || Number.isInteger(value);
  throw new CompileError(
    isInteger ? `Value ${value} is not null, true or false` : `Not a boolean value: ${describe(value)}`,
  );
}

/** Whether a value is stored as JSON's own null. */
function isJsonNull(value: unknown, type: TypeEngine): boolean {
  return type instanceof JsonType && (value ?? null) === null && !type.noneAsNull;
}

/** Whether the values of a type are dates or times. */
function isDated(type: TypeEngine): boolean {
  return type.affinity === "DateTime" || type.affinity === "Date" || type.affinity === "Time";
}

/** Whether a value has the parts that its type needs. */
function fits(fields: DateFields, type: TypeEngine): boolean {
  return type.affinity === "Time" ? fields.time !== "" : fields.date !== "";
}

/** One step of a path into JSON: the key in an object, or the number of an item in a list. */
export type JsonStep = string | number | bigint;

/** A path to a value in JSON: its steps, or a text in the language of JSONPath. */
export type JsonPath = readonly JsonStep[] | string;

const jsonStep = (step: JsonStep): string => (typeof step === "string" ? `."${step}"` : `[${step}]`);

/** Bytes in hexadecimal. */
export function hex(value: Uint8Array): string {
  return Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A value as Python shows it, for SQLAlchemy's messages. */
function describe(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "string") return value.includes("'") && !value.includes('"') ? `"${value}"` : `'${value}'`;
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(describe).join(", ")}]`;
  if (typeof value === "function") return `<function ${value.name}>`;
  if (typeof value === "object" && !isDate(value) && !isBytes(value)) {
    return `{${Object.entries(value)
      .map(([name, one]) => `${describe(name)}: ${describe(one)}`)
      .join(", ")}}`;
  }
  return String(value);
}
