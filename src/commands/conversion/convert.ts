import type { Config } from "../../config/config.js";
import type { Script } from "../../script/script.js";
import { ScriptDirectory } from "../../script/script-directory.js";
import { CommandError } from "../../support/command-error.js";
import type { ConversionResult, RevisionConversion, UnconvertedRevision } from "../results/conversion-result.js";
import { UnconvertedRevisionsError } from "../results/unconverted-revisions-error.js";
import { convertRevision, type TargetLanguage } from "./convert-revision.js";
import { recoverReplacements, replaceRevisionFile } from "./replace-revision-file.js";

/** Options of {@link convert}. */
export interface ConvertRevisionsOptions {
  /** The revisions to convert: identifiers, symbols or ranges. Either this or `all` is required. */
  readonly revisions?: readonly string[] | undefined;
  /** Convert all revisions. By default `false`. */
  readonly all?: boolean | undefined;
  /** The language to write: `ts` or `py`. By default the one in which no chosen revision is written. */
  readonly to?: string | undefined;
  /** Return a unified diff of each file and write nothing. By default `false`. */
  readonly diff?: boolean | undefined;
  /** Keep each original beside the new file as `NAME.orig`. By default `false`. */
  readonly keep?: boolean | undefined;
  /** Called with each revision as soon as it is converted. */
  readonly onConverted?: ((revision: RevisionConversion) => void) | undefined;
  /** Called with each revision that cannot be converted. */
  readonly onUnconverted?: ((revision: UnconvertedRevision) => void) | undefined;
}

/**
 * Converts revisions from TypeScript to Python or back. A converted file replaces the original only if a comparison
 * shows that both do the same. Revisions that are in the target language already are skipped.
 *
 * @returns the converted revisions
 * @throws {UnconvertedRevisionsError} if some revisions cannot be converted; the others have been
 * @throws {CommandError} if no revision is named, a name is not known, or the chosen revisions are in both languages
 */
export async function convert(config: Config, options: ConvertRevisionsOptions = {}): Promise<ConversionResult> {
  const { files } = config.services;
  let directory = await ScriptDirectory.fromConfig(config);
  if (recoverReplacements(files, directory.versionLocations)) directory = await ScriptDirectory.fromConfig(config);
  const chosen = chooseRevisions(directory, options);
  const to = targetOf(chosen, options.to);
  const converted: RevisionConversion[] = [];
  const unconverted: UnconvertedRevision[] = [];
  for (const script of chosen) {
    if (isIn(script, to)) continue;
    const made = await convertRevision(script, to, files, directory.loader);
    const { revision } = script;
    if ("refusals" in made) {
      const one = { revision, path: script.path, reasons: made.refusals };
      unconverted.push(one);
      options.onUnconverted?.(one);
      continue;
    }
    const one = {
      revision,
      from: script.path,
      path: made.path,
      sameScripts: made.proof.offline,
      asksDatabase: made.proof.simulated,
    };
    if (!options.diff) replaceRevisionFile(files, script.path, made.path, made.text, options.keep ?? false);
    const result = options.diff ? { ...one, diff: await diffOf(script.path, made) } : one;
    converted.push(result);
    options.onConverted?.(result);
  }
  const result = { written: !options.diff, converted, unconverted };
  if (unconverted.length > 0) throw new UnconvertedRevisionsError(result);
  return result;
}

function chooseRevisions(
  directory: ScriptDirectory,
  { all, revisions = [] }: ConvertRevisionsOptions,
): readonly Script[] {
  if (all && revisions.length > 0) throw new CommandError("Using --all with revisions does not make any sense");
  if (all) return directory.walkRevisions();
  if (revisions.length === 0) throw new CommandError("No revision is named; name some, or use --all");
  const found = revisions.flatMap((one): readonly Script[] => {
    if (!one.includes(":")) return directory.getRevisions(one);
    const [base = "", head = ""] = one.split(":");
    return directory.walkRevisions(base || "base", head || "heads");
  });
  return [...new Set(found)];
}

const isIn = ({ language }: Script, to: TargetLanguage): boolean => (language === "python") === (to === "py");

function targetOf(scripts: readonly Script[], to: string | undefined): TargetLanguage {
  if (to === "ts" || to === "py") return to;
  if (to !== undefined) throw new CommandError(`Revisions cannot be converted to '${to}'; use ts or py`);
  const hasPython = scripts.some((script) => isIn(script, "py"));
  const hasTypeScript = scripts.some((script) => isIn(script, "ts"));
  if (hasPython && hasTypeScript)
    throw new CommandError("The revisions are in both languages; say which one to write with --to ts or --to py");
  return hasPython ? "ts" : "py";
}

async function diffOf(
  from: string,
  made: { readonly path: string; readonly before: string; readonly text: string },
): Promise<string> {
  const { createTwoFilesPatch } = await import("diff");
  return createTwoFilesPatch(from, made.path, made.before, made.text, undefined, undefined, { context: 3 });
}
