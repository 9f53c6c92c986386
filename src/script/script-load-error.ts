import { CommandError } from "../support/command-error.js";

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

/** What a script raised where no revision step ran, with the innermost place of the file that its stack passes through. */
export function scriptFailure(path: string, error: unknown): ScriptLoadError {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const frame = stack.split("\n").find((line) => line.includes(`${path}:`)) ?? "";
  const place = /:(\d+):(\d+)\)?$/.exec(frame);
  const reason = error instanceof Error ? `${error.name}: ${error.message.split("\n")[0]}` : String(error);
  const found = place === null ? undefined : { line: Number(place[1]), column: Number(place[2]) };
  return new ScriptLoadError(path, found, reason, { cause: error });
}
