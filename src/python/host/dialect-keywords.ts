import { alterColumnOptionKeys } from "../../operations/directives/alter-column-op.js";
import { dropColumnOptionKeys } from "../../operations/directives/column-ops.js";
import {
  createCheckConstraintOptionKeys,
  createExcludeConstraintOptionKeys,
  createForeignKeyOptionKeys,
  createUniqueConstraintOptionKeys,
} from "../../operations/directives/constraint-options.js";
import { createIndexOptionKeys, dropIndexOptionKeys } from "../../operations/directives/index-ops.js";
import { createTableOptionKeys, dropTableOptionKeys } from "../../operations/directives/table-ops.js";
import { ArgumentError } from "../../schema/arguments/argument-error.js";
import type { OptionKeys } from "../../schema/arguments/option-keys.js";
import { columnOptionKeys } from "../../schema/column.js";
import { checkConstraintOptionKeys } from "../../schema/constraints/check-constraint.js";
import { excludeOptionKeys } from "../../schema/constraints/exclude-constraint.js";
import { foreignKeyOptionKeys } from "../../schema/constraints/foreign-key.js";
import { foreignKeyConstraintOptionKeys } from "../../schema/constraints/foreign-key-constraint.js";
import { primaryKeyOptionKeys } from "../../schema/constraints/primary-key-constraint.js";
import { uniqueOptionKeys } from "../../schema/constraints/unique-constraint.js";
import { identityArgumentKeys } from "../../schema/defaults/identity.js";
import { sequenceOptionKeys } from "../../schema/defaults/sequence.js";
import { dialectKeyword } from "../../schema/keywords/dialect-keyword.js";
import { tableOptionKeys } from "../../schema/table.js";
import { indexOptionKeys } from "../../schema/table-index.js";
import { raise } from "../values/py-exception.js";
import { camelCase } from "./camel-case.js";

/** The options of a call, and SQLAlchemy's class that checks its keywords; `null` where Alembic ignores unknown ones. */
type Callee = readonly [keys: OptionKeys, construct: string | null];

/** The calls whose `**kw` are keywords of dialects, by Python's names. */
const callees: ReadonlyMap<string, Callee> = new Map<string, Callee>([
  ["Table", [tableOptionKeys, "Table"]],
  ["Column", [columnOptionKeys, "Column"]],
  ["Index", [indexOptionKeys, "Index"]],
  ["CheckConstraint", [checkConstraintOptionKeys, "CheckConstraint"]],
  ["UniqueConstraint", [uniqueOptionKeys, "UniqueConstraint"]],
  ["PrimaryKeyConstraint", [primaryKeyOptionKeys, "PrimaryKeyConstraint"]],
  ["ForeignKeyConstraint", [foreignKeyConstraintOptionKeys, "ForeignKeyConstraint"]],
  ["ForeignKey", [foreignKeyOptionKeys, "ForeignKeyConstraint"]],
  ["ExcludeConstraint", [excludeOptionKeys, null]],
  ["Sequence", [sequenceOptionKeys, "Sequence"]],
  ["Identity", [identityArgumentKeys, "Identity"]],
  ["create_table", [createTableOptionKeys, "Table"]],
  ["drop_table", [dropTableOptionKeys, "Table"]],
  ["create_index", [createIndexOptionKeys, "Index"]],
  ["drop_index", [dropIndexOptionKeys, "Index"]],
  ["create_check_constraint", [createCheckConstraintOptionKeys, "CheckConstraint"]],
  ["create_unique_constraint", [createUniqueConstraintOptionKeys, "UniqueConstraint"]],
  ["create_foreign_key", [createForeignKeyOptionKeys, "ForeignKeyConstraint"]],
  ["create_exclude_constraint", [createExcludeConstraintOptionKeys, null]],
  ["alter_column", [alterColumnOptionKeys, null]],
  ["drop_column", [dropColumnOptionKeys, null]],
]);

/** Where a keyword goes: to an option, to a keyword under `dialectOptions`, or nowhere, because Alembic ignores it. */
export type KeywordPlace =
  | { readonly kind: "option" | "other"; readonly key: string }
  | { readonly kind: "ignored" }
  | { readonly kind: "refused"; readonly isWrongForm: boolean; readonly message: string };

/**
 * Returns where a keyword of a call goes that its signature does not name.
 *
 * @param callee the name of the function or class in Python, such as `create_index`.
 */
export function placeOfKeyword(callee: string, keyword: string): KeywordPlace {
  const known = callees.get(callee);
  if (known === undefined) return { kind: "option", key: camelCase(keyword) };
  const [{ names }, construct] = known;
  // The options of a table are words of MySQL's SQL, in which capitals mean nothing: `mysql_ENGINE`.
  const ofEngine = /^([a-z]+)_(.+)$/.exec(keyword)?.[1];
  const isWord = ofEngine !== undefined && Object.hasOwn(names, `${ofEngine}Engine`);
  const key = camelCase(isWord ? keyword.toLowerCase() : keyword);
  if (key !== "dialectOptions" && Object.hasOwn(names, key)) return { kind: "option", key };
  if (construct === null) return { kind: "ignored" };
  const [, dialect, argument] = /^(.+?)_(.+)$/.exec(keyword) ?? [];
  if (dialect === undefined || argument === undefined) {
    const message = `Additional arguments should be named <dialectname>_<argument>, got '${keyword}'`;
    return { kind: "refused", isWrongForm: true, message };
  }
  // SQLAlchemy takes anything for a table of the databases that have engines.
  if (Object.hasOwn(names, `${dialect}Engine`) || !dialectKeyword.test(key)) return { kind: "other", key };
  const message = `Argument '${keyword}' is not accepted by dialect '${dialect}' on behalf of <class 'sqlalchemy.sql.schema.${construct}'>`;
  return { kind: "refused", isWrongForm: false, message };
}

/**
 * Puts a keyword of a Python call among the options of the same call here.
 *
 * @throws {ArgumentError} when SQLAlchemy refuses the keyword; its message is SQLAlchemy's.
 */
export function putKeyword(options: Record<string, unknown>, callee: string, keyword: string, value: unknown): void {
  const place = placeOfKeyword(callee, keyword);
  if (place.kind === "refused") {
    if (place.isWrongForm) raise("TypeError", place.message);
    throw new ArgumentError(place.message);
  }
  if (place.kind === "ignored") return;
  if (place.kind === "option") options[place.key] = value;
  else options["dialectOptions"] = { ...(options["dialectOptions"] as object | undefined), [place.key]: value };
}
