import type { ClauseElement } from "../../schema/elements/clause-element.js";
import { sa } from "../../schema/sa.js";
import { Delete } from "../../schema/statements/delete.js";
import { type ConflictTarget, Insert, type RowValues } from "../../schema/statements/insert.js";
import { Select } from "../../schema/statements/select.js";
import { Update } from "../../schema/statements/update.js";
import type { HostBridge } from "../host/host-bridge.js";
import type { PyClass } from "../values/py-class.js";
import { raise } from "../values/py-exception.js";
import { columnsOf } from "./table-classes.js";

const module = "sqlalchemy.sql";

/** The rows of `.values(…)`: a dictionary, a list of them, or keywords. */
function rowsOf(args: readonly unknown[], names: RowValues): RowValues | readonly RowValues[] {
  const [first] = args;
  if (first === undefined) return names;
  return Array.isArray(first) ? (first as readonly RowValues[]) : { ...(first as RowValues), ...names };
}

const criteria = (args: readonly unknown[]): readonly ClauseElement[] =>
  args.map((one) => (typeof one === "boolean" ? (one ? sa.true() : sa.false()) : (one as ClauseElement)));

/** Clauses that may come one by one, as a list, or as `None` for none. */
const clauses = (args: readonly unknown[]): readonly unknown[] => args.flat().filter((one) => one !== null);

/** The rows that are there already, without what is `None`. */
function conflictTarget(
  columns: readonly never[] | null,
  where: ClauseElement | null,
  constraint: string | null,
): ConflictTarget {
  return {
    ...(columns === null ? {} : { indexElements: columns }),
    ...(where === null ? {} : { indexWhere: where }),
    ...(constraint === null ? {} : { constraint }),
  };
}

/** The classes of statements. */
export interface StatementClasses {
  readonly select: PyClass;
  readonly insert: PyClass;
  readonly update: PyClass;
  readonly delete: PyClass;
}

/** The other side of a join, which Python may omit if foreign keys determine it. */
function requireCondition(onclause: unknown): ClauseElement {
  return (
    (onclause as ClauseElement | null) ?? raise("NotImplementedError", "join() without a condition is not supported")
  );
}

/** Defines how scripts see statements. */
export function defineStatements(bridge: HostBridge, clause: PyClass): StatementClasses {
  const select = bridge.define<Select>({
    name: "Select",
    module: `${module}.selectable`,
    of: Select,
    bases: [clause],
    methods: {
      where: ["*whereclause", (self, parts) => self.where(...criteria(parts))],
      filter: ["*criteria", (self, parts) => self.where(...criteria(parts))],
      select_from: ["*froms", (self, froms) => self.selectFrom(...froms)],
      join: [
        "target, onclause=None, **kw",
        (self, target, onclause, options) =>
          options.isouter === true
            ? self.outerjoin(target, requireCondition(onclause))
            : self.join(target, requireCondition(onclause)),
      ],
      outerjoin: [
        "target, onclause=None, **kw",
        (self, target, onclause) => self.outerjoin(target, requireCondition(onclause)),
      ],
      group_by: ["*clauses", (self, parts) => self.groupBy(...clauses(parts))],
      having: ["*having", (self, parts) => self.having(...criteria(parts))],
      order_by: ["*clauses", (self, parts) => self.orderBy(...clauses(parts))],
      limit: ["limit", (self, count) => (count === null ? self : self.limit(count))],
      offset: ["offset", (self, count) => (count === null ? self : self.offset(count))],
      distinct: ["", (self) => self.distinct()],
      correlate: ["*froms", (self, froms) => self.correlate(...froms)],
      scalar_subquery: ["", (self) => self.scalarSubquery()],
      as_scalar: ["", (self) => self.scalarSubquery()],
      label: ["name", (self, name) => self.scalarSubquery().label(name)],
      exists: ["", (self) => sa.exists(self)],
      union: ["*other", (self, others) => self.union(...others)],
      union_all: ["*other", (self, others) => self.unionAll(...others)],
      except_: ["*other", (self, others) => self.except(...others)],
      intersect: ["*other", (self, others) => self.intersect(...others)],
      with_for_update: [
        "*, nowait=False, read=False, skip_locked=False",
        (self, nowait, read, skipLocked) => self.withForUpdate({ nowait, read, skipLocked }),
      ],
    },
  });
  const insert = bridge.define<Insert>({
    name: "Insert",
    module: `${module}.dml`,
    of: Insert,
    bases: [clause],
    properties: { excluded: (self) => columnsOf(self.excluded), table: (self) => self.table },
    methods: {
      on_conflict_do_nothing: [
        "index_elements=None, index_where=None, constraint=None",
        (self, columns, where, constraint) => self.onConflictDoNothing(conflictTarget(columns, where, constraint)),
      ],
      on_conflict_do_update: [
        "index_elements=None, index_where=None, set_=None, where=None, constraint=None",
        (self, columns, indexWhere, set, where, constraint) =>
          self.onConflictDoUpdate({
            ...conflictTarget(columns, indexWhere, constraint),
            set:
              set ??
              raise(
                "ValueError",
                "set parameter must be a non-empty dictionary or a ColumnCollection such as the `.c.` collection of a Table object",
              ),
            ...(where === null ? {} : { where }),
          }),
      ],
      values: ["*args, **names", (self, args, names) => self.values(rowsOf(args, names))],
      from_select: [
        "names, select, include_defaults=...",
        (self, names, from, includeDefaults) =>
          self.fromSelect(names, from, includeDefaults === undefined ? {} : { includeDefaults }),
      ],
      prefix_with: ["*prefixes, dialect=None", (self, words, dialect) => self.prefixWith(...words, { dialect })],
      inline: ["", (self) => self.inline()],
      returning: ["*cols", (self, columns) => self.returning(...columns)],
    },
  });
  const update = bridge.define<Update>({
    name: "Update",
    module: `${module}.dml`,
    of: Update,
    bases: [clause],
    methods: {
      values: ["*args, **names", (self, args, names) => self.values(rowsOf(args, names) as RowValues)],
      where: ["*whereclause", (self, parts) => self.where(...criteria(parts))],
      returning: ["*cols", (self, columns) => self.returning(...columns)],
    },
  });
  const remove = bridge.define<Delete>({
    name: "Delete",
    module: `${module}.dml`,
    of: Delete,
    bases: [clause],
    methods: {
      where: ["*whereclause", (self, parts) => self.where(...criteria(parts))],
      returning: ["*cols", (self, columns) => self.returning(...columns)],
    },
  });
  return { select, insert, update, delete: remove };
}
