import { DropConstraintOp } from "../../operations/directives/constraint-ops.js";
import type { MigrateOperation } from "../../operations/directives/migrate-operation.js";
import { ModifyTableOps } from "../../operations/directives/modify-table-ops.js";
import { OpContainer } from "../../operations/directives/op-container.js";
import type { DirectiveKind, DirectivesByKind } from "../../operations/lowering/directives-by-kind.js";
import type { AutogenContext } from "../autogen-context.js";

/** Renders one kind of directive; returns `undefined` if the environment omits it. */
export type Renderer<Op, Source> = (op: Op, context: AutogenContext) => Source | undefined;

/** The kinds of directives that can be written. Inserts of rows cannot: no comparison finds them. */
type RenderedKind = Exclude<DirectiveKind, "bulkInsert">;

/** A renderer for each kind of directive. The compiler reports a language that lacks one. */
export type Renderers<Source> = { readonly [Kind in RenderedKind]: Renderer<DirectivesByKind[Kind], Source> };

/** How one language writes operations. */
export interface OperationWriter<Source, Statement> {
  readonly directives: Renderers<Source>;
  /** The method by which an operation of the application renders itself. */
  readonly ownMethod: "toTypescript" | "toPython";
  /** Whether a constraint without a name can be dropped by its columns. */
  readonly findsByColumns: boolean;
  /** Whether the changes of a table are written as a batch. */
  needsBatch(op: ModifyTableOps, context: AutogenContext): boolean;
  batch(op: ModifyTableOps, statements: readonly Statement[], context: AutogenContext): readonly Statement[];
  /** The comments before an operation. `warning` has the lines about an unnamed constraint. */
  comments(op: MigrateOperation, warning: readonly string[], context: AutogenContext): readonly Statement[];
  statement(source: Source): Statement;
  ownStatement(text: string, op: MigrateOperation): Statement;
}

/**
 * Writes an operation as statements.
 *
 * @throws {Error} if the operation has no renderer.
 */
export function writeOperation<Source, Statement>(
  writer: OperationWriter<Source, Statement>,
  op: MigrateOperation,
  context: AutogenContext,
): readonly Statement[] {
  const all = (ops: readonly MigrateOperation[]) => ops.flatMap((one) => writeOperation(writer, one, context));
  if (op instanceof ModifyTableOps && !op.isEmpty() && writer.needsBatch(op, context)) {
    context.hasBatch = true;
    let statements: readonly Statement[];
    try {
      statements = all(op.ops);
    } finally {
      context.hasBatch = false;
    }
    return writer.batch(op, statements, context);
  }
  if (op instanceof OpContainer) return all(op.ops);
  const comments = writer.comments(op, unnamedWarning(op, context, writer), context);
  const { ownMethod, directives } = writer;
  if (ownMethod in op) {
    const own = op as unknown as Readonly<Record<string, (context: AutogenContext) => string>>;
    return [...comments, writer.ownStatement(own[ownMethod]?.(context) ?? "", op)];
  }
  if (!isRendered(directives, op)) {
    throw new Error(
      `No renderer is established for the operation ${op.constructor.name}: give it a ${ownMethod} method`,
    );
  }
  const source = renderWith(directives, op, context);
  return source === undefined ? comments : [...comments, writer.statement(source)];
}

function isRendered<Source>(directives: Renderers<Source>, op: MigrateOperation): op is DirectivesByKind[RenderedKind] {
  return Object.hasOwn(directives, op.kind);
}

function renderWith<Source, Kind extends RenderedKind>(
  directives: Renderers<Source>,
  op: DirectivesByKind[Kind] & { readonly kind: Kind },
  context: AutogenContext,
): Source | undefined {
  return directives[op.kind](op, context);
}

const UNNAMED_WARNING = [
  "WARNING: constraint name is None; this directive will fail as",
  "rendered.  Add a name, or use a naming convention; see",
  "https://alembic.sqlalchemy.org/en/latest/naming.html",
];

/** The warning before the drop of a constraint that has no name and cannot be found by its columns. */
function unnamedWarning(
  op: MigrateOperation,
  context: AutogenContext,
  { findsByColumns }: { readonly findsByColumns: boolean },
): readonly string[] {
  if (!(op instanceof DropConstraintOp) || op.constraintName !== null) return [];
  if (findsByColumns && op.columns !== null) return [];
  context.warn(
    `Autogenerate rendered a drop_constraint() directive for an unnamed constraint on table '${op.tableName}'; the migration will fail unless a constraint name is added to the directive.  Consider using a naming convention so that constraint names are known ahead of time.`,
  );
  return UNNAMED_WARNING;
}
