import type { Problem } from "./protocol.js";

/** What an error says, and the line of the playground's files that it points at. */
export function problemOf(error: unknown, files: ReadonlySet<string>, fallback?: string): Problem {
  if (!(error instanceof Error)) return { message: String(error), file: fallback };
  const { message } = error;
  const place =
    placeIn(message, files) ??
    ownPlace(error, fallback) ??
    placeIn(error.stack ?? "", files) ??
    tracedPlace(error, files) ??
    causePlace(error, files);
  return { message, file: place?.file ?? fallback, line: place?.line };
}

interface Place {
  readonly file: string | undefined;
  readonly line: number;
}

function placeIn(text: string, files: ReadonlySet<string>): Place | undefined {
  for (const [, file, line] of text.matchAll(/([\w.-]+\.(?:ts|py))(?::|", line )(\d+)/g)) {
    if (file !== undefined && files.has(file)) return { file, line: Number(line) };
  }
  return undefined;
}

function ownPlace(error: object, file: string | undefined): Place | undefined {
  const line = (error as { readonly line?: unknown }).line;
  return typeof line === "number" ? { file, line } : undefined;
}

function causePlace({ cause }: Error, files: ReadonlySet<string>): Place | undefined {
  if (!(cause instanceof Error)) return undefined;
  return tracedPlace(cause, files) ?? placeIn(`${cause.message}\n${cause.stack ?? ""}`, files);
}

/** The innermost line of a Python file that an exception came through. */
function tracedPlace(error: Error, files: ReadonlySet<string>): Place | undefined {
  const { traceback = [] } = error as {
    readonly traceback?: readonly { readonly file: string; readonly line: number }[];
  };
  return traceback.findLast(({ file }) => files.has(file));
}
