import { floatClass } from "./classes.js";
import type { PyClass } from "./py-class.js";
import { PyInstance } from "./py-instance.js";

export class PyFloat extends PyInstance {
  readonly value: number;

  constructor(value: number, pyClass: PyClass = floatClass) {
    super(pyClass);
    this.value = value;
  }
}
