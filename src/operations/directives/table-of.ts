import type { OptionKeys } from "../../schema/arguments/option-keys.js";
import type { OtherDialectOptions } from "../../schema/keywords/other-dialect-options.js";
import type { ConstraintName } from "../../schema/names/constraint-name.js";
import { Conv } from "../../schema/names/conv.js";
import { QuotedName } from "../../schema/names/quoted-name.js";
import { dialectArguments } from "../../schema/schema-item.js";
import type { Table } from "../../schema/table.js";

/**
 * The table that a schema object belongs to.
 *
 * @throws {TypeError} when it belongs to none yet.
 */
export function tableOf(item: {
  readonly kind: string;
  readonly name: string | null;
  readonly table: Table | null;
}): Table {
  if (item.table === null)
    throw new TypeError(
      `The ${item.kind} '${item.name ?? ""}' belongs to no table, so no operation can be created from it`,
    );
  return item.table;
}

/** A named schema object, as constraints and indexes are. */
export interface Named {
  readonly name: string | null;
  readonly quote: boolean | null;
  readonly nameIsFinal: boolean;
}

/** Returns the name in the form that produces the same name again: no naming convention is applied to a final name. */
export function finalName(item: Named): ConstraintName {
  if (item.name === null) return null;
  if (item.nameIsFinal) return new Conv(item.name);
  return item.quote === null ? item.name : new QuotedName(item.name, item.quote);
}

/** Returns the names of the columns of a constraint. */
export const columnNamesOf = (constraint: {
  readonly columns: readonly { readonly name: string }[];
}): readonly string[] => constraint.columns.map(({ name }) => name);

/** Returns the keywords of dialects among some options, and the options of these names that are given. */
export function given<Options extends OtherDialectOptions, Keyword extends keyof Options & string>(
  options: Options,
  keywords: OptionKeys<Keyword>,
  names: readonly (keyof Options)[],
): Partial<Options> {
  const found = names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]] as const);
  const ofDialects = dialectArguments<{ readonly [Key in Keyword]?: Options[Key] }>(options, keywords);
  return { ...ofDialects, ...Object.fromEntries(found) } as Partial<Options>;
}

/** Returns the fields of these names that are neither `null`, `false` nor empty. */
export function truthy<Fields extends object, Name extends keyof Fields>(fields: Fields, names: readonly Name[]) {
  const found = names.filter((name) => Boolean(fields[name]));
  return Object.fromEntries(found.map((name) => [name, fields[name]])) as { [Key in Name]?: Fields[Key] };
}
