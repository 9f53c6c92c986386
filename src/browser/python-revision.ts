import { RevisionRun } from "../python/revision-run.js";
import { parseModule } from "../python/syntax/parse-module.js";
import { docstringOf } from "../script/python/python-header.js";
import { loadedRevision } from "./loaded-revision.js";
import type { RevisionScript } from "./revision-set.js";

/**
 * Loads a Python revision with the evaluator of this package; no Python is needed. The code of the module is run, but
 * not `upgrade()` or `downgrade()`.
 *
 * @param path the name of the file, for messages.
 * @param source the text of the file; its docstring is the message.
 * @param write called with the text that the script prints; by default this text is discarded.
 * @returns the revision, for a {@link RevisionSet}.
 * @throws {@link CommandError} if the file has no revision identifier.
 * @throws the error of the script, which names the line, if the script cannot be run.
 * @example
 * ```ts
 * import { pythonRevision, RevisionSet } from "alembic-ts/browser";
 *
 * const one = await pythonRevision("a1.py", '"""add users"""\nrevision = "a1"\ndown_revision = None\n');
 * console.log(new RevisionSet([one]).map.getRevision("a1")?.doc); // add users
 * ```
 */
export async function pythonRevision(
  path: string,
  source: string,
  write: (text: string) => void = () => undefined,
): Promise<RevisionScript> {
  const run = new RevisionRun({ write });
  run.check(path, source);
  const { header, upgrade, downgrade } = await run.load(path, source);
  const { revision, down_revision, branch_labels, depends_on } = header;
  const ids = { revision, downRevision: down_revision, branchLabels: branch_labels, dependsOn: depends_on };
  return loadedRevision(path, docstringOf(parseModule(source, path)).trim(), ids, { upgrade, downgrade });
}
