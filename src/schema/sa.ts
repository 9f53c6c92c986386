/**
 * SQLAlchemy's names: tables, columns, types, constraints and expressions, called without `new`.
 */
export * as sa from "./sa/index.js";
