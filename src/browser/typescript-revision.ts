import { leadingComment } from "../script/header/leading-comment.js";
import { loadedRevision } from "./loaded-revision.js";
import type { RevisionScript } from "./revision-set.js";

/**
 * Makes a revision of a TypeScript or JavaScript module that the page has run.
 *
 * @param path the name of the file, for messages.
 * @param source the text of the file; its leading comment is the message.
 * @param exports the exports of the module.
 * @returns the revision, for a {@link RevisionSet}.
 * @throws {@link CommandError} if the module has no revision identifier.
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
