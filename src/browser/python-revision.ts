import { RevisionRun } from "../python/revision-run.js";
import { parseModule } from "../python/syntax/parse-module.js";
import { docstringOf } from "../script/python/python-header.js";
import { loadedRevision } from "./loaded-revision.js";
import type { RevisionScript } from "./revision-set.js";

/**
 * Runs a Python revision, without its steps, in the evaluator of this package; no Python is needed.
 *
 * @param path its name in messages.
 * @param source its text, whose docstring is the message.
 * @param write takes what it prints; by default nothing does.
 * @throws {@link CommandError} when it has no revision identifier.
 * @throws the error of the file, which names the line, when it cannot be run.
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
