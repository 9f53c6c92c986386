import { AlembicError } from "../../support/alembic-error.js";
import { CommandError } from "../../support/command-error.js";
import { isError } from "../../support/is-built-in.js";

/** Where in a file something is. */
export interface SourcePlace {
  readonly line: number;
  readonly column?: number | undefined;
}

/**
 * A script, or a file that it imports, cannot be read, parsed or linked. The message names the file and the line.
 *
 * @example
 * ```ts
 * import { command, loadConfig, ScriptLoadError } from "alembic-ts";
 *
 * try {
 *   await command.upgrade(loadConfig(), "head");
 * } catch (error) {
 *   if (error instanceof ScriptLoadError) console.log(error.path, error.place?.line);
 *   throw error;
 * }
 * ```
 */
export class ScriptLoadError extends CommandError {
  override readonly code = "script.load";
  /** The file that is at fault. */
  readonly path: string;
  /** Where in the file, as far as it is known. */
  readonly place: SourcePlace | undefined;

  constructor(path: string, place: SourcePlace | undefined, reason: string, options?: { readonly cause?: unknown }) {
    const column = place?.column === undefined ? "" : `:${place.column}`;
    super(`${path}${place === undefined ? "" : `:${place.line}${column}`}: ${reason}`, options);
    this.path = path;
    this.place = place;
  }
}

/** The innermost place of a file in an error's stack. */
function placeIn(path: string, error: unknown): SourcePlace | undefined {
  const stack = isError(error) ? (error.stack ?? "") : "";
  const frame = stack.split("\n").find((line) => line.includes(`${path}:`)) ?? "";
  const place = /:(\d+):(\d+)\)?$/.exec(frame);
  return place === null ? undefined : { line: Number(place[1]), column: Number(place[2]) };
}

/** Wraps an error that a script threw outside of a revision step, with the innermost place of the file in its stack. */
export function scriptFailure(path: string, error: unknown): Error {
  if (error instanceof AlembicError) return placed(path, error);
  const reason = isError(error) ? `${error.name}: ${error.message.split("\n")[0]}` : String(error);
  return new ScriptLoadError(path, placeIn(path, error), reason, { cause: error });
}

/** Keeps an error of this package; the message of a wrong argument gets the place in the file, unless it has one. */
function placed(path: string, error: AlembicError): AlembicError {
  if (error.code !== "schema.argument" || / \[revision: |:\d+:\d+\)$/.test(error.message)) return error;
  const place = placeIn(path, error);
  if (place !== undefined) error.message += ` (${path}:${place.line}:${place.column})`;
  return error;
}
