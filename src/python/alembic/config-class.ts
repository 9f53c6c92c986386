import type { ConfigView as HostConfig } from "../../operations/operations-host.js";
import type { EnvironmentConfig, RunningEnvironment } from "../environment/python-environment.js";
import type { HostBridge } from "../host/host-bridge.js";
import type { Run } from "../protocol/run.js";
import { environmentConnection } from "../sqlalchemy/connection-class.js";
import { operationsOf } from "../sqlalchemy/current-operations.js";
import { missingValue } from "../sqlalchemy/missing-value.js";
import { PyDict } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import type { Value } from "../values/value.js";

/** The configuration of a run in the form that scripts use. */
class ConfigView {
  readonly #running: RunningEnvironment | undefined;
  readonly #host: HostConfig;
  /** `config.attributes`, which is made when a script reads it. */
  attributes: PyDict | undefined;

  constructor(running: RunningEnvironment | undefined, host: HostConfig) {
    this.#running = running;
    this.#host = host;
  }

  get config(): EnvironmentConfig {
    return this.#running?.environment.config ?? (this.#host as EnvironmentConfig);
  }

  set(section: string, name: string, value: unknown): void {
    if (this.#running === undefined) raise("NotImplementedError", "the configuration can be changed by an env.py only");
    if (typeof value !== "string") raise("TypeError", "option values must be strings");
    this.#running.environment.setOption(section, name, value);
  }

  shownAttributes(bridge: HostBridge): PyDict {
    if (this.attributes !== undefined) return this.attributes;
    const made = new PyDict();
    for (const [name, value] of Object.entries(this.config.attributes))
      made.setName(name, this.#shown(bridge, name, value));
    this.attributes = made;
    return made;
  }

  #shown(bridge: HostBridge, name: string, value: unknown): Value {
    const connection = this.#running?.environment.connectionOf(value);
    if (connection !== undefined) return bridge.show(environmentConnection(connection));
    try {
      return bridge.show(value);
    } catch {
      return missingValue(
        `config.attributes["${name}"]`,
        "it is an object of the program that scripts have no class for",
      );
    }
  }
}

/** The options of the command line, for `config.cmd_opts`. */
class CommandOptions {
  readonly values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.values = values;
  }
}

const views = new WeakMap<object, ConfigView>();

/** The configuration of the Python environment or, if there is none, of the run that a step is part of. */
export function configOf(running: RunningEnvironment | undefined, run: Run): object {
  const host = running?.environment.config ?? operationsOf(run)?.host.context.environmentContext?.config;
  if (host === undefined) return raise("NameError", "no configuration is known to this run");
  const key = running?.environment ?? host;
  const view = views.get(key) ?? new ConfigView(running, host);
  views.set(key, view);
  return view;
}

/** Defines the class `Config` for scripts. */
export function defineConfig(bridge: HostBridge): void {
  const main = (self: ConfigView): string => self.config.configIniSection;
  bridge.define<CommandOptions>({
    name: "Namespace",
    module: "argparse",
    of: CommandOptions,
    methods: {
      __getattr__: [
        "name",
        ({ values }, name: string) => {
          const own = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
          if (!Object.hasOwn(values, own)) raise("AttributeError", `'Namespace' object has no attribute '${name}'`);
          return values[own];
        },
      ],
    },
  });
  bridge.define<ConfigView>({
    name: "Config",
    module: "alembic.config",
    of: ConfigView,
    properties: {
      attributes: (self) => self.shownAttributes(bridge),
      config_file_name: ({ config }) => config.configFileName,
      toml_file_name: ({ config }) => config.tomlFileName,
      config_ini_section: main,
      cmd_opts: ({ config }) =>
        Object.keys(config.cmdOpts).length === 0
          ? null
          : new CommandOptions(config.cmdOpts as Readonly<Record<string, unknown>>),
    },
    methods: {
      get_main_option: ["name, default=None", ({ config }, name, otherwise) => config.getMainOption(name) ?? otherwise],
      get_section_option: [
        "section, name, default=None",
        ({ config }, section, name, otherwise) => config.getSectionOption(section, name) ?? otherwise,
      ],
      get_section: [
        "name, default=None",
        ({ config }, name, otherwise) => {
          const found = config.getSection(name);
          return found === undefined ? otherwise : new Map(Object.entries(found));
        },
      ],
      get_alembic_option: [
        "name, default=None",
        ({ config }, name, otherwise) => config.getAlembicOption(name) ?? otherwise,
      ],
      get_alembic_boolean_option: ["name", ({ config }, name) => config.getAlembicBooleanOption(name)],
      set_main_option: ["name, value", (self, name, value) => self.set(main(self), name, value)],
      set_section_option: ["section, name, value", (self, section, name, value) => self.set(section, name, value)],
      print_stdout: [
        "text, *arg",
        ({ config }, text, args: readonly unknown[]) =>
          config.printStdout(
            args.length === 0 ? text : args.reduce<string>((line, one) => line.replace(/%s/, String(one)), text),
          ),
      ],
    },
  });
}
