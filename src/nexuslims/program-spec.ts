import type { CommandSpec, OptionSpec } from "../cli/grammar/command-spec.js";
import type { ProgramSpec } from "../cli/grammar/parse-arguments.js";

const verbose: OptionSpec = { flags: ["-v", "--verbose"], key: "verbose", kind: "flag", help: "show all details" };
const sql: OptionSpec = {
  flags: ["--sql"],
  key: "sql",
  kind: "flag",
  help: "print the SQL and leave the database alone",
};
const preview: OptionSpec = {
  flags: ["--preview"],
  key: "preview",
  kind: "flag",
  help: "run on a private copy, show what changes there and leave the database alone",
};
const lockTimeout: OptionSpec = {
  flags: ["--lock-timeout"],
  key: "lockTimeout",
  kind: "value",
  metavar: "seconds",
  help: "how long to wait while another program writes (default: 60)",
};

/** The commands of `nexuslims db`, in the order of its help. */
export const commandSpecs: readonly CommandSpec[] = [
  {
    name: "init",
    help: "make a new database at NX_DB_PATH and apply all migrations",
    options: [
      { flags: ["--force"], key: "force", kind: "flag", help: "replace a database that exists, without a backup" },
    ],
    positionals: [],
  },
  {
    name: "upgrade",
    help: "bring the database to a later version; a backup is made first",
    options: [sql, preview, lockTimeout],
    positionals: [{ key: "revision", help: "revision to go to (default: head, the latest)", optional: true }],
  },
  {
    name: "downgrade",
    help: "take the database back to an earlier version; a backup is made first",
    options: [sql, preview, lockTimeout],
    positionals: [{ key: "revision", help: "revision to go to (default: -1, one step back)", optional: true }],
  },
  { name: "current", help: "show the revision that the database is at", options: [verbose], positionals: [] },
  {
    name: "check",
    help: "say whether migrations are pending: exit code 0 for none, 1 for some, 2 for an error",
    options: [
      {
        flags: ["--diff"],
        key: "diff",
        kind: "flag",
        help: "where none are pending, compare the database with the models and show a diff of SQL; a difference is 1",
      },
    ],
    positionals: [],
  },
  {
    name: "history",
    help: "show all migrations, the latest first",
    options: [
      verbose,
      {
        flags: ["-i", "--indicate-current"],
        key: "indicateCurrent",
        kind: "flag",
        help: "mark the revision that the database is at",
      },
    ],
    positionals: [],
  },
  {
    name: "alembic",
    help: "run any command of alembic-ts on the migrations of NexusLIMS",
    options: [],
    positionals: [{ key: "command", help: "the command and its options", many: true, optional: true }],
  },
];

/** The grammar of `nexuslims db`. */
export const programSpec: ProgramSpec = {
  about: "Manages the NexusLIMS database, the file that NX_DB_PATH names in the environment or in a .env file.",
  options: [],
  commands: commandSpecs,
};
