import type { Table } from "./table.js";

/**
 * Sorts tables so that each comes after those that its foreign keys refer to, and by name otherwise. Tables that refer
 * to each other in a circle are left in the order of their names.
 */
export function sortTables(tables: readonly Table[]): readonly Table[] {
  const waiting = [...tables].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const known = new Set(waiting);
  const needs = new Map(
    waiting.map((table) => [
      table,
      new Set(
        table.foreignKeyConstraints
          .filter((constraint) => !constraint.useAlter)
          .map((constraint) => constraint.referredTable)
          .filter((other): other is Table => other !== null && other !== table && known.has(other)),
      ),
    ]),
  );
  const dependents = new Map<Table, Table[]>();
  for (const [table, others] of needs) for (const other of others) append(dependents, other, table);
  const place = new Map(waiting.map((table, at) => [table, at]));
  const byPlace = (a: Table, b: Table): number => (place.get(a) ?? 0) - (place.get(b) ?? 0);
  const sorted = new Set<Table>();
  let ready = waiting.filter((table) => needs.get(table)?.size === 0);
  while (sorted.size < waiting.length) {
    // With nothing ready the rest is a circle.
    const round = ready.length > 0 ? ready : waiting.filter((table) => !sorted.has(table));
    for (const table of round) sorted.add(table);
    const freed = new Set<Table>();
    for (const table of round)
      for (const dependent of dependents.get(table) ?? []) {
        const left = needs.get(dependent);
        left?.delete(table);
        if (left?.size === 0 && !sorted.has(dependent)) freed.add(dependent);
      }
    ready = [...freed].sort(byPlace);
  }
  return [...sorted];
}

function append(lists: Map<Table, Table[]>, key: Table, table: Table): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [table]);
  else list.push(table);
}
