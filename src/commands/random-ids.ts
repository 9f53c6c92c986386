/** Makes revision identifiers, so that a test or an application can choose its own. */
export interface IdSource {
  /** A new identifier; Alembic's own are the last twelve hexadecimal digits of a random UUID. */
  next(): string;
}

/** Identifiers as Alembic makes them: the last twelve hexadecimal digits of a random UUID. */
export const randomIds: IdSource = {
  next: () => globalThis.crypto.randomUUID().replaceAll("-", "").slice(-12),
};
