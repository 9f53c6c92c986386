export { AlembicError } from "./support/alembic-error.js";
export { type Clock, systemClock } from "./support/clock.js";
export { CommandError } from "./support/command-error.js";
export type { IdSource } from "./support/id-source.js";
export { type Logger, LogLevel, silentLogger } from "./support/logger.js";
export { MemoryOutput } from "./support/memory-output.js";
export type { Output } from "./support/output.js";
