import { SqliteDialect } from "../../dialects/sqlite/sqlite-dialect.js";
import type { DowngradeOps, UpgradeOps } from "../../operations/directives/upgrade-ops.js";
import { MigrationContext } from "../../runtime/migration-context.js";
import type { RenderItem } from "../autogen-context.js";
import { AutogenContext } from "../autogen-context.js";
import { renderCommandBody } from "./render-command-body.js";

/** Options of {@link renderTypescriptCode}. */
export interface RenderOptions {
  /** Prefix of types, columns and constraints; by default `sa.`. */
  readonly sqlalchemyModulePrefix?: string;
  /** Prefix of directives; by default `op.`. */
  readonly alembicModulePrefix?: string;
  /** Prefix of types of the application. */
  readonly userModulePrefix?: string;
  /** `true` writes tables' changes as batches, `false` never does; by default where the dialect needs it. */
  readonly renderAsBatch?: boolean;
  /** Writes single items its own way. */
  readonly renderItem?: RenderItem;
  /** The context whose dialect writes the SQL in the text; by default SQLite's. */
  readonly migrationContext?: MigrationContext;
}

/**
 * Writes the operations of a revision as the body of its `upgrade()` or `downgrade()`.
 *
 * @returns TypeScript between Alembic's markers, formatted, without the function around it.
 *
 * @example
 * ```ts
 * import { ops, renderTypescriptCode } from "alembic-ts";
 *
 * console.log(renderTypescriptCode(new ops.UpgradeOps([new ops.DropTableOp("account")])));
 * ```
 */
export function renderTypescriptCode(ops: UpgradeOps | DowngradeOps, options: RenderOptions = {}): string {
  const { migrationContext, ...given } = options;
  const context = migrationContext ?? MigrationContext.configure({ dialect: new SqliteDialect() });
  // Without a database, no batch is needed.
  const opts = migrationContext === undefined ? { renderAsBatch: false, ...given } : given;
  return renderCommandBody(ops, new AutogenContext(context, null, { opts, autogenerate: false }));
}
