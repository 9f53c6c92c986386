import { RevisionError } from "./revision-error.js";

/** The error for a branch label that stands for another revision already. */
export function labelTaken(label: string, revision: string, owner: string): RevisionError {
  return new RevisionError(`Branch name '${label}' in revision ${revision} already used by revision ${owner}`);
}
