import type { ClauseElement } from "../elements/clause-element.js";
import type { TypeEngine } from "../types/type-engine.js";
import type { AddColumn, AlterColumn, DropColumn } from "./column-nodes.js";
import type { DropTableComment, SetColumnComment, SetTableComment } from "./comment-nodes.js";
import type { AddConstraint, DropConstraint } from "./constraint-nodes.js";
import { DdlElement } from "./ddl-element.js";
import type { CreateIndex, DropIndex } from "./index-nodes.js";
import type { CreateSchema, DropSchema } from "./schema-nodes.js";
import type { CreateSequence, DropSequence } from "./sequence-nodes.js";
import type { CreateTable, DropTable, RenameTable } from "./table-nodes.js";

/** Every statement that changes the schema. A `switch` over `kind` that lacks one of them does not compile. */
export type DdlNode =
  | CreateTable
  | DropTable
  | RenameTable
  | AddColumn
  | DropColumn
  | AlterColumn
  | AddConstraint
  | DropConstraint
  | CreateIndex
  | DropIndex
  | SetTableComment
  | DropTableComment
  | SetColumnComment
  | CreateSequence
  | DropSequence
  | CreateSchema
  | DropSchema
  | CreateType
  | DropType;

/** Whether a clause is a statement that changes the schema. */
export function isDdlNode(clause: ClauseElement): clause is DdlNode {
  return clause instanceof DdlElement;
}

/** `CREATE TYPE` of a named type, such as PostgreSQL's enums, or `CREATE DOMAIN`. */
export class CreateType extends DdlElement {
  readonly kind = "createType";
  readonly type: TypeEngine;

  constructor(type: TypeEngine) {
    super();
    this.type = type;
  }
}

/** `DROP TYPE` of a named type, or `DROP DOMAIN`. */
export class DropType extends DdlElement {
  readonly kind = "dropType";
  readonly type: TypeEngine;

  constructor(type: TypeEngine) {
    super();
    this.type = type;
  }
}
