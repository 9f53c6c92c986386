import type { ClauseElement } from "../../schema/elements/clause-element.js";
import { ColumnClause } from "../../schema/elements/column-clause.js";
import { TextClause } from "../../schema/elements/text-clause.js";
import { sa } from "../../schema/sa.js";
import { Delete } from "../../schema/statements/delete.js";
import { FromClause, type JoinOptions } from "../../schema/statements/from-clause.js";
import { type ConflictTarget, type DuplicateUpdate, Insert, type RowValues } from "../../schema/statements/insert.js";
import { LabelReference } from "../../schema/statements/label-reference.js";
import { Select } from "../../schema/statements/select.js";
import { Update } from "../../schema/statements/update.js";
import type { HostBridge, HostMethod } from "../host/host-bridge.js";
import { lackingMethods } from "../host/lacking-methods.js";
import type { PyClass } from "../values/py-class.js";
import { raise } from "../values/py-exception.js";
import { Columns, columnsOf } from "./table-classes.js";

const module = "sqlalchemy.sql";

/** A word of a statement, also where it is given as a text of SQL. */
const wordOf = (word: unknown): string => (word instanceof TextClause ? word.text : String(word));

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

/** The new values of `on_duplicate_key_update()`: a dictionary, pairs, the row that was to be inserted, or keywords. */
function duplicateUpdate(given: unknown, names: RowValues): DuplicateUpdate {
  if (given === undefined) return names;
  if (given instanceof Columns)
    return Object.fromEntries(given.owner.columns.map((column) => [column.key, column] as const));
  return Array.isArray(given) ? (given as DuplicateUpdate) : { ...(given as RowValues), ...names };
}

/** The classes of statements. */
export interface StatementClasses {
  readonly select: PyClass;
  readonly insert: PyClass;
  readonly update: PyClass;
  readonly delete: PyClass;
}

/** A clause of an ORDER BY or GROUP BY; a text is the name of a label or column. */
export const labelled = (one: unknown): unknown => (typeof one === "string" ? new LabelReference(one) : one);

/** The columns that `filter_by()` names: those of the table that was joined last, or of the first one. */
function filterBy(select: Select, values: Readonly<Record<string, unknown>>): Select {
  const { joins, froms, columns } = select.parts;
  const [first] = columns;
  const read = first instanceof ColumnClause ? first.table : first;
  const entity = joins.at(-1)?.target ?? froms[0] ?? read;
  const known = entity instanceof FromClause ? entity.columns : [];
  const criteria = Object.entries(values).map(([name, value]) => {
    const column = known.find((one) => one.key === name);
    return column?.eq(value) ?? raise("AttributeError", `the table has no column "${name}"`);
  });
  return select.where(...criteria);
}

/** The condition of a join, and how it is written. */
const joinArguments = (
  onclause: ClauseElement | null,
  options: { readonly isouter?: boolean; readonly full?: boolean },
): readonly [ClauseElement | undefined, JoinOptions] => [onclause ?? undefined, options];

/** The methods that INSERT, UPDATE and DELETE have alike. */
const changeMethods: Readonly<Record<string, readonly [string, HostMethod<Insert | Update | Delete>]>> = {
  prefix_with: ["*prefixes, dialect='*'", (self, words, dialect) => self.prefixWith(...words.map(wordOf), { dialect })],
  with_hint: [
    "text, selectable=None, dialect_name='*'",
    (self, text, table, dialect) => (table === null || table === self.table ? self.withHint(text, { dialect }) : self),
  ],
  params: [
    "*args, **names",
    () =>
      raise(
        "NotImplementedError",
        "params() is not supported for INSERT/UPDATE/DELETE statements. To set the values for an INSERT or UPDATE " +
          "statement, use stmt.values(**parameters).",
      ),
  ],
};

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
      filter_by: ["**names", (self, names) => filterBy(self, names)],
      join: [
        "target, onclause=None, **kw",
        (self, target, onclause, options) => self.join(target, ...joinArguments(onclause, options)),
      ],
      outerjoin: [
        "target, onclause=None, **kw",
        (self, target, onclause, options) => self.outerjoin(target, ...joinArguments(onclause, options)),
      ],
      join_from: [
        "from_, target, onclause=None, **kw",
        (self, from, target, onclause, options) => self.joinFrom(from, target, ...joinArguments(onclause, options)),
      ],
      outerjoin_from: [
        "from_, target, onclause=None, **kw",
        (self, from, target, onclause, options) =>
          self.joinFrom(from, target, ...joinArguments(onclause, { ...options, isouter: true })),
      ],
      group_by: ["*clauses", (self, parts) => self.groupBy(...clauses(parts).map(labelled))],
      having: ["*having", (self, parts) => self.having(...criteria(parts))],
      order_by: [
        "*clauses",
        (self, parts) =>
          parts.length === 1 && parts[0] === null ? self.unordered() : self.orderBy(...clauses(parts).map(labelled)),
      ],
      limit: ["limit", (self, count) => (count === null ? self : self.limit(count))],
      offset: ["offset", (self, count) => (count === null ? self : self.offset(count))],
      distinct: ["*expr", (self, on) => self.distinct(...on)],
      slice: ["start, stop", (self, start: number, stop: number) => self.limit(stop - start).offset(start)],
      add_columns: ["*entities", (self, columns) => self.addColumns(...columns)],
      with_only_columns: ["*entities, **kw", (self, columns) => self.withOnlyColumns(...columns.flat())],
      prefix_with: [
        "*prefixes, dialect='*'",
        (self, words, dialect) => self.prefixWith(...words.map(wordOf), { dialect }),
      ],
      suffix_with: [
        "*suffixes, dialect='*'",
        (self, words, dialect) => self.suffixWith(...words.map(wordOf), { dialect }),
      ],
      with_hint: [
        "selectable, text, dialect_name='*'",
        (self, table, text, dialect) => self.withHint(table, text, { dialect }),
      ],
      with_statement_hint: ["text, dialect_name='*'", (self, text, dialect) => self.suffixWith(text, { dialect })],
      params: [
        "*optionaldict, **names",
        (self, given: readonly object[], names) => self.params(Object.assign({}, ...given, names)),
      ],
      fetch: [
        "count, with_ties=False, percent=False",
        (self, count, withTies, percent) => (count === null ? self : self.fetch(count, { withTies, percent })),
      ],
      subquery: ["name=None", (self, name) => self.subquery(name ?? undefined)],
      alias: ["name=None", (self, name) => self.subquery(name ?? undefined)],
      lateral: ["name=None", (self, name) => self.lateral(name ?? undefined)],
      cte: [
        "name=None, recursive=False, nesting=False",
        (self, name, recursive) => self.cte(name ?? undefined, { recursive }),
      ],
      correlate: ["*froms", (self, froms) => self.correlate(...froms)],
      scalar_subquery: ["", (self) => self.scalarSubquery()],
      as_scalar: ["", (self) => self.scalarSubquery()],
      label: ["name", (self, name) => self.scalarSubquery().label(name)],
      exists: ["", (self) => sa.exists(self)],
      union: ["*other", (self, others) => self.union(...others)],
      union_all: ["*other", (self, others) => self.unionAll(...others)],
      except_: ["*other", (self, others) => self.except(...others)],
      except_all: ["*other", (self, others) => self.exceptAll(...others)],
      intersect: ["*other", (self, others) => self.intersect(...others)],
      intersect_all: ["*other", (self, others) => self.intersectAll(...others)],
      ...lackingMethods("Select", "add_cte correlate_except from_statement compile set_label_style reduce_columns"),
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
    properties: {
      excluded: (self) => columnsOf(self.excluded),
      inserted: (self) => columnsOf(self.inserted),
      table: (self) => self.table,
    },
    methods: {
      on_duplicate_key_update: [
        "*args, **names",
        (self, args: readonly unknown[], names) => self.onDuplicateKeyUpdate(duplicateUpdate(args[0], names)),
      ],
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
      ...changeMethods,
      inline: ["", (self) => self.inline()],
      returning: ["*cols", (self, columns) => self.returning(...columns)],
      ...lackingMethods("Insert", "add_cte compile cte return_defaults with_dialect_options"),
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
      ...changeMethods,
      ordered_values: ["*args", (self, pairs) => self.orderedValues(...pairs)],
      inline: ["", (self) => self],
      ...lackingMethods("Update", "add_cte compile cte return_defaults with_dialect_options"),
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
      ...changeMethods,
      ...lackingMethods("Delete", "add_cte compile cte return_defaults using with_dialect_options"),
    },
  });
  return { select, insert, update, delete: remove };
}
