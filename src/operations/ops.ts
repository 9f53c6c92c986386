/**
 * The operations as data, under the names of `alembic.operations.ops`; `op.invoke()` carries one out.
 */
export * as ops from "./ops/index.js";
