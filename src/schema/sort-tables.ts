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
  const sorted: Table[] = [];
  const done = new Set<Table>();
  while (done.size < waiting.length) {
    const ready = waiting.filter(
      (table) => !done.has(table) && [...(needs.get(table) ?? [])].every((one) => done.has(one)),
    );
    const next = ready.length > 0 ? ready : waiting.filter((table) => !done.has(table));
    for (const table of next) {
      sorted.push(table);
      done.add(table);
    }
  }
  return sorted;
}
