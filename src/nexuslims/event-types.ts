/** What a row of `session_log` may record: the values that its CHECK constraint allows. */
export const eventTypes = ["START", "END", "RECORD_GENERATION"] as const;

/** One of {@link eventTypes}. */
export type EventType = (typeof eventTypes)[number];
