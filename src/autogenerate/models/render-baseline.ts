import { DowngradeOps, UpgradeOps } from "../../operations/directives/upgrade-ops.js";
import type { MigrationContext } from "../../runtime/migration-context.js";
import { MetaData } from "../../schema/metadata.js";
import { AutogenContext } from "../autogen-context.js";
import type { AutogenOptions, ObjectKind, ParentNames } from "../autogen-options.js";
import { comparatorsFor } from "../plugins/comparators.js";
import { populateOperations, scratchPlacesOf } from "../produce-migrations.js";
import { renderPythonBody } from "../render/python/render-python-body.js";
import { renderCommandBody } from "../render/render-command-body.js";

/** The parts of a revision that creates the schema of a database. */
export interface Baseline {
  /** The body of its upgrade. */
  readonly upgrades: string;
  /** The body of its downgrade, which drops everything. */
  readonly downgrades: string;
  /** Import lines that the script needs. */
  readonly imports: string;
}

/**
 * Writes the revision that creates the tables of a database: a comparison of the database with empty models gives
 * the operations that drop them, and their reverse creates them.
 *
 * @param leftOut - names of tables to omit.
 */
export async function renderBaseline(
  migrationContext: MigrationContext,
  leftOut: ReadonlySet<string>,
  language: "typescript" | "python",
): Promise<Baseline> {
  const opts = migrationContext.opts as AutogenOptions;
  const includeName = (name: string | null, type: ObjectKind, parents: ParentNames): boolean =>
    !(type === "table" && leftOut.has(name ?? "")) && (opts.includeName?.(name, type, parents) ?? true);
  const context = new AutogenContext(migrationContext, new MetaData(), {
    opts: { ...opts, includeName },
    comparators: comparatorsFor,
    scratch: scratchPlacesOf(migrationContext),
  });
  const [drop, make] = [new UpgradeOps(), new DowngradeOps()];
  try {
    await populateOperations(context, drop, make);
  } finally {
    await context.close();
  }
  const render = language === "python" ? renderPythonBody : renderCommandBody;
  return {
    upgrades: render(make, context),
    downgrades: render(drop, context),
    imports: [...context.imports].sort().join("\n"),
  };
}
