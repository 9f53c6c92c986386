import { isUtf8 } from "node:buffer";
import { dirname, extname } from "node:path";
import type { Config } from "../../config/config.js";
import { withStatus } from "../../config/status-lines.js";
import { requireUsableNames } from "../../graph/require-usable-names.js";
import { Revision } from "../../graph/revision.js";
import { catchRevisionErrors, revisionErrorWords } from "../../graph/revision-command-error.js";
import { idsAsArray, idsAsScalar, type RevisionIds } from "../../graph/revision-ids.js";
import type { RevisionMap } from "../../graph/revision-map.js";
import { CommandError } from "../../support/command-error.js";
import { quotedPath } from "../../support/printable.js";
import { absolutePath } from "../absolute-path.js";
import { renderPythonScript } from "../python/render-python-script.js";
import type { Script } from "../script.js";
import { type CreateDate, createDate, createDateText } from "./create-date.js";
import { encodeText } from "./encode-text.js";
import { formatAsComma } from "./format-as-comma.js";
import type { MakoValue } from "./mako-expression.js";
import { renderTemplate } from "./render-template.js";
import { defaultFileTemplate, revisionFileName } from "./revision-file-name.js";
import { runWriteHooks, type WriteHook } from "./write-hooks.js";

/** What `ScriptDirectory.generateRevision` takes besides identifier and message. */
export interface GenerateRevisionOptions {
  /** The parent or parents, as any symbol. Default: `head`. */
  readonly head?: RevisionIds | undefined;
  /** Allows a parent that already has a child. Default: `false`. */
  readonly splice?: boolean | undefined;
  /** Labels for the branch that begins here. Default: none. */
  readonly branchLabels?: RevisionIds | undefined;
  /** The version folder to write to. Default: that of the parent. */
  readonly versionPath?: string | undefined;
  /** Revisions that must be applied before. Default: none. */
  readonly dependsOn?: RevisionIds | undefined;
  /** Further names for the template: `upgrades`, `downgrades`, `imports` and the environment's own. */
  readonly templateArgs?: Readonly<Record<string, unknown>> | undefined;
}

/** The part of a script directory that writing a revision needs. */
export interface RevisionFolder {
  readonly config: Config;
  readonly dir: string;
  readonly versions: string;
  readonly versionLocations: readonly string[];
  readonly hasVersionLocations: boolean;
  readonly revisionMap: RevisionMap<Script>;
  readonly templateName: string | undefined;
  readonly writeHooks: ReadonlyMap<string, WriteHook>;
  getRevision(id: RevisionIds): Script | null;
  readScript(path: string): Promise<Script>;
}

interface NewRevision {
  readonly revid: string;
  readonly message: string | null;
  readonly date: CreateDate;
  readonly downRevision: RevisionIds;
  readonly branchLabels: readonly string[] | null;
  readonly dependsOn: RevisionIds;
  readonly templateArgs: Readonly<Record<string, unknown>>;
}

/** Makes a folder with a status line, where it is missing. */
async function ensureFolder(config: Config, path: string): Promise<void> {
  const { files } = config.services;
  if (!files.exists(path)) await withStatus(config, `Creating directory ${path}`, () => files.makeFolder(path));
}

function versionFolder(directory: RevisionFolder, heads: readonly Script[], given: string | undefined): string {
  const { versionLocations, config } = directory;
  if (given === undefined && versionLocations.length <= 1) return directory.versions;
  const path = given ?? (heads[0] === undefined ? undefined : dirname(heads[0].path));
  if (path === undefined) {
    throw new CommandError("Multiple version locations present, please specify --version-path", {
      hint: `The version locations are ${versionLocations.map(quotedPath).join(", ")}.`,
    });
  }
  const absolute = absolutePath(config.cwd, path);
  const known = versionLocations.find(
    (location) => location === absolute || (given === undefined && samePlace(config, location, absolute)),
  );
  if (known === undefined)
    throw new CommandError(`Path ${path} is not represented in current version locations`, {
      hint: `The version locations are ${versionLocations.map(quotedPath).join(", ")}.`,
    });
  return known;
}

/** In a revision's path symbolic links are resolved; the configured folder may still have some. */
function samePlace({ services: { files } }: Config, location: string, path: string): boolean {
  return files.exists(location) && files.realPath(location) === path;
}

function resolveDependencies(directory: RevisionFolder, dependsOn: RevisionIds | undefined): RevisionIds {
  return idsAsScalar(
    idsAsArray(dependsOn).map((name) => {
      const found = directory.getRevision(name);
      if (found === null)
        throw new CommandError(`Can't locate revision identified by '${name}'`, {
          hint: "'history' lists the revisions, the newest ones first.",
        });
      return found.branchLabels.has(name) ? name : found.revision;
    }),
  );
}

async function renderScript(directory: RevisionFolder, template: string, made: NewRevision): Promise<string> {
  const { files } = directory.config.services;
  const path = absolutePath(directory.dir, template);
  const message = made.message ?? "empty message";
  const date = createDateText(made.date);
  if (template !== "script.py.mako") {
    return renderTemplate(files, path, {
      imports: "",
      upgrades: "",
      downgrades: "",
      config: directory.config,
      ...made.templateArgs,
      context: made.templateArgs,
      upRevision: made.revid,
      downRevision: made.downRevision,
      branchLabels: made.branchLabels,
      dependsOn: made.dependsOn,
      createDate: date,
      comma: formatAsComma,
      message,
    });
  }
  const values = new Map<string, MakoValue>([
    ["message", { value: message }],
    ["up_revision", { value: made.revid }],
    ["down_revision", { value: made.downRevision, sequence: "tuple" }],
    ["branch_labels", { value: made.branchLabels, sequence: "tuple" }],
    ["depends_on", { value: made.dependsOn, sequence: "list" }],
    ["create_date", { value: date }],
    ["imports", { value: null }],
    ["upgrades", { value: null }],
    ["downgrades", { value: null }],
  ]);
  for (const [name, value] of Object.entries(made.templateArgs)) {
    if (typeof value === "string") values.set(name, { value });
  }
  const mainOption = (name: string): string | undefined => directory.config.getMainOption(name);
  return renderPythonScript(files.readText(path), path, { values, mainOption }, message);
}

/** Writes a new revision file, as `ScriptDirectory.generateRevision` describes it. */
export async function generateRevision(
  directory: RevisionFolder,
  revid: string,
  message: string | null,
  options: GenerateRevisionOptions,
): Promise<Script> {
  const { config } = directory;
  const { files, clock } = config.services;
  catchRevisionErrors({}, () => Revision.verifyRevId(revid));
  const heads = catchRevisionErrors(revisionErrorWords.newRevision, () =>
    directory.revisionMap.getRevisions(options.head ?? "head"),
  );
  if (new Set(heads).size !== heads.length) throw new CommandError("Duplicate head revisions specified");
  const branchLabels = options.branchLabels ? idsAsArray(options.branchLabels) : null;
  catchRevisionErrors({}, () => requireUsableNames(directory.revisionMap, revid, branchLabels ?? []));
  const length = config.getVersionNumLength();
  if (revid.length > length)
    throw new CommandError(
      `Revision identifier '${shortened(revid)}' has ${revid.length} characters, and the version table takes ${length}. Choose a shorter one, or set version_num_length in the configuration, which is the length of the column in a new version table`,
    );
  const date = createDate(clock.now(), config.getAlembicOption("timezone"));
  const folder = versionFolder(directory, heads, options.versionPath);
  if (directory.hasVersionLocations) await ensureFolder(config, folder);
  const template = directory.templateName;
  if (template === undefined)
    throw new CommandError(`Can't find script.ts.ejs in ${quotedPath(directory.dir)}`, {
      hint: "It is the template of new revisions; 'init' writes one into a new folder, from where it can be copied.",
    });
  const ending = extname(template.slice(0, template.lastIndexOf(".")));
  const stem = revisionFileName(
    config.getAlembicOption("file_template", defaultFileTemplate),
    revid,
    message,
    date,
    slugLength(config),
  );
  const path = absolutePath(folder, `${stem}${ending}`);
  await ensureFolder(config, dirname(path));
  const occupied = options.splice ? undefined : heads.find((head) => !head.isHead);
  if (occupied !== undefined) {
    throw new CommandError(
      `Revision ${occupied.revision} is not a head revision; please specify --splice to create a new branch from this revision`,
    );
  }
  const made: NewRevision = {
    revid,
    message,
    date,
    downRevision: idsAsScalar(heads.map((head) => head.revision)),
    branchLabels,
    dependsOn: resolveDependencies(directory, options.dependsOn),
    templateArgs: options.templateArgs ?? {},
  };
  await withStatus(config, `Generating ${path}`, async () => {
    const encoding = config.getAlembicOption("output_encoding", "utf-8");
    const text = encodeText(await renderScript(directory, template, made), encoding);
    if (ending !== ".py" && !isUtf8(text))
      throw new CommandError(
        `The revision has characters that are not ASCII, and as '${encoding}' the file could not be read again: set output_encoding to utf-8`,
      );
    // Two revisions of one message have one name where 'file_template' has no identifier.
    if (files.exists(path))
      throw new CommandError(`${quotedPath(path)} exists already, and another revision may be in it`);
    try {
      files.write(path, text);
    } catch (error) {
      files.remove(path);
      throw error;
    }
  });
  await runWriteHooks(config, path, directory.writeHooks);
  let script: Script;
  try {
    script = await directory.readScript(files.realPath(path));
    const isLabelled = branchLabels === null || script.ownBranchLabels.length > 0;
    if (isLabelled) {
      catchRevisionErrors({}, () => directory.revisionMap.addRevision(script));
      return script;
    }
  } catch (error) {
    // A file that is not a revision of this graph would keep every command from reading the environment.
    files.remove(path);
    throw error;
  }
  throw new CommandError(
    `Version ${script.revision} specified branch_labels ${formatAsComma(branchLabels ?? [])}, however the migration file ` +
      `${script.path} does not have them; have you upgraded your ${template} to include the 'branch_labels' section?`,
  );
}

/**
 * @throws {CommandError} Where the length is no number.
 */
function slugLength(config: Config): number {
  const text = config.getAlembicOption("truncate_slug_length");
  if (text === undefined) return 40;
  const length = Number(text);
  if (!/^\s*[-+]?\d+\s*$/.test(text)) {
    throw new CommandError(`invalid literal for truncate_slug_length: '${text}' is not a whole number`);
  }
  return length || 40;
}

/** An identifier that fits into a message. */
function shortened(revision: string): string {
  return revision.length > 60 ? `${revision.slice(0, 59)}…` : revision;
}
