import type { PyObject } from "../values/py-instance.js";

/** The constructor returns the object that it receives, so a subclass adds its private fields to that object. */
class Existing {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: see above
    return object;
  }
}

/**
 * Keeps the instance that shows an object to scripts in a private field of the object. With a `WeakMap`, the garbage
 * collector would take longer for the columns and types of a thousand revisions than for all other objects of the run.
 */
export class ShownObject extends Existing {
  #bridge: object;
  #instance: PyObject;

  private constructor(object: object, bridge: object, instance: PyObject) {
    super(object);
    this.#bridge = bridge;
    this.#instance = instance;
  }

  /** The instance of a bridge that shows an object; `undefined` where the bridge has none yet. */
  static instanceOf(object: object, bridge: object): PyObject | undefined {
    return #bridge in object && object.#bridge === bridge ? object.#instance : undefined;
  }

  /** Sets the instance that shows an object. */
  static setInstance(object: object, bridge: object, instance: PyObject): void {
    if (#bridge in object) {
      object.#bridge = bridge;
      object.#instance = instance;
    } else new ShownObject(object, bridge, instance);
  }
}
