import type { ColumnItem } from "../../../src/schema/column.js";
import type { ClauseElement } from "../../../src/schema/elements/clause-element.js";
import type { MetaData } from "../../../src/schema/metadata.js";
import { sa } from "../../../src/schema/sa.js";
import type { TypeEngine } from "../../../src/schema/types/type-engine.js";
import type { CheckSpec, ColumnSpec, IndexSpec, SchemaSpec, TypeSpec, UniqueSpec } from "./random-schema.js";

const types = sa as unknown as Readonly<Record<string, (...args: readonly unknown[]) => TypeEngine>>;

function typeOf({ name, args, options }: TypeSpec): TypeEngine {
  const make = types[name];
  if (make === undefined) throw new Error(`no type ${name}`);
  return Object.keys(options).length === 0 ? make(...args) : make(...args, options);
}

/** A text clause for SQL that names no parameters. */
const sql = (text: string): ClauseElement => sa.text(text.replaceAll(":", "\\:"));

function columnOf(spec: ColumnSpec, flags: { readonly unique?: true } = {}, items: readonly ColumnItem[] = []) {
  const options = {
    nullable: spec.nullable,
    primaryKey: spec.name === "id",
    ...flags,
    ...(spec.default === null
      ? {}
      : { serverDefault: spec.default.kind === "text" ? spec.default.value : sql(spec.default.value) }),
  };
  const computed =
    spec.computed === null ? [] : [sa.Computed(spec.computed.sql, { persisted: spec.computed.persisted })];
  return sa.Column(spec.name, typeOf(spec.type), ...computed, ...items, options);
}

const partOf = ({ sql: text, isColumn, descending }: IndexSpec["parts"][number]): string | ClauseElement => {
  if (isColumn && !descending) return text;
  const name = isColumn ? (/^[a-d]$/.test(text) ? text : `"${text}"`) : text;
  return sa.text(`${name}${descending ? " DESC" : ""}`);
};

/** How models are written: what belongs to one column as an item of the table, or inside the column where it can be. */
export interface Writing {
  readonly inColumns?: boolean;
}

/** The models of a random schema, in metadata of these options. */
export function buildMetadata(
  spec: SchemaSpec,
  options: Parameters<typeof sa.MetaData>[0] = {},
  { inColumns = false }: Writing = {},
): MetaData {
  const metadata = sa.MetaData(options);
  for (const table of spec) {
    const isFlag = (one: UniqueSpec): boolean => inColumns && one.name === null && one.columns.length === 1;
    const isOf = (one: CheckSpec, column: string): boolean =>
      inColumns && (one.sql.startsWith(`${column} `) || one.sql.startsWith(`"${column}" `));
    const built = sa.Table(
      table.name,
      metadata,
      ...table.columns.map((column) => {
        const isUnique = table.uniques.some((one) => isFlag(one) && one.columns[0] === column.name);
        return columnOf(column, isUnique ? { unique: true } : {}, [
          ...table.checks
            .filter((one) => isOf(one, column.name))
            .map((one) => sa.CheckConstraint(sql(one.sql), { name: one.name })),
          ...table.foreignKeys
            .filter((one) => inColumns && one.column === column.name)
            .map(({ column: _column, table: target, ...rest }) => sa.ForeignKey(`${target}.id`, rest)),
        ]);
      }),
      ...table.uniques
        .filter((one) => !isFlag(one))
        .map((one) => sa.UniqueConstraint(...one.columns, { name: one.name })),
      ...table.checks
        .filter((one) => !table.columns.some(({ name }) => isOf(one, name)))
        .map((one) => sa.CheckConstraint(sql(one.sql), { name: one.name })),
      ...table.foreignKeys
        .filter(() => !inColumns)
        .map(({ column, table: target, ...rest }) => sa.ForeignKeyConstraint([column], [`${target}.id`], rest)),
      {
        ...(table.autoincrement ? { sqliteAutoincrement: true } : {}),
        ...(table.withoutRowid ? { sqliteWithRowid: false } : {}),
      },
    );
    for (const index of table.indexes) {
      const where = index.where === null ? {} : { sqliteWhere: sql(index.where) };
      built.append(sa.Index(index.name, ...index.parts.map(partOf), { unique: index.unique, ...where }));
    }
  }
  return metadata;
}
