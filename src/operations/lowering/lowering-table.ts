import type { MigrateOperation } from "../directives/migrate-operation.js";
import type { DirectiveKind, DirectivesByKind } from "./directives-by-kind.js";
import { lowerAddColumn } from "./lower-add-column.js";
import { lowerAlterColumn } from "./lower-alter-column.js";
import { lowerBulkInsert } from "./lower-bulk-insert.js";
import { lowerConstraint, lowerDropConstraint } from "./lower-constraint.js";
import { lowerCreateTable } from "./lower-create-table.js";
import { lowerDropColumn } from "./lower-drop-column.js";
import { lowerDropTable } from "./lower-drop-table.js";
import { lowerExecute } from "./lower-execute.js";
import { lowerIndex } from "./lower-index.js";
import { lowerRenameTable } from "./lower-rename-table.js";
import { lowerTableComment } from "./lower-table-comment.js";
import type { Lowered, Lowering, LoweringContext } from "./lowering.js";

/** How each kind of directive becomes statements. */
export const loweringTable: { readonly [Kind in DirectiveKind]: Lowering<DirectivesByKind[Kind]> } = {
  createTable: lowerCreateTable,
  dropTable: lowerDropTable,
  renameTable: lowerRenameTable,
  createTableComment: lowerTableComment,
  dropTableComment: lowerTableComment,
  addColumn: lowerAddColumn,
  alterColumn: lowerAlterColumn,
  dropColumn: lowerDropColumn,
  createPrimaryKey: lowerConstraint,
  createUniqueConstraint: lowerConstraint,
  createForeignKey: lowerConstraint,
  createCheckConstraint: lowerConstraint,
  createExcludeConstraint: lowerConstraint,
  dropConstraint: lowerDropConstraint,
  createIndex: lowerIndex,
  dropIndex: lowerIndex,
  execute: lowerExecute,
  bulkInsert: lowerBulkInsert,
};

/** Turns a directive into statements, or `undefined` where it is none of the built-in ones. */
export function lower(directive: MigrateOperation, context: LoweringContext): Lowered | undefined {
  if (!Object.hasOwn(loweringTable, directive.kind)) return undefined;
  const lowering = loweringTable[directive.kind as DirectiveKind] as Lowering<MigrateOperation>;
  return lowering(directive, context);
}
