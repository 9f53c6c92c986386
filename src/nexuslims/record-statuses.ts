/** How far the record of a session is: the values that the CHECK constraint of `session_log` allows, in its order. */
export const recordStatuses = [
  "COMPLETED",
  "WAITING_FOR_END",
  "TO_BE_BUILT",
  "BUILT_NOT_EXPORTED",
  "ERROR",
  "NO_FILES_FOUND",
  "NO_CONSENT",
  "NO_RESERVATION",
] as const;

/** One of {@link recordStatuses}. */
export type RecordStatus = (typeof recordStatuses)[number];
