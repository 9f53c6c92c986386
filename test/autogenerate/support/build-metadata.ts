import type { ClauseElement } from "../../../src/schema/elements/clause-element.js";
import type { MetaData } from "../../../src/schema/metadata.js";
import { sa } from "../../../src/schema/sa.js";
import type { TypeEngine } from "../../../src/schema/types/type-engine.js";
import type { ColumnSpec, IndexSpec, SchemaSpec, TypeSpec } from "./random-schema.js";

const types = sa as unknown as Readonly<Record<string, (...args: readonly unknown[]) => TypeEngine>>;

function typeOf({ name, args, options }: TypeSpec): TypeEngine {
  const make = types[name];
  if (make === undefined) throw new Error(`no type ${name}`);
  return Object.keys(options).length === 0 ? make(...args) : make(...args, options);
}

/** A text clause for SQL that names no parameters. */
const sql = (text: string): ClauseElement => sa.text(text.replaceAll(":", "\\:"));

function columnOf(spec: ColumnSpec) {
  const options = {
    nullable: spec.nullable,
    primaryKey: spec.name === "id",
    ...(spec.default === null
      ? {}
      : { serverDefault: spec.default.kind === "text" ? spec.default.value : sql(spec.default.value) }),
  };
  const computed =
    spec.computed === null ? [] : [sa.Computed(spec.computed.sql, { persisted: spec.computed.persisted })];
  return sa.Column(spec.name, typeOf(spec.type), ...computed, options);
}

const partOf = ({ sql: text, isColumn, descending }: IndexSpec["parts"][number]): string | ClauseElement => {
  if (isColumn && !descending) return text;
  const name = isColumn ? (/^[a-d]$/.test(text) ? text : `"${text}"`) : text;
  return sa.text(`${name}${descending ? " DESC" : ""}`);
};

/** The models of a random schema, in metadata of these options. */
export function buildMetadata(spec: SchemaSpec, options: Parameters<typeof sa.MetaData>[0] = {}): MetaData {
  const metadata = sa.MetaData(options);
  for (const table of spec) {
    const built = sa.Table(
      table.name,
      metadata,
      ...table.columns.map(columnOf),
      ...table.uniques.map((one) => sa.UniqueConstraint(...one.columns, { name: one.name })),
      ...table.checks.map((one) => sa.CheckConstraint(sql(one.sql), { name: one.name })),
      ...table.foreignKeys.map(({ column, table: target, ...options }) =>
        sa.ForeignKeyConstraint([column], [`${target}.id`], options),
      ),
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
