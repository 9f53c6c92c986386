import type { ReflectedIndex } from "../../../dialects/inspector.js";
import { Column } from "../../../schema/column.js";
import type { Index } from "../../../schema/table-index.js";
import { ownValue } from "../../../support/own-value.js";
import type { AutogenContext } from "../../autogen-context.js";
import { nameList } from "../describe-type.js";
import { type Signature, uniqueSignature } from "./signature.js";

/** Both reflections of an index. */
export interface ReflectedIndexes {
  readonly inspected: ReflectedIndex;
  readonly wanted: ReflectedIndex;
}

const flag = (value: boolean): string => (value ? "True" : "False");

/** An index has expressions if a part of it is not a plain column. */
export function hasExpressions(index: Index): boolean {
  return index.expressions.some((one) => !(one instanceof Column));
}

/** One part of an index in a normal form: the column or expression, its collation and its order. */
function partsOf(index: ReflectedIndex, normalize: (text: string) => string): readonly string[] {
  return index.expressions.map((expression, at) => {
    const name = index.columnNames[at];
    const collation = ownValue(index.columnCollation, expression);
    const sorting = (ownValue(index.columnSorting, expression) ?? []).filter((order) => order !== "asc");
    return [
      name === null ? normalize(expression) : name,
      ...(collation === undefined ? [] : [`collate ${collation.toLowerCase()}`]),
      ...sorting.map((order) => order.replace("_", " ")),
    ].join(" ");
  });
}

/** Options that the server reports, sorted. */
function optionList(options: Readonly<Record<string, unknown>>): string {
  const written = Object.entries(options).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return written.length === 0 ? "none" : written.toSorted().join(" ");
}

function reflectedDifference(context: AutogenContext, { inspected, wanted }: ReflectedIndexes): readonly string[] {
  const normalize = (text: string): string => context.hooks.normalizeExpression(text);
  const one = partsOf(inspected, normalize);
  const other = partsOf(wanted, normalize);
  const options = [inspected, wanted].map(({ dialectOptions }) => optionList(dialectOptions));
  const conditions = [inspected.where, wanted.where].map((where) => (where === null ? null : normalize(where)));
  return [
    ...(JSON.stringify(one) === JSON.stringify(other) ? [] : [`expression ${nameList(one)} to ${nameList(other)}`]),
    ...(!context.hooks.comparesIndexOptions || options[0] === options[1]
      ? []
      : [`options ${options[0]} to ${options[1]}`]),
    ...(conditions[0] === conditions[1] ? [] : [`condition ${inspected.where ?? "none"} to ${wanted.where ?? "none"}`]),
  ];
}

/**
 * Compares an index of the models with the index of the same name in the database.
 *
 * @returns sentences for the log, none when they are the same.
 */
export function indexDifference(
  context: AutogenContext,
  metadata: Signature & { readonly kind: "index" },
  conn: Signature & { readonly kind: "index" },
  reflected: ReflectedIndexes | undefined,
): readonly string[] {
  const [found, wanted] = [Boolean(conn.object.unique), Boolean(metadata.object.unique)];
  const unique = found === wanted ? [] : [`unique=${flag(found)} to unique=${flag(wanted)}`];
  if (reflected !== undefined) return [...unique, ...reflectedDifference(context, reflected)];
  const isSame = JSON.stringify(conn.columnNames) === JSON.stringify(metadata.columnNames);
  if (isSame) return unique;
  return [...unique, `expression ${nameList(conn.columnNames)} to ${nameList(metadata.columnNames)}`];
}

/** Compares two unique constraints of the same name. */
export function uniqueDifference(
  metadata: Signature & { readonly kind: "unique" },
  conn: Signature & { readonly kind: "unique" },
): readonly string[] {
  const [found, wanted] = [conn, metadata].map((one) => uniqueSignature(one.object));
  if (found === undefined || wanted === undefined || found.unnamed === wanted.unnamed) return [];
  const sorted = (one: Signature): string => nameList([...one.columnNames].sort());
  return [`expression ${sorted(found)} to ${sorted(wanted)}`];
}
