import { downgrade } from "../commands/downgrade.js";
import { edit } from "../commands/edit.js";
import { ensureVersion } from "../commands/ensure-version.js";
import { merge } from "../commands/merge.js";
import { stamp } from "../commands/stamp.js";
import { upgrade } from "../commands/upgrade.js";
import { adopt } from "./printed-commands/adopt.js";
import { branches } from "./printed-commands/branches.js";
import { check } from "./printed-commands/check.js";
import { convert } from "./printed-commands/convert.js";
import { current } from "./printed-commands/current.js";
import { graph } from "./printed-commands/graph.js";
import { heads } from "./printed-commands/heads.js";
import { history } from "./printed-commands/history.js";
import { init } from "./printed-commands/init.js";
import { listTemplates } from "./printed-commands/list-templates.js";
import { models } from "./printed-commands/models.js";
import { preview } from "./printed-commands/preview.js";
import { revision } from "./printed-commands/revision.js";
import { show } from "./printed-commands/show.js";
import { types } from "./printed-commands/types.js";

/**
 * The commands of the command line as functions. The first argument of each is a configuration. A function prints to
 * the output of the configuration what the command line prints, and returns its results as data.
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
  adopt,
  branches,
  check,
  convert,
  current,
  downgrade,
  edit,
  ensureVersion,
  graph,
  heads,
  history,
  init,
  listTemplates,
  merge,
  models,
  preview,
  revision,
  show,
  stamp,
  types,
  upgrade,
} as const;
