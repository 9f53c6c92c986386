import { objectClass } from "../values/classes.js";
import { PyClass } from "../values/py-class.js";
import { PyInstance } from "../values/py-instance.js";
import { PyTuple } from "../values/py-list.js";
import type { Value } from "../values/value.js";

/** The class of `list[int]`. */
export const genericAliasClass: PyClass = new PyClass("GenericAlias", [objectClass], {
  module: "types",
  isNative: true,
});

/** `list[int]`: a class with its arguments, which annotations have and nothing evaluates. */
export class GenericAlias extends PyInstance {
  readonly origin: Value;
  readonly args: PyTuple;

  constructor(origin: Value, item: Value) {
    super(genericAliasClass);
    this.origin = origin;
    this.args = item instanceof PyTuple ? item : new PyTuple([item]);
  }
}
