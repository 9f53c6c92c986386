import type { Table } from "./schema-classes.js";

/** The tables that each one refers to. */
type Needs = ReadonlyMap<Table, ReadonlySet<Table>>;

/**
 * Sorts tables so that each comes after those that its foreign keys refer to, and by name otherwise. The foreign keys of
 * tables that refer to each other in a circle do not count, as in SQLAlchemy.
 */
export function sortTables(tables: readonly Table[]): readonly Table[] {
  const byName = [...tables].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const known = new Set(byName);
  const needs = new Map(byName.map((table) => [table, neededBy(table, known)] as const));
  const sorted = inRounds(byName, needs);
  if (sorted.length === byName.length) return sorted;
  for (const table of inCircles(byName, needs)) needs.set(table, new Set());
  return inRounds(byName, needs);
}

function neededBy(table: Table, known: ReadonlySet<Table>): ReadonlySet<Table> {
  return new Set(
    table.foreignKeyConstraints
      .filter((constraint) => !constraint.useAlter)
      .map((constraint) => constraint.referredTable)
      .filter((other): other is Table => other !== null && other !== table && known.has(other)),
  );
}

/**
 * Takes, round by round, the tables that refer to no remaining table. Tables in a circle, and those that refer to one,
 * are never taken.
 */
function inRounds(tables: readonly Table[], needs: Needs): readonly Table[] {
  const dependents = dependentsOf(needs);
  const place = new Map(tables.map((table, at) => [table, at]));
  const left = new Map(tables.map((table) => [table, needs.get(table)?.size ?? 0]));
  const sorted: Table[] = [];
  let ready = tables.filter((table) => left.get(table) === 0);
  while (ready.length > 0) {
    sorted.push(...ready);
    const freed: Table[] = [];
    for (const dependent of ready.flatMap((table) => dependents.get(table) ?? [])) {
      const count = (left.get(dependent) ?? 0) - 1;
      left.set(dependent, count);
      if (count === 0) freed.push(dependent);
    }
    ready = freed.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
  }
  return sorted;
}

/** The tables that can be reached from themselves: a walk backwards finds those that reach each other (Kosaraju). */
function inCircles(tables: readonly Table[], needs: Needs): readonly Table[] {
  const finished: Table[] = [];
  const seen = new Set<Table>();
  for (const table of tables) finished.push(...walk(table, needs, seen));
  const dependents = dependentsOf(needs);
  const taken = new Set<Table>();
  return finished.reverse().flatMap((table) => {
    const group = walk(table, dependents, taken);
    return group.length > 1 ? group : [];
  });
}

/** What can be reached and was not seen before, each table after those that it leads to. */
function walk(start: Table, edges: ReadonlyMap<Table, Iterable<Table>>, seen: Set<Table>): readonly Table[] {
  if (seen.has(start)) return [];
  const finished: Table[] = [];
  const open = (table: Table) => ({ table, next: (edges.get(table) ?? [])[Symbol.iterator]() });
  const path = [open(start)];
  seen.add(start);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const { done, value } = top.next.next();
    if (done === true) {
      finished.push(top.table);
      path.pop();
    } else if (!seen.has(value)) {
      seen.add(value);
      path.push(open(value));
    }
  }
  return finished;
}

function dependentsOf(needs: Needs): ReadonlyMap<Table, readonly Table[]> {
  const dependents = new Map<Table, Table[]>();
  for (const [table, others] of needs) {
    for (const other of others) {
      const list = dependents.get(other);
      if (list === undefined) dependents.set(other, [table]);
      else list.push(table);
    }
  }
  return dependents;
}
