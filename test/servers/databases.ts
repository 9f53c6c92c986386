import { openDatabase } from "../../src/backends/open-database.js";
import type { DriverConnection } from "../../src/database/connection.js";
import type { OpenDatabaseOptions } from "../../src/database/open-database-options.js";
import { havePostgresql, newPostgresqlDatabase, onPostgresql } from "./postgresql.js";

/** A new, empty database of some kind. */
export interface NewDatabase {
  /** Its URL; `pglite://` stands for a database that ends with its connection. */
  readonly url: string;
  open(options?: OpenDatabaseOptions): Promise<DriverConnection>;
  drop(): void;
}

/** A kind of database that speaks PostgreSQL, for suites that run on each. */
export interface PostgresqlKind {
  readonly title: string;
  /** Whether it is left out here. */
  readonly isMissing: boolean;
  make(): Promise<NewDatabase>;
}

const openUrl = (url: string) => (options?: OpenDatabaseOptions) => openDatabase(url, options);

/** PGlite, which runs on any machine, and a server. */
export const postgresqlKinds: readonly PostgresqlKind[] = [
  {
    title: "PGlite",
    isMissing: false,
    make: async () => ({ url: "pglite://", open: openUrl("pglite://"), drop: () => undefined }),
  },
  {
    title: `PostgreSQL (${onPostgresql})`,
    isMissing: !havePostgresql,
    make: async () => {
      const database = await newPostgresqlDatabase();
      return { url: database.url, open: openUrl(database.url), drop: () => database.drop() };
    },
  },
];
