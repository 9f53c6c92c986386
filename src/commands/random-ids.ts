import type { IdSource } from "../support/id-source.js";

/** Identifiers as Alembic makes them: the last twelve hexadecimal digits of a random UUID. */
export const randomIds: IdSource = {
  next: () => globalThis.crypto.randomUUID().replaceAll("-", "").slice(-12),
};
