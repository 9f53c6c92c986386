import type { RunHooks } from "../commands/run/run-environment.js";
import type { Config } from "../config/config.js";
import { CommandError } from "../support/command-error.js";
import type { CliHost } from "./cli-host.js";
import type { ParsedValues } from "./grammar/command-spec.js";

/** The arguments that a command gets from the command line. */
export interface CommandCall {
  readonly config: Config;
  readonly values: ParsedValues;
  readonly hooks: RunHooks;
  /** Asks the person at the terminal, if there is one. */
  readonly ask: CliHost["ask"];
  /** Opens a file in the user's editor. */
  readonly openEditor: (path: string) => Promise<void>;
}

type Runner = (call: CommandCall) => Promise<unknown>;

const word = (values: ParsedValues, key: string) => values[key] as string;
const words = (values: ParsedValues, key: string) => values[key] as readonly string[];

async function previewMove(
  config: Config,
  direction: "upgrade" | "downgrade",
  values: ParsedValues,
  hooks: RunHooks,
): Promise<unknown> {
  if (values["sql"] === true) throw new CommandError("Using --sql with --preview does not make any sense");
  const { preview } = await import("./printed-commands/preview.js");
  const revision = (values["revision"] as string | undefined) ?? (direction === "upgrade" ? "head" : "-1");
  return {
    previews: await preview(config, direction, revision, { tag: values["tag"] as string | undefined, ...hooks }),
  };
}

/** A run prints its progress as it happens, so it has no JSON document. */
function refuseJson(values: ParsedValues): void {
  if (values["json"] === true) throw new CommandError("Using --json without --preview does not make any sense");
}

/** The commands by name. Each loads only what it needs, so that a short command starts fast. */
export const commandRunners: Readonly<Record<string, Runner>> = {
  async adopt({ config, values, hooks }) {
    return (await import("./printed-commands/adopt.js")).adopt(config, { ...values, ...hooks });
  },
  async branches({ config, values }) {
    return (await import("./printed-commands/branches.js")).branches(config, values);
  },
  async check({ config, values, hooks }) {
    return (await import("./printed-commands/check.js")).check(config, { ...values, ...hooks });
  },
  async convert({ config, values }) {
    return (await import("./printed-commands/convert.js")).convert(config, values);
  },
  async current({ config, values, hooks }) {
    return (await import("./printed-commands/current.js")).current(config, { ...values, ...hooks });
  },
  async downgrade({ config, values, hooks }) {
    if (values["preview"] === true) return previewMove(config, "downgrade", values, hooks);
    refuseJson(values);
    const { downgrade } = await import("../commands/downgrade.js");
    return downgrade(config, word(values, "revision"), { ...values, ...hooks });
  },
  async edit({ config, values, hooks, openEditor }) {
    return (await import("../commands/edit.js")).edit(config, word(values, "rev"), { ...hooks, openEditor });
  },
  async ensure_version({ config, values, hooks }) {
    return (await import("../commands/ensure-version.js")).ensureVersion(config, { ...values, ...hooks });
  },
  async graph({ config, values, hooks }) {
    return (await import("./printed-commands/graph.js")).graph(config, { ...values, ...hooks });
  },
  async heads({ config, values }) {
    return (await import("./printed-commands/heads.js")).heads(config, values);
  },
  async history({ config, values, hooks }) {
    return (await import("./printed-commands/history.js")).history(config, { ...values, ...hooks });
  },
  async init({ config, values }) {
    return (await import("./printed-commands/init.js")).init(config, word(values, "directory"), values);
  },
  async list_templates({ config }) {
    return (await import("./printed-commands/list-templates.js")).listTemplates(config);
  },
  async merge({ config, values, hooks }) {
    return (await import("../commands/merge.js")).merge(config, words(values, "revisions"), { ...values, ...hooks });
  },
  async models({ config, values, hooks }) {
    return (await import("./printed-commands/models.js")).models(config, { ...values, ...hooks });
  },
  async revision({ config, values, hooks, ask }) {
    const { revision } = await import("./printed-commands/revision.js");
    const isYes = (answer: string): boolean => /^y(es)?$/i.test(answer.trim());
    const confirmRename =
      ask &&
      (async ({ table, from, to }: { readonly table: string | null; readonly from: string; readonly to: string }) => {
        const what = table === null ? `table '${from}'` : `column '${table}.${from}'`;
        const question = `Was the ${what} renamed to '${to}'? Otherwise it is dropped with its data. [y/N] `;
        return isYes(await ask(question, hooks.signal));
      });
    const head = (values["head"] as string | undefined) ?? null;
    return revision(config, { ...values, head, ...hooks, confirmRename });
  },
  async show({ config, values, hooks }) {
    const sql = values["sql"] === true;
    if (sql && values["json"] === true) throw new CommandError("Using --sql with --json does not make any sense");
    return (await import("./printed-commands/show.js")).show(config, word(values, "rev"), { sql, ...hooks });
  },
  async stamp({ config, values, hooks }) {
    return (await import("../commands/stamp.js")).stamp(config, words(values, "revisions"), { ...values, ...hooks });
  },
  async types({ config, values, hooks }) {
    return (await import("./printed-commands/types.js")).types(config, { ...values, ...hooks });
  },
  async upgrade({ config, values, hooks }) {
    if (values["preview"] === true) return previewMove(config, "upgrade", values, hooks);
    refuseJson(values);
    const { upgrade } = await import("../commands/upgrade.js");
    return upgrade(config, values["revision"] as string | undefined, { ...values, ...hooks });
  },
};
