import {
  currentEnvironment,
  type EnvironmentRevision,
  type EnvironmentScripts,
  type RunningEnvironment,
} from "../environment/python-environment.js";
import type { HostBridge } from "../host/host-bridge.js";
import type { PyClass } from "../values/py-class.js";
import { StaticMethodDescriptor } from "../values/py-descriptor.js";
import { raise } from "../values/py-exception.js";
import { PyTuple } from "../values/py-list.js";
import type { Value } from "../values/value.js";

/** The revisions in the form that the hooks of an `env.py` use. */
class ScriptsView {
  readonly scripts: EnvironmentScripts;

  constructor(scripts: EnvironmentScripts) {
    this.scripts = scripts;
  }
}

class RevisionView {
  readonly revision: EnvironmentRevision;

  constructor(revision: EnvironmentRevision) {
    this.revision = revision;
  }
}

const views = new WeakMap<EnvironmentScripts, ScriptsView>();

/** The revisions of the running environment. */
export function scriptsOf(running: RunningEnvironment | undefined): object {
  if (running === undefined)
    return raise("NotImplementedError", "the script directory can be asked for in env.py only");
  const { scripts } = running.environment;
  const view = views.get(scripts) ?? new ScriptsView(scripts);
  views.set(scripts, view);
  return view;
}

/** Defines the classes `ScriptDirectory` and `Script` for scripts; returns `ScriptDirectory`. */
export function defineScriptDirectory(bridge: HostBridge): PyClass {
  const ids = (value: string | readonly string[] | null): Value =>
    typeof value === "string" || value === null ? value : new PyTuple([...value]);
  const type = bridge.define<ScriptsView>({
    name: "ScriptDirectory",
    module: "alembic.script.base",
    of: ScriptsView,
    properties: {
      dir: ({ scripts }) => scripts.dir,
      versions: ({ scripts }) => scripts.versionLocations[0],
    },
    methods: {
      walk_revisions: [
        "base='base', head='heads'",
        ({ scripts }, base, head) => scripts.walkRevisions(base, head).map((one) => new RevisionView(one)),
      ],
      get_current_head: ["", ({ scripts }) => scripts.getCurrentHead()],
      get_heads: ["", ({ scripts }) => scripts.getHeads()],
      get_base: ["", ({ scripts }) => scripts.getBase()],
      get_bases: ["", ({ scripts }) => scripts.getBases()],
      get_revision: [
        "id_",
        ({ scripts }, id) => {
          const found = scripts.getRevision(id);
          return found === null ? null : new RevisionView(found);
        },
      ],
    },
  });
  const fromConfig = bridge.function("from_config", "config", () => scriptsOf(currentEnvironment()));
  type.attributes.set("from_config", new StaticMethodDescriptor(fromConfig));
  bridge.define<RevisionView>({
    name: "Script",
    module: "alembic.script.base",
    of: RevisionView,
    properties: {
      revision: ({ revision }) => revision.revision,
      down_revision: ({ revision }) => ids(revision.downRevision),
      dependencies: ({ revision }) => ids(revision.dependsOn),
      doc: ({ revision }) => revision.doc,
      longdoc: ({ revision }) => revision.longdoc,
      path: ({ revision }) => revision.path,
    },
  });
  return type;
}
