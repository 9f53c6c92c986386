import { optionKeys, requireKnownOptions } from "../arguments/option-keys.js";
import { splitOptions } from "../arguments/split-options.js";
import { DateTime, DateType, Time } from "../types/date-time.js";
import { Integer } from "../types/integer.js";
import { NullType } from "../types/null-type.js";
import { StringType } from "../types/string-type.js";
import { type TypeEngine, type TypeInput, toType } from "../types/type-engine.js";
import { asElement, type ColumnElement } from "./column-element.js";
import { FunctionExpression } from "./function-expression.js";

/** Options of a SQL function. */
export interface FunctionOptions {
  /** Type of the result; by default the one that is known for the function. */
  readonly type?: TypeInput;
}

const functionOptionKeys = optionKeys<FunctionOptions>({ type: true });

/** A SQL function by its name; `sa.func.pkg.name(…)` has a package name as well. */
export interface FunctionBuilder {
  (...args: unknown[]): FunctionExpression;
  readonly [name: string]: FunctionBuilder;
}

/** Functions that are known by name; any other one is there too. */
type KnownFunction =
  | "now"
  | "count"
  | "lower"
  | "upper"
  | "coalesce"
  | "current_timestamp"
  | "current_date"
  | "current_time"
  | "max"
  | "min"
  | "sum"
  | "length"
  | "char_length"
  | "concat"
  | "replace"
  | "substr"
  | "trim"
  | "date"
  | "strftime"
  | "gen_random_uuid"
  | "random"
  | "abs"
  | "avg"
  | "cast"
  | "datetime"
  | "exp"
  | "extract"
  | "floor"
  | "ceil"
  | "group_concat"
  | "hex"
  | "ifnull"
  | "instr"
  | "json"
  | "json_array"
  | "json_extract"
  | "json_object"
  | "json_set"
  | "julianday"
  | "lag"
  | "last_insert_rowid"
  | "localtimestamp"
  | "ltrim"
  | "mod"
  | "nullif"
  | "octet_length"
  | "power"
  | "printf"
  | "quote"
  | "round"
  | "row_number"
  | "rtrim"
  | "sqrt"
  | "string_agg"
  | "substring"
  | "time"
  | "to_char"
  | "to_date"
  | "total"
  | "typeof"
  | "unixepoch"
  | "user";

/** Any SQL function: `sa.func.lower(column)`, `sa.func.now()`. */
export type FunctionNamespace = Readonly<Record<string, FunctionBuilder>> &
  Readonly<Record<KnownFunction, FunctionBuilder>>;

/** Makes `sa.func`. */
export function createFunc(): FunctionNamespace {
  return builder([]) as unknown as FunctionNamespace;
}

function builder(path: readonly string[]): FunctionBuilder {
  const call = (...args: unknown[]): FunctionExpression => functionCall(path, args);
  return new Proxy(call, {
    get: (target, name) =>
      typeof name === "symbol" || (name === "prototype" && path.length === 0)
        ? Reflect.get(target, name)
        : builder([...path, name]),
  }) as unknown as FunctionBuilder;
}

function functionCall(path: readonly string[], values: readonly unknown[]): FunctionExpression {
  const { items, options } = splitOptions<unknown, FunctionOptions>(values);
  requireKnownOptions(`func.${path.join(".")}`, options, functionOptionKeys);
  const args = items.map((value) => asElement(value));
  const type = options.type === undefined ? returnType(path.at(-1) ?? "", args) : toType(options.type);
  return new FunctionExpression({ kind: "function", path, args }, type);
}

function returnType(name: string, args: readonly ColumnElement[]): TypeEngine {
  switch (name.toLowerCase()) {
    case "now":
    case "current_timestamp":
    case "localtimestamp":
    case "sysdate":
      return new DateTime();
    case "current_date":
      return new DateType();
    case "current_time":
    case "localtime":
      return new Time();
    case "count":
    case "char_length":
      return new Integer();
    case "concat":
    case "current_user":
    case "session_user":
    case "user":
      return new StringType();
    case "coalesce":
    case "max":
    case "min":
    case "sum":
      return args.find(({ type }) => type.affinity !== "NullType")?.type ?? new NullType();
    default:
      return new NullType();
  }
}
