import { writeSync } from "node:fs";

/** Milliseconds between two tries where a pipe is full and does not make its writers wait. */
const FULL_PIPE_PAUSE = 2;

const pause = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

/**
 * Writes text to a descriptor that is a file or a pipe, at once: what was written before a crash is there afterwards,
 * and lines of two streams keep their order. Node's own streams take several times as long for a line, and a run has
 * thousands of them.
 *
 * A reader that went away, such as `head`, is no failure. Once something could not be written, nothing more is.
 *
 * @param fd the descriptor.
 * @param onLost told, once, why text could not be written, such as on a full disk.
 * @returns a function that writes.
 */
export function descriptorWriter(fd: number, onLost: (error: Error) => void): (text: string) => void {
  let isClosed = false;
  return (text) => {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length && !isClosed; ) {
      try {
        at += writeSync(fd, bytes, at);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === "EAGAIN") pause(FULL_PIPE_PAUSE);
        else if (code !== "EINTR") {
          isClosed = true;
          if (code !== "EPIPE" && code !== "EOF") onLost(error as Error);
        }
      }
    }
  };
}
