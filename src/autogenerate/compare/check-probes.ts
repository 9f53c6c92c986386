import type { Dialect } from "../../dialects/dialect.js";
import { Column } from "../../schema/column.js";
import { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import { MetaData } from "../../schema/metadata.js";
import { Conv } from "../../schema/names/conv.js";
import { Table } from "../../schema/table.js";
import { BooleanType } from "../../schema/types/boolean-type.js";
import { EnumType } from "../../schema/types/enum-type.js";
import { Integer } from "../../schema/types/integer.js";
import { columnsNamedIn } from "../columns-named-in.js";
import { sqlOf } from "../sql-of.js";

/** A CHECK with no more of its table than the columns that it names. */
export interface LoneCheck {
  /** The same for CHECKs that a database writes in the same words. */
  readonly key: string;
  readonly check: CheckConstraint;
  /** The columns by name, each with its type as DDL. */
  readonly columns: ReadonlyMap<string, { readonly column: Column; readonly type: string }>;
}

/** A table that holds the CHECKs of many tables. */
export interface CheckProbe {
  readonly checks: readonly LoneCheck[];
  readonly table: Table;
}

/** Few enough for the limits of a row, many enough that 500 tables need few probes. */
const limits = { columns: 40, checks: 100 };

/** A CHECK by itself, or `undefined` where the dialect does not have the type of a column. */
export function loneCheck(dialect: Dialect, table: Table, check: CheckConstraint): LoneCheck | undefined {
  try {
    const text = sqlOf(dialect, check.sqltext);
    const columns = new Map<string, { readonly column: Column; readonly type: string }>();
    let key = text;
    for (const name of columnsNamedIn(text, table)) {
      const column = table.columns.find((one) => one.name === name);
      if (column === undefined) continue;
      const type = dialect.compileType(column.type);
      columns.set(name, { column, type });
      key += `\u0000${name}\u0000${type}`;
    }
    return { key, check, columns };
  } catch {
    return undefined;
  }
}

/** Joins CHECKs into tables: those whose columns of the same name have the same type share one. */
export function joinChecks(checks: readonly LoneCheck[]): readonly CheckProbe[] {
  const groups: { readonly checks: LoneCheck[]; readonly columns: Map<string, { column: Column; type: string }> }[] =
    [];
  for (const one of checks) {
    const fits = ({ checks: held, columns }: (typeof groups)[number]): boolean =>
      held.length < limits.checks &&
      [...one.columns].every(([name, { type }]) => (columns.get(name)?.type ?? type) === type) &&
      new Set([...columns.keys(), ...one.columns.keys()]).size <= limits.columns;
    let group = groups.find(fits);
    if (group === undefined) {
      group = { checks: [], columns: new Map() };
      groups.push(group);
    }
    group.checks.push(one);
    for (const [name, column] of one.columns) group.columns.set(name, column);
  }
  return groups.map(({ checks: held, columns }, at) => ({
    checks: held,
    table: new Table(
      `alembic_check_probe_${at}`,
      new MetaData(),
      // A table needs a column, which a CHECK of constants does not name.
      ...(columns.size === 0 ? [new Column("alembic_probe", new Integer())] : []),
      ...[...columns.values()].map(({ column }) => new Column(column.name, withoutCheck(column))),
      ...held.map(({ check }, number) => new CheckConstraint(check.sqltext, { name: probeName(number) })),
    ),
  }));
}

/** The name of a CHECK in its probe. */
export const probeName = (at: number): Conv => new Conv(`alembic_check_${at}`);

/** The type of a column without the CHECK that comes with it. */
function withoutCheck({ type }: Column): Column["type"] {
  if (!(type instanceof BooleanType || type instanceof EnumType)) return type;
  return Object.assign(type.copy(), { createConstraint: false });
}
