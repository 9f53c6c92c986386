import { CommandError } from "../support/command-error.js";
import { similarName } from "../support/similar-name.js";

/** The command line that a command was started with, which `env.ts` finds in `context.config.cmdOpts`. */
export interface ConfigArguments {
  /** `-c`: the configuration files. */
  readonly config?: readonly string[];
  /** `-n`: the section of the ini file. */
  readonly name?: string;
  /** The values of `-x`, in order. */
  readonly x?: readonly string[];
  /** `--quiet`: no result lines and no status lines. */
  readonly quiet?: boolean;
  /** `--raiseerr`: errors are raised to the caller with their stack. */
  readonly raiseerr?: boolean;
  /** `--lock-timeout`: how many seconds a run waits for another one; by default the database URL's timeout, or a minute. */
  readonly lockTimeout?: string | number | undefined;
  /** `--verbose` of the command. */
  readonly verbose?: boolean;
  /** `--json` of a command that prints a document. */
  readonly json?: boolean;
  /** `--sql` of the command. */
  readonly sql?: boolean;
  /** `--tag` of the command. */
  readonly tag?: string | undefined;
  /** `--preview` of `upgrade` and `downgrade`. */
  readonly preview?: boolean;
  /** `--purge` of `stamp`. */
  readonly purge?: boolean;
  /** `--message` of `revision` and `merge`. */
  readonly message?: string | undefined;
  /** `--autogenerate` of `revision`. */
  readonly autogenerate?: boolean;
  /** `--head` of `revision`. */
  readonly head?: string | undefined;
  /** `--splice` of `revision` and `merge`. */
  readonly splice?: boolean;
  /** `--branch-label` of `revision` and `merge`. */
  readonly branchLabel?: string | undefined;
  /** `--version-path` of `revision`. */
  readonly versionPath?: string | undefined;
  /** `--rev-id` of `revision` and `merge`. */
  readonly revId?: string | undefined;
  /** `--depends-on` of `revision`. */
  readonly dependsOn?: readonly string[] | undefined;
  /** `--to` of `convert`. */
  readonly to?: string | undefined;
  /** `--all` of `convert`. */
  readonly all?: boolean;
  /** `--keep` of `convert`. */
  readonly keep?: boolean;
  /** `--diff` of `check`, `revision` and `convert`. */
  readonly diff?: boolean;
  /** `--rename` of `check` and `revision`. */
  readonly rename?: readonly string[] | undefined;
  /** `--python` of `check`. */
  readonly python?: boolean;
  /** `--check-heads` of `current`. */
  readonly checkHeads?: boolean;
  /** `--resolve-dependencies` of `heads`. */
  readonly resolveDependencies?: boolean;
  /** `--rev-range` of `history`. */
  readonly revRange?: string | undefined;
  /** `--indicate-current` of `history`. */
  readonly indicateCurrent?: boolean;
  /** `--graph` of `history`. */
  readonly graph?: boolean;
  /** `--at` of `graph`. */
  readonly at?: readonly string[] | undefined;
  /** `--mermaid` of `graph`. */
  readonly mermaid?: boolean;
  /** `--dot` of `graph`. */
  readonly dot?: boolean;
  /** `--svg` of `graph`. */
  readonly svg?: boolean;
  /** `--html` of `graph`. */
  readonly html?: string | undefined;
  /** `--dialect` of `graph`. */
  readonly dialect?: readonly string[] | undefined;
  /** `--from` of `models` and `types`. */
  readonly from?: string | undefined;
  /** `--out` of `models` and `types`. */
  readonly out?: string | undefined;
  /** `--force` of `models` and `types`. */
  readonly force?: boolean;
  /** `--folder` of `adopt`. */
  readonly folder?: string | undefined;
  /** `--template` of `init`. */
  readonly template?: string;
  /** `--package` of `init`. */
  readonly package?: boolean;
  /** The revision of `upgrade`, `downgrade` and `check --python`. */
  readonly revision?: string | undefined;
  /** The revisions of `merge`, `stamp` and `convert`. */
  readonly revisions?: readonly string[];
  /** The revision of `show` and `edit`. */
  readonly rev?: string;
  /** The folder of `init`. */
  readonly directory?: string;
  /** The shell of `completion`. */
  readonly shell?: string;
  /** Values of the application's own; options of a command that a program registered are found here too. */
  readonly info?: Readonly<Record<string, unknown>>;
}

/** The names of {@link ConfigArguments}. */
export const configArgumentNames: { readonly [Name in keyof Required<ConfigArguments>]: true } = {
  config: true,
  name: true,
  x: true,
  quiet: true,
  raiseerr: true,
  lockTimeout: true,
  verbose: true,
  json: true,
  sql: true,
  tag: true,
  preview: true,
  purge: true,
  message: true,
  autogenerate: true,
  head: true,
  splice: true,
  branchLabel: true,
  versionPath: true,
  revId: true,
  dependsOn: true,
  to: true,
  all: true,
  keep: true,
  diff: true,
  rename: true,
  python: true,
  checkHeads: true,
  resolveDependencies: true,
  revRange: true,
  indicateCurrent: true,
  graph: true,
  at: true,
  mermaid: true,
  dot: true,
  svg: true,
  html: true,
  dialect: true,
  from: true,
  out: true,
  force: true,
  folder: true,
  template: true,
  package: true,
  revision: true,
  revisions: true,
  rev: true,
  directory: true,
  shell: true,
  info: true,
};

/**
 * Checks the names of command-line options that a program hands over.
 *
 * @throws {@link CommandError} where one is unknown.
 */
export function requireConfigArguments(given: ConfigArguments): void {
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(configArgumentNames, name)) continue;
    const meant = similarName(name, Object.keys(configArgumentNames));
    const advice = meant === undefined ? "values of the application's own go into 'info'" : `did you mean '${meant}'?`;
    throw new CommandError(`cmdOpts got an unexpected option '${name}'; ${advice}`);
  }
}
