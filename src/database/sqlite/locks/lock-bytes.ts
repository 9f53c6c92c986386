/** The bytes that SQLite locks in a database file, on every platform; see "File Locking And Concurrency" at sqlite.org. */
export const DATABASE_LOCKS = {
  pending: 0x40000000,
  reserved: 0x40000001,
  shared: 0x40000002,
  sharedLength: 510,
} as const;

/** The bytes that SQLite locks in the `-shm` file of a WAL database; see "WAL-mode File Format" at sqlite.org. */
export const SHM_LOCKS = {
  write: 120,
  checkpoint: 121,
  recover: 122,
  /** The first of five; a lock on one of slots one to four keeps the WAL from being restarted. */
  read: 123,
  /** Held for reading by everybody who has the database open. */
  users: 128,
} as const;
