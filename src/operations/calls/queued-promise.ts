/**
 * A promise that knows whether anybody listens to it: a failure that nobody awaited is raised when the queue is
 * drained, and it never ends the process as an unhandled rejection.
 */
export class QueuedPromise<T> extends Promise<T> {
  #observed = false;

  /** Promises derived from this one are ordinary ones. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /** Whether somebody awaited the promise or added a handler. */
  get observed(): boolean {
    return this.#observed;
  }

  /** Keeps a rejection from being reported by the engine, without counting as a listener. */
  silence(): void {
    super.then(undefined, () => {
      // The queue keeps the failure and raises it when it is drained.
    });
  }

  // biome-ignore lint/suspicious/noThenProperty: an await goes through then, and is what has to be noticed
  override then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#observed = true;
    return super.then(onFulfilled, onRejected);
  }
}
