import { branches } from "./branches.js";
import { check } from "./check.js";
import { current } from "./current.js";
import { downgrade } from "./downgrade.js";
import { edit } from "./edit.js";
import { ensureVersion } from "./ensure-version.js";
import { heads } from "./heads.js";
import { history } from "./history.js";
import { init } from "./init.js";
import { listTemplates } from "./list-templates.js";
import { merge } from "./merge.js";
import { preview } from "./preview.js";
import { revision } from "./revision.js";
import { show } from "./show.js";
import { stamp } from "./stamp.js";
import { upgrade } from "./upgrade.js";

/**
 * Alembic's commands as functions. Each takes a configuration first; results are returned as data and printed to the
 * configuration's output as the command line prints them.
 *
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * const config = loadConfig({ cwd: "services/billing" });
 * await command.upgrade(config, "head");
 * const [revision] = await command.current(config);
 * ```
 */
export const command = {
  branches,
  check,
  current,
  downgrade,
  edit,
  ensureVersion,
  heads,
  history,
  init,
  listTemplates,
  merge,
  preview,
  revision,
  show,
  stamp,
  upgrade,
} as const;
