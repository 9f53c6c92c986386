import { bytearrayClass, listClass, rangeClass, sliceClass, tupleClass } from "./classes.js";
import type { PyClass } from "./py-class.js";
import { PyInstance } from "./py-instance.js";
import type { Value } from "./value.js";

/** The names distinguish the sequences; `itemsOf` takes both lists and tuples. */
export class PyList extends PyInstance {
  items: Value[];

  constructor(items: Value[] = [], pyClass: PyClass = listClass) {
    super(pyClass);
    this.items = items;
  }
}

export class PyTuple extends PyInstance {
  readonly items: readonly Value[];

  constructor(items: readonly Value[], pyClass: PyClass = tupleClass) {
    super(pyClass);
    this.items = items;
  }
}

export class PyRange extends PyInstance {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly length: number;

  constructor(start: number, stop: number, step: number) {
    super(rangeClass);
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.length = Math.max(0, step > 0 ? Math.ceil((stop - start) / step) : Math.ceil((start - stop) / -step));
  }
}

export class PySlice extends PyInstance {
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;

  constructor(start: Value, stop: Value, step: Value) {
    super(sliceClass);
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

export class PyByteArray extends PyInstance {
  bytes: Uint8Array;

  constructor(bytes: Uint8Array, pyClass: PyClass = bytearrayClass) {
    super(pyClass);
    this.bytes = bytes;
  }
}

/** The items of a list or tuple, or `undefined` for anything else. */
export const itemsOf = (value: Value): readonly Value[] | undefined =>
  value instanceof PyList || value instanceof PyTuple ? value.items : undefined;
