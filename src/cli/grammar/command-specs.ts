import type { CommandSpec, PositionalSpec } from "./command-spec.js";
import { commandOptions as option } from "./option-specs.js";

const revision: PositionalSpec = { key: "revision", help: "revision identifier, symbol or relative target" };
const rev: PositionalSpec = { key: "rev", help: "revision identifier or symbol" };
const revisions: PositionalSpec = {
  key: "revisions",
  help: "one or more revisions, or 'heads' for all heads",
  many: true,
};

/** Arguments that a custom command may name. */
export const knownPositionals: Readonly<Record<string, PositionalSpec>> = {
  directory: { key: "directory", help: "folder to create" },
  revision,
  revisions,
};

/** All sub-commands, in the order of the help. */
export const commandSpecs: readonly CommandSpec[] = [
  {
    name: "adopt",
    help: "take over a database from another migration tool",
    options: [option.baselineMessage, option.revId, option.folder],
    positionals: [],
    ours: true,
  },
  { name: "branches", help: "show the branch points", options: [option.verbose, option.json], positionals: [] },
  {
    name: "check",
    help: "compare the models with the database, and fail if they differ",
    options: [option.diff, option.why, option.rename, option.python, option.json],
    positionals: [{ key: "revision", help: "after --python: only this revision", optional: true, onlyWith: "python" }],
  },
  {
    name: "completion",
    help: "print a completion script for a shell: bash, zsh or fish",
    options: [],
    positionals: [{ key: "shell", help: "bash, zsh or fish" }],
    ours: true,
  },
  {
    name: "convert",
    help: "rewrite Python revisions in TypeScript, or the other way round",
    options: [option.to, option.all, option.convertDiff, option.keep, option.json],
    positionals: [{ ...revisions, help: "one or more revisions, or ranges such as base:head", optionalWith: "all" }],
    ours: true,
  },
  {
    name: "current",
    help: "show the current revision of the database",
    options: [option.checkHeads, option.verbose, option.json],
    positionals: [],
  },
  {
    name: "downgrade",
    help: "go back to an earlier revision",
    options: [option.sql, option.tag, option.preview, option.previewJson, option.lockTimeout],
    positionals: [{ ...revision, help: `${revision.help}; with --preview by default -1`, optionalWith: "preview" }],
  },
  { name: "edit", help: "open revision files in $EDITOR", options: [], positionals: [rev] },
  {
    name: "ensure_version",
    help: "create the version table if it is missing",
    options: [option.sql],
    positionals: [],
  },
  {
    name: "graph",
    help: "draw the graph of revisions, and mark where databases are",
    options: [
      option.revRange,
      option.indicateCurrent,
      option.at,
      option.mermaid,
      option.dot,
      option.svg,
      option.html,
      option.dialect,
      option.json,
    ],
    positionals: [],
    ours: true,
  },
  {
    name: "heads",
    help: "show the newest revision of every branch",
    options: [option.verbose, option.resolveDependencies, option.json],
    positionals: [],
  },
  {
    name: "history",
    help: "list the revisions, newest first",
    options: [option.revRange, option.verbose, option.indicateCurrent, option.graph, option.json],
    positionals: [],
  },
  {
    name: "init",
    help: "create a new migration environment",
    options: [option.template, option.package],
    positionals: [{ key: "directory", help: "folder to create" }],
  },
  { name: "list_templates", help: "list the templates of init", options: [], positionals: [] },
  {
    name: "merge",
    help: "create a revision that joins others",
    options: [option.message, option.branchLabel, option.revId, option.splice],
    positionals: [revisions],
  },
  {
    name: "models",
    help: "write the tables of a database as a module of models",
    options: [option.from, option.out, option.force],
    positionals: [],
    ours: true,
  },
  {
    name: "revision",
    help: "create a new revision file",
    options: [
      option.message,
      option.autogenerate,
      option.sql,
      option.head,
      option.splice,
      option.branchLabel,
      option.versionPath,
      option.revId,
      option.dependsOn,
      option.diff,
      option.why,
      option.rename,
    ],
    positionals: [],
  },
  { name: "show", help: "show revisions in full", options: [option.showSql, option.json], positionals: [rev] },
  {
    name: "stamp",
    help: "set the revision of the database without running scripts",
    options: [option.sql, option.tag, option.purge, option.lockTimeout],
    positionals: [revisions],
  },
  {
    name: "types",
    help: "write Kysely's types of a database or of the models",
    options: [option.typesFrom, option.out, option.force],
    positionals: [],
    ours: true,
  },
  {
    name: "upgrade",
    help: "go to a later revision",
    options: [option.sql, option.tag, option.preview, option.previewJson, option.lockTimeout],
    positionals: [{ ...revision, help: `${revision.help}; by default head`, optional: true }],
  },
];
