/**
 * How Python's values are represented.
 *
 * | Python | here |
 * | --- | --- |
 * | `None` | `null` |
 * | `True`, `False` | `boolean` |
 * | `int` | `number` while it is a safe integer, else `bigint` (never both ways for one value) |
 * | `float` | {@link PyFloat}, so that `1.0` is not `1` |
 * | `str` | `string`; lengths and positions count code points |
 * | `bytes` | `Uint8Array`, never changed |
 * | `list`, `tuple`, `dict`, `set` | `PyList`, `PyTuple`, `PyDict`, `PySet` |
 * | functions, classes, modules | `PyFunction`, `NativeFunction`, `PyMethod`, `PyClass`, `PyModule` |
 * | exceptions | `PyException`, thrown as `Raised` |
 * | any other instance | `PyObject`, whose `payload` is what a class of ours keeps in it: a host's object, the text of a subclass of `str`, … |
 *
 * `undefined` is not a value: it means that something is missing. No other JavaScript value may be given to a script:
 * nothing reads its properties by a name that a script chose.
 */
export type Value = unknown;

/**
 * The values that an evaluation yields to its driver: another evaluation to run first, a promise to wait for, or a
 * signal.
 */
export type Suspension = Eval | PromiseLike<Value> | Signal;

/** An evaluation in progress. `yield evaluation` runs another one on the driver's own stack, so that recursion is cheap. */
export type Eval<Result = Value> = Generator<Suspension, Result, Value>;

/** `pause`: let the host's event loop run. `yield`: a generator function yields a value. */
export class Signal {
  readonly kind: "pause" | "yield";
  readonly value: Value;

  constructor(kind: "pause" | "yield", value: Value) {
    this.kind = kind;
    this.value = value;
  }
}

export const pauseSignal: Signal = new Signal("pause", null);

/** Keyword arguments of a call. */
export type Keywords = ReadonlyMap<string, Value>;
