import type { ClauseElement } from "../../../schema/elements/clause-element.js";
import type { OperationsHost } from "../../operations-host.js";
import type { BatchAlterTableOptions } from "../batch-alter-table-options.js";

export async function rebuildFromModel(
  _host: OperationsHost,
  _name: string,
  _options: BatchAlterTableOptions,
  _nodes: readonly ClauseElement[],
): Promise<void> {
  throw new Error("TODO");
}
