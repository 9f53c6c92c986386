import { leadingComment } from "../script/header/leading-comment.js";
import { loadedRevision } from "./loaded-revision.js";
import type { RevisionScript } from "./revision-set.js";

/**
 * Makes a revision of a TypeScript or JavaScript module that the page has run.
 *
 * @param path its name in messages.
 * @param source its text, whose leading comment is the message.
 * @param exports what it exports.
 * @throws {@link CommandError} when it has no revision identifier.
 * @example
 * ```ts
 * import { RevisionSet, typescriptRevision } from "alembic-ts/browser";
 *
 * const one = typescriptRevision("a1.ts", "/** add users *" + "/", { revision: "a1", downRevision: null });
 * console.log(new RevisionSet([one]).map.getRevision("a1")?.doc); // add users
 * ```
 */
export function typescriptRevision(
  path: string,
  source: string,
  exports: Readonly<Record<string, unknown>>,
): RevisionScript {
  const { revision, downRevision, branchLabels, dependsOn, upgrade, downgrade } = exports;
  const header = { revision, downRevision, branchLabels, dependsOn };
  return loadedRevision(path, leadingComment(source).text, header, { upgrade, downgrade });
}
