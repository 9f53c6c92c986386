import { AlembicError } from "../support/alembic-error.js";

/** The database has no table or view of this name. */
export class NoSuchTableError extends AlembicError {
  readonly code = "database.no-such-table";
  /** The name that was asked for, with its schema in front where one was named. */
  readonly tableName: string;

  constructor(tableName: string) {
    super(`There is no table or view named '${tableName}'`);
    this.tableName = tableName;
  }
}
