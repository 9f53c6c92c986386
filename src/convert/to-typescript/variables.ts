import type { FunctionDefinition, Name, Statement } from "../../python/syntax/syntax-node.js";
import { addTarget, blocksOf, nodesOf } from "./nodes-of.js";

interface Range {
  readonly at: number;
  readonly end: number;
}

const contains = (range: Range, at: number): boolean => at >= range.at && at < range.end;

/** Where a function assigns and uses its variables. This decides where TypeScript declares them. */
export class Variables {
  readonly #uses = new Map<string, number[]>();
  readonly #assignments = new Map<string, number[]>();
  readonly #binders = new Map<string, Range[]>();

  constructor(body: readonly Statement[]) {
    for (const node of nodesOf(body)) {
      if (node.kind === "Name") this.#add(this.#uses, node.id, (node as Name).at);
      else if (node.kind === "For") this.#bind(node.target, node);
      else if (node.kind === "FunctionDef") this.#function(node);
    }
    this.#visit(body);
  }

  #add<T>(map: Map<string, T[]>, key: string, value: T): void {
    map.set(key, [...(map.get(key) ?? []), value]);
  }

  #bind(target: Parameters<typeof addTarget>[0], range: Range): void {
    const names = new Set<string>();
    addTarget(target, names);
    for (const name of names) this.#add(this.#binders, name, range);
  }

  #function(node: FunctionDefinition): void {
    this.#add(this.#uses, node.name, node.at);
  }

  #visit(body: readonly Statement[]): void {
    for (const one of body) {
      const names = new Set<string>();
      if (one.kind === "Assign") for (const target of one.targets) addTarget(target, names);
      if (one.kind === "AugAssign" || one.kind === "AnnAssign") addTarget(one.target, names);
      for (const name of names) this.#add(this.#assignments, name, one.at);
      if (one.kind === "With")
        for (const { optionalVars } of one.items) if (optionalVars !== null) this.#bind(optionalVars, one);
      for (const block of blocksOf(one)) this.#visit(block);
    }
  }

  /** Whether a variable is used outside a block that assigns it, so that it must be declared before the block. */
  isUsedOutside(name: string, block: Range): boolean {
    const bound = this.#binders.get(name) ?? [];
    return (this.#uses.get(name) ?? []).some(
      (at) => !contains(block, at) && !bound.some((range) => contains(range, at)),
    );
  }

  /** Whether the target of a loop is used after the loop, where it has its last value in Python. */
  isUsedAfter(name: string, loop: Range): boolean {
    const bound = (this.#binders.get(name) ?? []).filter((one) => one !== loop);
    const assigned = this.#assignments.get(name) ?? [];
    return (this.#uses.get(name) ?? []).some(
      (at) =>
        at >= loop.end &&
        !bound.some((range) => contains(range, at)) &&
        !assigned.some((one) => one > loop.end && one <= at),
    );
  }

  /** The number of assignments to a variable in a block. */
  assignmentsIn(name: string, block: Range): number {
    return (this.#assignments.get(name) ?? []).filter((at) => contains(block, at)).length;
  }
}
