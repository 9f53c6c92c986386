import { ArgumentError } from "../arguments/argument-error.js";
import { showArgument } from "../arguments/show-argument.js";
import { ARRAY, ArrayType } from "../types/array-type.js";
import { JsonIndexType, JsonPathType } from "../types/json-index-type.js";
import { JsonType } from "../types/json-type.js";
import { HSTORE, JSONB, PgJson } from "../types/postgresql/jsonb.js";
import { TypeDecorator } from "../types/type-decorator.js";
import type { TypeEngine } from "../types/type-engine.js";
import type { ExpressionNode } from "./expression-node.js";
import type { BinaryOperator, SymbolOperator } from "./operator.js";

/** An index into a value: its operator, and the types of the index and of the value that it finds. */
export interface IndexOperation {
  readonly operator: BinaryOperator;
  readonly index: unknown;
  /** The type of an index that is not an expression; `undefined` if it follows from the value of the index. */
  readonly indexType: TypeEngine | undefined;
  readonly type: TypeEngine;
}

/** Returns the type that decides which operators a value has. It is the type in which an application's own type is stored. */
export function operatorType(type: TypeEngine): TypeEngine {
  return type instanceof TypeDecorator ? operatorType(type.impl) : type;
}

/** Whether the values of a type have an index. */
export function isIndexable(type: TypeEngine): boolean {
  const own = operatorType(type);
  return own instanceof JsonType || own instanceof ArrayType || own instanceof HSTORE;
}

/**
 * Returns how an index into a value of a type is written.
 *
 * @throws {@link ArgumentError} when values of the type have no index.
 */
export function indexOperation(type: TypeEngine, index: unknown): IndexOperation {
  const own = operatorType(type);
  if (own instanceof JsonType) {
    if (Array.isArray(index)) return { operator: "jsonPathGetitem", index, indexType: new JsonPathType(), type };
    const indexType = new JsonIndexType(typeof index === "number" || typeof index === "bigint");
    return { operator: "jsonGetitem", index, indexType, type };
  }
  if (own instanceof ArrayType) {
    const { dimensions, itemType, zeroIndexes } = own;
    const isNested = dimensions !== null && dimensions > 1;
    return {
      operator: "getitem",
      index: zeroIndexes && typeof index === "number" ? index + 1 : index,
      indexType: undefined,
      type: isNested ? Object.assign(own.copy(), { dimensions: dimensions - 1 }) : itemType,
    };
  }
  if (own instanceof HSTORE) return { operator: "getitem", index, indexType: undefined, type: own.textType };
  throw new ArgumentError(`getitem(${showArgument(index)}) is for JSON, arrays and HSTORE, not for ${own.typeName}`);
}

/** The operators of PostgreSQL, by the types that have them. */
const symbolOperators = {
  json: ["astext"],
  jsonb: ["hasKey", "hasAll", "hasAny", "contains", "containedBy", "deletePath", "pathExists", "pathMatch"],
  hstore: ["hasKey", "hasAll", "hasAny", "contains", "containedBy"],
  array: ["contains", "containedBy"],
} as const satisfies Readonly<Record<string, readonly SymbolOperator[]>>;

/** Whether the values of a type have an operator of PostgreSQL's. */
export function hasOperator(type: TypeEngine, operator: SymbolOperator): boolean {
  const own = operatorType(type);
  const has = (names: readonly SymbolOperator[]): boolean => names.includes(operator);
  if (own instanceof JSONB && has(symbolOperators.jsonb)) return true;
  if (own instanceof PgJson) return has(symbolOperators.json);
  if (own instanceof HSTORE) return has(symbolOperators.hstore);
  return own instanceof ARRAY && has(symbolOperators.array);
}

/** Whether an expression is an index into JSON, whose value is JSON. */
export function isIndexed(node: ExpressionNode, type: TypeEngine): boolean {
  return (
    operatorType(type) instanceof JsonType &&
    node.kind === "binary" &&
    (node.operator === "jsonGetitem" || node.operator === "jsonPathGetitem")
  );
}
