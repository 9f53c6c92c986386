/**
 * Tells the calls that a callback makes from those of the script around it, across awaits. Node's `AsyncLocalStorage`
 * has this shape; the library hands one in where it runs on Node.
 */
export interface CallScopes {
  /** Runs `work`; until it and what it awaits are done, {@link getStore} gives `scope` to code that it calls. */
  run<T>(scope: object, work: () => T): T;
  /** The scope that the calling code runs in. */
  getStore(): object | undefined;
}
