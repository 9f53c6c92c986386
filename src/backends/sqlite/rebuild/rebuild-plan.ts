import { reflectedType } from "../../../dialects/sqlite/reflection/reflected-type.js";
import type { TypeEngine } from "../../../schema/types/type-engine.js";
import type { TableDraft } from "./text/table-draft.js";

/** A column whose values are compared after the copy. */
export interface ComparedColumn {
  readonly from: string;
  readonly to: string;
  /**
   * `value`: it stays the same. `conversion`: its type changes, but the same values must be NULL; values that the new
   * type cannot hold are counted. `none`: the script gives the SQL of its values.
   */
  readonly comparison: "value" | "conversion" | "none";
  /** Its new type as SQL, and whether it is a type of numbers, for which `1` and `1.0` are equal. */
  readonly type: string;
  readonly isNumber: boolean;
  /** Whether the column has a collation. */
  readonly collation: boolean;
}

/** All that a rebuild does, decided before it changes the table. */
export interface RebuildPlan {
  readonly tableName: string;
  /** Name of the new table until it takes the old one's place. */
  readonly temporaryName: string;
  /** Creates the new table. */
  readonly createTable: string;
  /** Columns of the new table that get values, each with its SQL expression over the old table. */
  readonly copied: readonly { readonly column: string; readonly source: string }[];
  readonly compared: readonly ComparedColumn[];
  /** Existing indexes that stay, then new ones. */
  readonly createIndexes: readonly string[];
  readonly createTriggers: readonly { readonly sql: string; readonly temporary: boolean }[];
  /** Names of dropped indexes. */
  readonly droppedIndexes: readonly string[];
  /** Whether the rows' foreign keys have to be checked, because a key or a column of one was changed. */
  readonly checksForeignKeys: boolean;
  /** Whether the new table is AUTOINCREMENT, so that the old one's counter is carried over. */
  readonly autoincrement: boolean;
}

/** The columns that are copied, and what is compared afterwards. */
export function copiesOf(draft: TableDraft): Pick<RebuildPlan, "copied" | "compared"> {
  const filled = draft.columns.filter((column) => column.source !== null);
  return {
    copied: filled.map(({ definition, source }) => ({ column: definition.name, source: source ?? "" })),
    compared: draft.columns.flatMap(({ definition, original, isUnchanged, isNumber, isGiven }) =>
      original === null
        ? []
        : [
            {
              from: original,
              to: definition.name,
              comparison: isUnchanged ? "value" : isGiven === true ? "none" : "conversion",
              type: definition.type,
              isNumber: isNumber ?? isNumberType(reflectedType(definition.type)),
              collation: definition.constraints.some(({ kind }) => kind === "collate"),
            },
          ],
    ),
  };
}

const numbers = new Set(["Integer", "Numeric", "Float", "Boolean"]);

/** Whether the values of a type are numbers. */
export const isNumberType = (type: TypeEngine): boolean => numbers.has(type.affinity);

/** Whether two types, as a CREATE TABLE names them, are both types of numbers. */
export const areNumberTypes = (one: { readonly type: string }, other: { readonly type: string }): boolean =>
  [one, other].every(({ type }) => isNumberType(reflectedType(type)));
