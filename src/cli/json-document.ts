import { AlembicError } from "../support/alembic-error.js";

/** Version of the documents' shape: it grows when a field changes its meaning or goes, not when one is added. */
export const JSON_VERSION = 1;

/** The document of a command that worked: its revisions, or the fields that it has of its own. */
export function resultDocument(command: string, result: unknown): string {
  const fields = Array.isArray(result) ? { revisions: result } : (result as object);
  return `${JSON.stringify({ version: JSON_VERSION, command, ...fields }, undefined, 2)}\n`;
}

/** The document of a command that failed. */
export function errorDocument(command: string, error: unknown): string {
  const code = error instanceof AlembicError ? error.code : "internal";
  const message = error instanceof Error ? error.message : String(error);
  return `${JSON.stringify({ version: JSON_VERSION, command, error: { code, message } }, undefined, 2)}\n`;
}
