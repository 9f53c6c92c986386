import type { ClauseElement } from "../schema/elements/clause-element.js";
import type { StatementOrigin } from "./statement-sink.js";

/** Takes the changes that operations are lowered to: carries them out, or keeps them for a batch. */
export interface OperationTarget {
  /** The table that all changes are on, in a batch. */
  readonly batchTable: { readonly name: string; readonly schema: string | null } | undefined;
  apply(nodes: readonly ClauseElement[], origin: StatementOrigin): Promise<void>;
}
