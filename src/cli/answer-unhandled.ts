/**
 * Answers a failure that nobody was waiting for, such as that of an operation which a script started and left behind:
 * in one line where it is one of this package's, with its stack otherwise.
 */
export function answerUnhandled(): void {
  process.on("unhandledRejection", async (error) => {
    const { AlembicError } = await import("../support/alembic-error.js");
    const isKnown = error instanceof AlembicError;
    process.stderr.write(isKnown ? `FAILED: ${error.message}\n` : `${error instanceof Error ? error.stack : error}\n`);
    // The command itself may have ended well, or may end well later.
    process.on("exit", () => {
      process.exitCode = isKnown ? 255 : 1;
    });
  });
}
