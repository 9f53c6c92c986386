import picocolors from "picocolors";

/** The colours of the program's lines. */
export interface Paint {
  /** A line that begins with ✓. */
  done(line: string): string;
  /** A line that begins with ⚠. */
  warning(line: string): string;
  /** A line that begins with `Error`. */
  error(line: string): string;
}

/** Paints lines for a stream that shows colours, and leaves them alone for one that does not. */
export function paintFor(color: boolean): Paint {
  const { green, yellow, red } = picocolors.createColors(color);
  return { done: green, warning: yellow, error: red };
}
