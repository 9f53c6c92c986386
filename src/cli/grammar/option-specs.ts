import type { OptionSpec } from "./command-spec.js";

/** Options that stand before the sub-command. */
export const globalOptions: readonly OptionSpec[] = [
  {
    flags: ["-c", "--config"],
    key: "config",
    kind: "append",
    metavar: "file",
    help: "configuration file: an .ini file, pyproject.toml or package.json; default: what ALEMBIC_CONFIG names, or these three in the working directory; may be given once for each kind",
  },
  {
    flags: ["-n", "--name"],
    key: "name",
    kind: "value",
    metavar: "section",
    default: "alembic",
    help: "section of the .ini file to read (default: alembic)",
  },
  {
    flags: ["-x"],
    key: "x",
    kind: "append",
    metavar: "name=value",
    help: "argument for env.ts, which reads it with context.getXArgument(); may be repeated",
  },
  { flags: ["--raiseerr"], key: "raiseerr", kind: "flag", help: "show the stack of an error" },
  { flags: ["-q", "--quiet"], key: "quiet", kind: "flag", help: "print no results and no status lines" },
];

const verbose = {
  flags: ["-v", "--verbose"],
  key: "verbose",
  kind: "flag",
  help: "say more",
} as const satisfies OptionSpec;
const sql = {
  flags: ["--sql"],
  key: "sql",
  kind: "flag",
  help: "print the SQL and leave the database alone (offline mode)",
} as const satisfies OptionSpec;
const tag = {
  flags: ["--tag"],
  key: "tag",
  kind: "value",
  metavar: "name",
  help: "any word, which env.ts reads with context.getTagArgument()",
} as const satisfies OptionSpec;
const message = {
  flags: ["-m", "--message"],
  key: "message",
  kind: "value",
  metavar: "text",
  help: "message of the new revision",
} as const satisfies OptionSpec;
const branchLabel = {
  flags: ["--branch-label"],
  key: "branchLabel",
  kind: "value",
  metavar: "name",
  help: "label of the branch that the new revision starts",
} as const satisfies OptionSpec;
const revId = {
  flags: ["--rev-id"],
  key: "revId",
  kind: "value",
  metavar: "id",
  help: "identifier of the new revision, in place of a random one",
} as const satisfies OptionSpec;
const splice = {
  flags: ["--splice"],
  key: "splice",
  kind: "flag",
  help: "allow a revision that is not a head to be built upon",
} as const satisfies OptionSpec;
const json = {
  flags: ["--json"],
  key: "json",
  kind: "flag",
  help: "print one JSON document (see docs/json.md)",
  ours: true,
} as const satisfies OptionSpec;

/** The options of the sub-commands, by key. */
export const commandOptions = {
  verbose,
  sql,
  tag,
  message,
  branchLabel,
  revId,
  splice,
  json,
  lockTimeout: {
    flags: ["--lock-timeout"],
    key: "lockTimeout",
    kind: "value",
    metavar: "seconds",
    help: "how long to wait for another run (default: the timeout of the database URL, or 60)",
    ours: true,
  },
  previewJson: { ...json, help: "with --preview: print one JSON document (see docs/json.md)" },
  python: {
    flags: ["--python"],
    key: "python",
    kind: "flag",
    help: "say which Python revisions can be run here, without a database",
    ours: true,
  },
  checkHeads: {
    flags: ["-c", "--check-heads"],
    key: "checkHeads",
    kind: "flag",
    help: "fail unless the database is at all heads",
  },
  resolveDependencies: {
    flags: ["--resolve-dependencies"],
    key: "resolveDependencies",
    kind: "flag",
    help: "treat dependencies as down revisions",
  },
  revRange: {
    flags: ["-r", "--rev-range"],
    key: "revRange",
    kind: "value",
    metavar: "start:end",
    help: "revisions to list",
  },
  indicateCurrent: {
    flags: ["-i", "--indicate-current"],
    key: "indicateCurrent",
    kind: "flag",
    help: "mark the revision that the database is at",
  },
  graph: {
    flags: ["--graph"],
    key: "graph",
    kind: "flag",
    help: "draw the graph beside the revisions",
    ours: true,
  },
  at: {
    flags: ["--at"],
    key: "at",
    kind: "append",
    metavar: "name=url",
    help: "mark where this database is; may be repeated",
    ours: true,
  },
  from: {
    flags: ["--from"],
    key: "from",
    kind: "value",
    metavar: "url",
    help: "database to read (default: the one that the environment opens)",
    ours: true,
  },
  out: {
    flags: ["--out"],
    key: "out",
    kind: "value",
    metavar: "file",
    help: "file to write (default: print the text)",
    ours: true,
  },
  force: {
    flags: ["--force"],
    key: "force",
    kind: "flag",
    help: "replace the file where it exists",
    ours: true,
  },
  mermaid: {
    flags: ["--mermaid"],
    key: "mermaid",
    kind: "flag",
    help: "write a flowchart in Mermaid's language, for Markdown",
    ours: true,
  },
  dot: {
    flags: ["--dot"],
    key: "dot",
    kind: "flag",
    help: "write the language of Graphviz",
    ours: true,
  },
  svg: {
    flags: ["--svg"],
    key: "svg",
    kind: "flag",
    help: "write a picture in SVG",
    ours: true,
  },
  template: {
    flags: ["-t", "--template"],
    key: "template",
    kind: "value",
    metavar: "name",
    default: "generic",
    help: "template of the new environment (default: generic; see list_templates)",
  },
  preview: {
    flags: ["--preview"],
    key: "preview",
    kind: "flag",
    help: "run it, show what changes, and keep nothing of it",
    ours: true,
  },
  showSql: {
    flags: ["--sql"],
    key: "sql",
    kind: "flag",
    help: "print the SQL that upgrades to the revision from the one before it",
    ours: true,
  },
  package: {
    flags: ["--package"],
    key: "package",
    kind: "flag",
    help: "also write an empty __init__.py, for a folder that is shared with Python",
  },
  diff: {
    flags: ["--diff"],
    key: "diff",
    kind: "flag",
    help: "show what differs between the database and the models as a diff of SQL",
    ours: true,
  },
  why: {
    flags: ["-v", "--verbose"],
    key: "verbose",
    kind: "flag",
    help: "say of each difference why it was found",
    ours: true,
  },
  rename: {
    flags: ["--rename"],
    key: "rename",
    kind: "append",
    metavar: "old=new",
    help: "table (old=new) or column (table.old=new) that was renamed, and not dropped and added; may be repeated",
    ours: true,
  },
  autogenerate: {
    flags: ["--autogenerate"],
    key: "autogenerate",
    kind: "flag",
    help: "fill the revision with the differences between the models and the database",
  },
  head: {
    flags: ["--head"],
    key: "head",
    kind: "value",
    metavar: "revision",
    help: "revision, or <branch>@head, to build upon",
  },
  versionPath: {
    flags: ["--version-path"],
    key: "versionPath",
    kind: "value",
    metavar: "folder",
    help: "which of the configured version locations gets the file",
  },
  dependsOn: {
    flags: ["--depends-on"],
    key: "dependsOn",
    kind: "append",
    metavar: "revision",
    help: "revision that the new one needs; may be repeated",
  },
  purge: {
    flags: ["--purge"],
    key: "purge",
    kind: "flag",
    help: "delete all rows of the version table first",
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;
