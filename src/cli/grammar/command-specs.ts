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
  directory: { key: "directory", help: "folder to make" },
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
    help: "say whether the models ask for a new revision",
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
    help: "rewrite revisions in the other language, if they do the same there",
    options: [option.to, option.all, option.convertDiff, option.keep, option.json],
    positionals: [{ ...revisions, help: "one or more revisions, or ranges such as base:head", optionalWith: "all" }],
    ours: true,
  },
  {
    name: "current",
    help: "show the revision that the database is at",
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
    help: "create the version table where it is missing",
    options: [option.sql],
    positionals: [],
  },
  {
    name: "graph",
    help: "draw the graph of revisions, with the places of databases in it",
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
    help: "make a new migration environment",
    options: [option.template, option.package],
    positionals: [{ key: "directory", help: "folder to make" }],
  },
  { name: "list_templates", help: "list what init can start from", options: [], positionals: [] },
  {
    name: "merge",
    help: "make a revision that joins others",
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
    help: "make a new revision file",
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
    help: "set the database's revision, run no script",
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
