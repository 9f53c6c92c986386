import type { TypeEngine } from "../../schema/types/type-engine.js";

const KEPT_AS_TEXT = new Set(["JSON", "DATE", "DATETIME", "TIME", "INTERVAL"]);

/**
 * Whether SQLite keeps the values of a type as text, though the type's name says number to it: a CAST would leave of
 * `2024-03-05` no more than 2024. Alembic casts to all of them but JSON.
 */
export const isKeptAsText = (type: TypeEngine): boolean => KEPT_AS_TEXT.has(type.affinity.toUpperCase());
