import type { Column, ColumnArguments, ColumnItem, ColumnOptions, NamedColumnOptions } from "../column.js";
import type { ColumnReference } from "../constraints/column-collection-constraint.js";
import type { PrimaryKeyConstraint, PrimaryKeyOptions } from "../constraints/primary-key-constraint.js";
import type { UniqueConstraint, UniqueOptions } from "../constraints/unique-constraint.js";
import type { ColumnClause } from "../elements/column-clause.js";
import type { MetaData } from "../metadata.js";
import type { ConstraintName } from "../names/constraint-name.js";
import type { NameInput, QuotedName } from "../names/quoted-name.js";
import type { Table, TableItem, TableOptions } from "../table.js";
import type { TableClause, TableClauseOptions } from "../table-clause.js";
import type { Index, IndexExpression, IndexOptions } from "../table-index.js";

// The calls that take a list before their options. An editor completes the options of the first signature that fits what
// is written so far, and the members of the list's types where the list and the options share a signature. So each short
// list has a signature of its own, before the one for any list. The compiler reports its errors on the last signature
// that takes this many arguments: `Column` ends with ones that fit both of its beginnings, a name and a type.

/** A list of this many items. */
type ListOf<Item, Count extends readonly 0[]> = { readonly [At in keyof Count]: Item };

type ShortCall<Lead extends readonly unknown[], Item, Options, Result, Count extends readonly 0[]> = (
  ...args: [...Lead, ...ListOf<Item, Count>, options: Options]
) => Result;
type AnyCall<Lead extends readonly unknown[], Item, Options, Result> = (
  ...args: [...Lead, ...Item[]] | [...Lead, ...Item[], options: Options]
) => Result;
type ListCall<Lead extends readonly unknown[], Item, Options, Result> = ShortCall<Lead, Item, Options, Result, [0]> &
  ShortCall<Lead, Item, Options, Result, [0, 0]> &
  ShortCall<Lead, Item, Options, Result, [0, 0, 0]> &
  ShortCall<Lead, Item, Options, Result, [0, 0, 0, 0]> &
  AnyCall<Lead, Item, Options, Result>;

type ColumnStart = string | QuotedName | ColumnItem;
/** The options of a column, which have its name where the call does not begin with it. */
type OptionsAfter<First> = First extends ColumnItem ? NamedColumnOptions : ColumnOptions;

/** `sa.Column`: a class that can be called, and that knows the column's name as a type. */
export interface ColumnFactory {
  /** A column: its name, its type, then foreign keys, constraints and defaults, and its options at the end. */
  <Name extends string>(name: Name | QuotedName, options?: ColumnOptions): Column<Name>;
  <Name extends string>(name: Name | QuotedName, type: ColumnItem, options?: ColumnOptions): Column<Name>;
  <Name extends string>(
    name: Name | QuotedName,
    type: ColumnItem,
    item: ColumnItem,
    options?: ColumnOptions,
  ): Column<Name>;
  <Name extends string>(type: ColumnItem, options: NamedColumnOptions<Name>): Column<Name>;
  <Name extends string>(
    type: ColumnItem,
    item: ColumnItem,
    ...args: [...items: ColumnItem[], options: NamedColumnOptions<Name>]
  ): Column<Name>;
  <Name extends string>(name: Name | QuotedName, ...args: ColumnArguments): Column<Name>;
  <Name extends string>(options: NamedColumnOptions<Name>): Column<Name>;
  <First extends ColumnStart>(first: First, options: OptionsAfter<First>): Column;
  <First extends ColumnStart>(first: First, type: ColumnItem, options: OptionsAfter<First>): Column;
  <First extends ColumnStart>(first: First, type: ColumnItem, item: ColumnItem, options: OptionsAfter<First>): Column;
  /** A column: its name, its type, then foreign keys, constraints and defaults, and its options at the end. */
  new <Name extends string>(name: Name | QuotedName, options?: ColumnOptions): Column<Name>;
  new <Name extends string>(name: Name | QuotedName, type: ColumnItem, options?: ColumnOptions): Column<Name>;
  new <Name extends string>(
    name: Name | QuotedName,
    type: ColumnItem,
    item: ColumnItem,
    options?: ColumnOptions,
  ): Column<Name>;
  new <Name extends string>(type: ColumnItem, options: NamedColumnOptions<Name>): Column<Name>;
  new <Name extends string>(
    type: ColumnItem,
    item: ColumnItem,
    ...args: [...items: ColumnItem[], options: NamedColumnOptions<Name>]
  ): Column<Name>;
  new <Name extends string>(name: Name | QuotedName, ...args: ColumnArguments): Column<Name>;
  new <Name extends string>(options: NamedColumnOptions<Name>): Column<Name>;
  new <First extends ColumnStart>(first: First, options: OptionsAfter<First>): Column;
  new <First extends ColumnStart>(first: First, type: ColumnItem, options: OptionsAfter<First>): Column;
  new <First extends ColumnStart>(
    first: First,
    type: ColumnItem,
    item: ColumnItem,
    options: OptionsAfter<First>,
  ): Column;
  readonly prototype: Column;
}

type TableCall<Count extends readonly 0[]> = <Names extends string>(
  name: NameInput,
  metadata: MetaData,
  ...args: [...ListOf<TableItem<Names>, Count>, options: TableOptions]
) => Table<Names>;

/** `sa.Table`: a class that can be called, and that knows the names of the columns as a type. */
export type TableFactory = {
  /** A table: its name, its metadata, its columns, constraints and indexes, then its options. */
  // biome-ignore lint/style/useShorthandFunctionType: editors show the comment of a signature
  (name: NameInput, metadata: MetaData, options?: TableOptions): Table;
} & TableCall<[0]> &
  TableCall<[0, 0]> &
  TableCall<[0, 0, 0]> &
  TableCall<[0, 0, 0, 0]> &
  TableCall<[0, 0, 0, 0, 0]> &
  TableCall<[0, 0, 0, 0, 0, 0]> &
  TableCall<[0, 0, 0, 0, 0, 0, 0]> &
  TableCall<[0, 0, 0, 0, 0, 0, 0, 0]> & {
    <Names extends string>(
      name: NameInput,
      metadata: MetaData,
      ...args: readonly (TableItem<Names> | TableOptions)[]
    ): Table<Names>;
    new <Names extends string>(
      name: NameInput,
      metadata: MetaData,
      ...args: readonly (TableItem<Names> | TableOptions)[]
    ): Table<Names>;
    readonly prototype: Table;
  };

/** `sa.table`, which knows the names of the columns as a type. */
export interface TableClauseFactory {
  /** A table by its name, with the columns that a statement needs, then its options. */
  <Names extends string>(name: NameInput, options: TableClauseOptions): TableClause<Names>;
  <Names extends string>(name: NameInput, column: ColumnClause<Names>, options: TableClauseOptions): TableClause<Names>;
  <Names extends string>(
    name: NameInput,
    ...args: [ColumnClause<Names>, ColumnClause<Names>, options: TableClauseOptions]
  ): TableClause<Names>;
  <Names extends string>(
    name: NameInput,
    ...args: readonly (ColumnClause<Names> | TableClauseOptions)[]
  ): TableClause<Names>;
  <Names extends string>(name: NameInput, column: ColumnClause<Names>, options: TableClauseOptions): TableClause<Names>;
  <Names extends string>(
    name: NameInput,
    ...args: [ColumnClause<Names>, ColumnClause<Names>, options: TableClauseOptions]
  ): TableClause<Names>;
}

/** `sa.Index`: a class that can be called. */
export type IndexFactory = {
  /** An index: its name, its columns and expressions, then its options. */
  // biome-ignore lint/style/useShorthandFunctionType: editors show the comment of a signature
  (name: ConstraintName, options: IndexOptions): Index;
} & ListCall<[name: ConstraintName], IndexExpression, IndexOptions, Index> &
  typeof Index;

/** `sa.UniqueConstraint`: a class that can be called. */
export type UniqueConstraintFactory = {
  /** No two rows have the same values in these columns: the columns, then the options. */
  // biome-ignore lint/style/useShorthandFunctionType: editors show the comment of a signature
  (options: UniqueOptions): UniqueConstraint;
} & ListCall<[], ColumnReference, UniqueOptions, UniqueConstraint> &
  typeof UniqueConstraint;

/** `sa.PrimaryKeyConstraint`: a class that can be called. */
export type PrimaryKeyConstraintFactory = {
  /** The primary key of a table: the columns, then the options. */
  // biome-ignore lint/style/useShorthandFunctionType: editors show the comment of a signature
  (options: PrimaryKeyOptions): PrimaryKeyConstraint;
} & ListCall<[], ColumnReference, PrimaryKeyOptions, PrimaryKeyConstraint> &
  typeof PrimaryKeyConstraint;
