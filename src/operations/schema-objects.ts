import { Column } from "../schema/column.js";
import { CheckConstraint } from "../schema/constraints/check-constraint.js";
import { Constraint, type ConstraintOptions } from "../schema/constraints/constraint.js";
import {
  ExcludeConstraint,
  type ExcludeElement,
  type ExcludeOptions,
} from "../schema/constraints/exclude-constraint.js";
import { ForeignKeyConstraint } from "../schema/constraints/foreign-key-constraint.js";
import { PrimaryKeyConstraint } from "../schema/constraints/primary-key-constraint.js";
import { UniqueConstraint } from "../schema/constraints/unique-constraint.js";
import type { ClauseElement } from "../schema/elements/clause-element.js";
import { MetaData } from "../schema/metadata.js";
import type { ConstraintName } from "../schema/names/constraint-name.js";
import { Table, type TableItem, type TableOptions } from "../schema/table.js";
import { Index, type IndexOptions } from "../schema/table-index.js";
import { NullType } from "../schema/types/null-type.js";
import type { TypeInput } from "../schema/types/type-engine.js";
import { CommandError } from "../support/command-error.js";
import type { ForeignKeyKeywords } from "./directives/constraint-options.js";
import { placeholderConstraint } from "./placeholder-constraint.js";

/** The part of a run that is needed to make schema objects: its options, for the naming convention of its metadata. */
export interface SchemaContext {
  readonly opts: { readonly targetMetadata?: unknown };
}

/** Options without the keys that hold `undefined`, which the schema's own options do not allow. */
type Loose<Options> = { readonly [Key in keyof Options]?: Options[Key] | null | undefined };

/** Makes the schema objects of directives, in their own metadata and with stand-ins for columns. */
export class SchemaObjects {
  readonly #context: SchemaContext | undefined;

  constructor(context?: SchemaContext) {
    this.#context = context;
  }

  /** Metadata with the naming convention of the run's models. */
  metadata(): MetaData {
    const target = this.#context?.opts.targetMetadata;
    return target instanceof MetaData ? new MetaData({ namingConvention: target.namingConvention }) : new MetaData();
  }

  column(name: string, type: TypeInput = new NullType()): Column {
    return new Column(name, type);
  }

  primaryKeyConstraint(
    name: ConstraintName,
    tableName: string,
    columns: readonly string[],
    options: ConstraintOptions & { readonly schema?: string | null },
  ): PrimaryKeyConstraint {
    const { schema, ...rest } = options;
    const table = this.#tableOf(tableName, columns, schema);
    const key = new PrimaryKeyConstraint(...columns, { ...rest, name });
    table.appendConstraint(key);
    return key;
  }

  uniqueConstraint(
    name: ConstraintName,
    tableName: string,
    columns: readonly string[],
    options: Loose<ConstraintOptions> & { readonly schema?: string | null },
  ): UniqueConstraint {
    const { schema, ...rest } = options;
    const table = this.#tableOf(tableName, columns, schema);
    const unique = new UniqueConstraint(...columns, { ...given(rest), name });
    table.appendConstraint(unique);
    return unique;
  }

  checkConstraint(
    name: ConstraintName,
    tableName: string,
    condition: string | ClauseElement,
    options: Loose<ConstraintOptions> & { readonly schema?: string | null },
  ): CheckConstraint {
    const { schema, ...rest } = options;
    const table = this.#tableOf(tableName, [], schema);
    // With columns of a model, the constraint would join the model's table first.
    const check = new CheckConstraint(condition, { ...given(rest), name, isDetached: true });
    table.appendConstraint(check);
    return check;
  }

  excludeConstraint(
    name: ConstraintName,
    tableName: string,
    elements: readonly ExcludeElement[],
    options: Loose<ExcludeOptions> & { readonly schema?: string | null },
  ): ExcludeConstraint {
    const { schema, ...rest } = options;
    const exclude = new ExcludeConstraint(...elements, { ...given(rest), name });
    const names = exclude.renderExpressions.flatMap((one) => (one.name === null ? [] : [one.name]));
    this.#tableOf(tableName, names, schema).appendConstraint(exclude);
    return exclude;
  }

  foreignKeyConstraint(
    name: ConstraintName,
    source: string,
    referent: string,
    localCols: readonly string[],
    remoteCols: readonly string[],
    options: ForeignKeyKeywords & { readonly sourceSchema?: string | null | undefined },
  ): ForeignKeyConstraint {
    const { sourceSchema, referentSchema, ...rest } = options;
    const metadata = this.metadata();
    const isOwn = source === referent && (sourceSchema ?? null) === (referentSchema ?? null);
    if (!isOwn) new Table(referent, metadata, ...standIns(remoteCols), { schema: referentSchema ?? null });
    const columns = standIns(isOwn ? [...localCols, ...remoteCols] : localCols);
    const table = new Table(source, metadata, ...columns, { schema: sourceSchema ?? null });
    const target = referentSchema ? `${referentSchema}.${referent}` : referent;
    const key = new ForeignKeyConstraint(
      localCols,
      remoteCols.map((column) => `${target}.${column}`),
      { ...given(rest), name },
    );
    table.appendConstraint(key);
    return key;
  }

  /**
   * A constraint with a name and a kind only, for a DROP.
   *
   * @throws {CommandError} when Alembic does not know the kind.
   */
  genericConstraint(name: ConstraintName, tableName: string, type: string | null, schema: string | null): Constraint {
    const constraint = placeholderConstraint(type, name);
    if (constraint === undefined)
      throw new CommandError("'type' can be one of 'check', 'foreignkey', 'primary', 'unique', null");
    this.#tableOf(tableName, [], schema).appendConstraint(constraint);
    return constraint;
  }

  index(
    name: ConstraintName,
    tableName: string | null,
    columns: readonly (string | ClauseElement)[],
    options: Loose<IndexOptions> & { readonly schema?: string | null },
  ): Index {
    const { schema, ...rest } = options;
    const names = columns.filter((column): column is string => typeof column === "string");
    const table = this.#tableOf(tableName ?? "no_table", names, schema);
    // With columns of a model, the index would join the model's table first.
    const index = new Index(name, ...columns, { ...given(rest), isDetached: true } as IndexOptions);
    table.appendIndex(index);
    return index;
  }

  /**
   * A table of the items, with empty stand-ins for the tables that its foreign keys point to. Items of another table are
   * copied.
   */
  table(
    name: string,
    items: readonly TableItem[],
    options: TableOptions & { readonly constraintsIncluded?: boolean } = {},
  ): Table {
    const { constraintsIncluded, ...rest } = options;
    const columns = items
      .filter((item): item is Column => item instanceof Column)
      .map((column) => {
        if (constraintsIncluded) return column.copy({ unique: null, index: null, withoutForeignKeys: true });
        return column.table === null ? column : column.copy();
      });
    const others = items.filter(
      (item): item is Constraint | Index =>
        item instanceof Index ||
        (item instanceof Constraint && !(item instanceof CheckConstraint && item.typeBound !== null)),
    );
    const parts: TableItem[] = [...columns, ...others.map((item) => (item.table === null ? item : item.copy()))];
    const table = new Table(name, this.metadata(), ...parts, rest);
    ensureReferents(table);
    return table;
  }

  #tableOf(name: string, columns: readonly string[], schema: string | null | undefined): Table {
    return new Table(name, this.metadata(), ...standIns(columns), { schema: schema ?? null });
  }
}

function standIns(names: readonly string[]): Column[] {
  return [...new Set(names)].map((name) => new Column(name, new NullType()));
}

function given<Options extends object>(options: Options): { [Key in keyof Options]: NonNullable<Options[Key]> } {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries) as { [Key in keyof Options]: NonNullable<Options[Key]> };
}

function ensureReferents(table: Table): void {
  for (const key of table.foreignKeyConstraints) {
    for (const element of key.elements) {
      const target = element.target;
      const name = target.schema === null ? target.table : `${target.schema}.${target.table}`;
      const found =
        table.metadata.tables.get(name) ?? new Table(target.table, table.metadata, { schema: target.schema });
      if (found.findColumn(target.column) === undefined) found.appendColumn(new Column(target.column, new NullType()));
    }
  }
}
