import type { Dialect } from "../../dialects/dialect.js";
import { CommandError } from "../../support/command-error.js";
import type { ConfigureOptions } from "./configure-options.js";
import type { ContextOptions } from "./context-options.js";

/** Keywords that each call of `configure()` decides anew: what it leaves out has its default again. */
const DECIDED_ANEW = new Set([
  "connection",
  "url",
  "dialectName",
  "dialect",
  "dialectOpts",
  "transactionPerMigration",
  "renderAsBatch",
  "targetMetadata",
  "modelsMissing",
  "operations",
  "includeName",
  "includeObject",
  "includeSchemas",
  "processRevisionDirectives",
  "compareType",
  "compareServerDefault",
  "literalBinds",
  "upgradeToken",
  "downgradeToken",
  "alembicModulePrefix",
  "sqlalchemyModulePrefix",
  "userModulePrefix",
  "onVersionApply",
]);

/** Keywords that an empty value does not change: they keep the value of an earlier call or of the command. */
const KEPT_WHEN_EMPTY = new Set(["startingRev", "tag"]);

/** Keywords that `null` does not change. */
const KEPT_WHEN_NULL = new Set(["transactionalDdl", "outputBuffer", "renderItem", "autogeneratePlugins", "info"]);

/** Keywords whose `null` means false; left out, they keep their default. */
const FALSE_WHEN_NULL = new Set(["renderAsBatch", "versionTablePk"]);

/** Keywords whose `null` is an empty text, where leaving them out is the default's text. */
const EMPTY_WHEN_NULL = new Set(["alembicModulePrefix", "sqlalchemyModulePrefix"]);

/** The defaults of an environment, as scripts find them in `op.getContext().opts`. */
export const configuredDefaults = {
  transactionPerMigration: false,
  literalBinds: false,
  includeSchemas: false,
  compareType: true,
  upgradeToken: "upgrades",
  downgradeToken: "downgrades",
} as const satisfies ConfigureOptions;

/**
 * Returns the options after one more call of `configure()`. As in Alembic, most of its keywords return to their
 * defaults with each call, a few stay until they are given again, and the values of `info` are added to what was there.
 *
 * @param earlier the options before: those of the command and of earlier calls.
 * @throws CommandError where the version table is to have no name.
 */
export function configuredOptions(earlier: ContextOptions, given: ConfigureOptions): ContextOptions {
  if (given.versionTable === null) {
    throw new CommandError("versionTable is null: leave it out for 'alembic_version', or give a name");
  }
  // Alembic alone keeps an earlier comparison of defaults where it is told None.
  const info = { ...earlier.info, ...given.info };
  const isKept = (key: string) => !DECIDED_ANEW.has(key) || (key === "compareServerDefault" && given[key] === null);
  return {
    ...Object.fromEntries(Object.entries(earlier).filter(([key]) => isKept(key))),
    ...Object.fromEntries(
      Object.entries(given)
        .map(([key, value]) => [key, asGiven(key, value)] as const)
        .filter(([, value]) => value !== undefined),
    ),
    ...(Object.keys(info).length === 0 ? {} : { info }),
  };
}

/** The value of a keyword; `undefined` where it counts as left out. */
function asGiven(key: string, value: unknown): unknown {
  if (KEPT_WHEN_EMPTY.has(key)) return value || undefined;
  if (value !== null) return value;
  if (FALSE_WHEN_NULL.has(key)) return false;
  if (EMPTY_WHEN_NULL.has(key)) return "";
  return DECIDED_ANEW.has(key) || KEPT_WHEN_NULL.has(key) ? undefined : null;
}

/**
 * The dialect of options outside of an environment.
 *
 * @throws CommandError where neither a connection nor a dialect is given.
 */
export function givenDialect({ connection, dialect }: Pick<ContextOptions, "connection" | "dialect">): Dialect {
  const given = connection?.dialect ?? dialect;
  if (given !== null && given !== undefined) return given;
  const hint = connection ? "A client becomes a connection by 'await connectionFrom(client)'." : undefined;
  throw new CommandError("Connection, url, or dialectName is required.", { hint });
}
