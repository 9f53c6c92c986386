import type { DiffTuple } from "../../../src/operations/directives/migrate-operation.js";
import { CheckConstraint } from "../../../src/schema/constraints/check-constraint.js";
import type { Constraint } from "../../../src/schema/constraints/constraint.js";
import { ForeignKeyConstraint } from "../../../src/schema/constraints/foreign-key-constraint.js";
import type { UniqueConstraint } from "../../../src/schema/constraints/unique-constraint.js";

/** A difference in the form that the Python side writes down as well. */
export type PlainDiff = readonly unknown[];

interface Named {
  readonly name: string;
  readonly table?: { readonly name: string };
}

function plainConstraint(one: Constraint): readonly unknown[] {
  const table = one.table?.name ?? "";
  if (one instanceof CheckConstraint) return ["CheckConstraint", table, one.name];
  if (one instanceof ForeignKeyConstraint) {
    const names = one.columns.map((column) => column.name);
    const targets = one.elements.map((element) => element.targetFullname);
    return ["ForeignKeyConstraint", table, names, targets, one.ondelete, one.onupdate];
  }
  const names = (one as UniqueConstraint).columns.map((column) => column.name);
  return ["UniqueConstraint", table, one.name, names.toSorted()];
}

/** A difference of ours in that form. */
export function plainDiff(diff: DiffTuple): PlainDiff {
  const [kind, first, second, third] = diff;
  if (Array.isArray(kind)) return (diff as readonly DiffTuple[]).map(plainDiff);
  const word = String(kind);
  if (word === "add_table" || word === "remove_table") return [word, (first as Named).name];
  if (word === "add_column" || word === "remove_column") return [word, second, (third as Named).name];
  if (word === "add_index" || word === "remove_index")
    return [word, (first as Named).table?.name, (first as Named).name];
  if (word.endsWith("_table_comment")) return [word, (first as Named).name];
  if (/_(constraint|fk)$/.test(word)) return [word, ...plainConstraint(first as Constraint)];
  return [word, second, third];
}

const text = (diff: PlainDiff): string => JSON.stringify(diff);

/** What Python lists in the order of a set: runs of these kinds are sorted on both sides. */
function runOf(diff: PlainDiff): string | undefined {
  const [kind, constraintKind, table, name] = diff;
  if (kind === "remove_column") return `remove_column ${constraintKind}`;
  if (kind === "add_fk" || kind === "remove_fk") return `${kind} ${table}`;
  if (kind === "add_constraint" && constraintKind === "UniqueConstraint" && name === null) return `unnamed ${table}`;
  return undefined;
}

/** Removed tables as blocks: the indexes of a table and the table. */
function blocks(diffs: readonly PlainDiff[]): readonly (readonly PlainDiff[])[] {
  const result: PlainDiff[][] = [];
  const removed = new Set(diffs.filter(([kind]) => kind === "remove_table").map(([, name]) => name));
  for (const diff of diffs) {
    const [kind, table] = diff;
    const isOfRemoved = (kind === "remove_index" || kind === "remove_table") && removed.has(table);
    const last = result.at(-1);
    if (isOfRemoved && last !== undefined && last[0]?.[0] === "remove_index" && last[0][1] === table) last.push(diff);
    else result.push([diff]);
  }
  return result;
}

/** The differences with what Python lists in no order put in order. */
export function inOrder(diffs: readonly PlainDiff[]): readonly PlainDiff[] {
  const key = (block: readonly PlainDiff[]): string | undefined => {
    const [kind] = block.at(-1) ?? [];
    return kind === "remove_table" ? "removed tables" : block[0] === undefined ? undefined : runOf(block[0]);
  };
  const result: (readonly PlainDiff[])[] = [];
  let run: (readonly PlainDiff[])[] = [];
  let runKey: string | undefined;
  const flush = (): void => {
    result.push(...run.toSorted((a, b) => (text(a) < text(b) ? -1 : 1)));
    run = [];
  };
  for (const block of blocks(diffs)) {
    const own = key(block);
    if (own === undefined || own !== runKey) flush();
    runKey = own;
    run.push(block);
  }
  flush();
  return result.flat();
}
