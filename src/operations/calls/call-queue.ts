import { untilAborted } from "../../database/until-aborted.js";
import { CommandError } from "../../support/command-error.js";
import { QueuedPromise } from "./queued-promise.js";

interface Task {
  readonly work: (queue: CallQueue) => Promise<unknown>;
  readonly promise: QueuedPromise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** How many failures there had been when the call was made. */
  readonly failuresBefore: number;
  /** Made with the call, so that its stack leads to the line of the script. Only a failure has its text written. */
  readonly call: Error;
}

/** The calls that failures came from. */
const callsOfFailures = new WeakMap<object, Error>();

/** The call that a failure came from, as an error with the stack of the script's call; `undefined` if none is noted. */
export function callOf(failure: unknown): Error | undefined {
  return typeof failure === "object" && failure !== null ? callsOfFailures.get(failure) : undefined;
}

/** Notes which call a failure came from. If it passes through several, such as those of a batch, the innermost one counts. */
export function noteCall(failure: unknown, call: Error): void {
  if (typeof failure === "object" && failure !== null && !callsOfFailures.has(failure))
    callsOfFailures.set(failure, call);
}

/** Called for a call after the end of its migration; returns whether it throws the failure itself. */
export type OnLateCall = (error: CommandError) => boolean;

/** The facts that a queue needs about its run. */
export interface CallQueueOptions {
  /** Distinguishes calls made inside a callback from those around it; without it, the innermost callback is assumed. */
  readonly scopes?: CallScopes | undefined;
  readonly onLate?: OnLateCall | undefined;
  /** When it aborts, the queue no longer waits for callbacks. */
  readonly signal?: AbortSignal | undefined;
}

/** Turns that an idle queue waits for code that was waiting for it, before it counts as drained. */
const quietTurns = 12;

/**
 * Runs calls one after the other in the order in which they were made, whether or not the script awaits them.
 *
 * A call that fails stops those that were made before its failure could be seen, as an exception would have. A script
 * that awaits the failed call and handles the error may go on; a failure that nobody awaited stops the queue for good
 * and is raised by {@link drain}.
 *
 * A call that runs a callback opens a scope: calls made by the callback run at once, before those behind it.
 */
export class CallQueue {
  readonly #parent: CallQueue | undefined;
  readonly #options: CallQueueOptions;
  #tasks: Task[] = [];
  /** How many of the first failures somebody has seen. */
  #observed = 0;
  readonly #failed: { readonly promise: QueuedPromise<unknown>; readonly error: unknown }[] = [];
  #waiting: (() => void)[] = [];
  #running = false;
  #call: Error | undefined;
  #closed = false;
  #innermost: CallQueue | undefined;
  #lastError: unknown;

  constructor(options: CallQueueOptions = {}, parent?: CallQueue) {
    this.#options = options;
    this.#parent = parent;
  }

  /** The call that is being worked on, or was last. */
  get call(): Error | undefined {
    return this.#call;
  }

  /** Adds a call; the promise settles with its outcome. The work gets the queue that it runs in, for {@link scope}. */
  enqueue<T>(work: (queue: CallQueue) => Promise<T>): Promise<T> {
    const queue = this.#current();
    return queue.#closed ? queue.#refuse() : queue.#add(work);
  }

  /**
   * Runs a callback inside the call that is being worked on: what it calls runs before the calls behind this one.
   * Must be called by the work of a queued call. The scope's own calls are drained before it ends.
   *
   * @throws the error of the callback, or the first failure in it that nobody awaited.
   */
  async scope<T>(callback: () => Promise<T> | T): Promise<T> {
    const child = new CallQueue(this.#options, this);
    const root = this.#root();
    const outer = root.#innermost;
    root.#innermost = child;
    try {
      const { scopes, signal } = this.#options;
      const result = await untilAborted(signal, () =>
        scopes === undefined ? callback() : scopes.run(child, callback),
      );
      await child.drain();
      return result;
    } finally {
      await child.#idle();
      child.#closed = true;
      root.#innermost = outer;
    }
  }

  /**
   * Waits until every call is done.
   *
   * @throws the first failure that nobody awaited.
   */
  async drain(): Promise<void> {
    for (let turn = 0; turn < quietTurns; turn++) {
      await this.#idle();
      await null;
      if (this.#running) turn = 0;
    }
    const failure = this.#unobserved();
    if (failure !== undefined) throw failure.error;
  }

  /**
   * Drains the queue and refuses calls from then on.
   *
   * @throws the first failure that nobody awaited.
   */
  async close(): Promise<void> {
    try {
      await this.drain();
    } finally {
      this.#closed = true;
    }
  }

  /**
   * If the run raises the failure, the code that was left behind is not resumed, or it would raise it a second time.
   */
  #refuse<T>(): Promise<T> {
    const error = new CommandError(
      "An operation was called after its migration had ended; an 'await' is missing in the script.",
    );
    return this.#options.onLate?.(error) === true
      ? new Promise(() => undefined)
      : Promise.reject(
          new CommandError(`${error.message} The run had ended, and what the operation was to do is not done.`),
        );
  }

  #add<T>(work: (queue: CallQueue) => Promise<T>): Promise<T> {
    let resolve: (value: T) => void = () => undefined;
    let reject: (error: unknown) => void = () => undefined;
    const promise = new QueuedPromise<T>((onDone, onFailed) => {
      resolve = onDone;
      reject = onFailed;
    });
    promise.silence();
    const failuresBefore = this.#failed.length;
    const call = new Error("the call");
    this.#tasks.push({ work, promise, resolve: resolve as (value: unknown) => void, reject, failuresBefore, call });
    if (!this.#running) {
      this.#running = true;
      void Promise.resolve().then(() => this.#run());
    }
    return promise;
  }

  async #run(): Promise<void> {
    // Taking the first element off a long list moves all the others, so the list is emptied when all is done.
    for (let at = 0; at < this.#tasks.length; at++) {
      const task = this.#tasks[at] as Task;
      const stop = this.#unobserved();
      if (stop !== undefined) this.#fail(task, stop.error);
      else if (task.failuresBefore < this.#failed.length) this.#fail(task, this.#lastError);
      else {
        this.#call = task.call;
        try {
          task.resolve(await task.work(this));
        } catch (error) {
          noteCall(error, task.call);
          this.#fail(task, error);
        }
      }
    }
    this.#tasks = [];
    this.#running = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  #fail(task: Task, error: unknown): void {
    this.#lastError = error;
    this.#failed.push({ promise: task.promise, error });
    task.reject(error);
  }

  #unobserved(): { readonly error: unknown } | undefined {
    while (this.#failed[this.#observed]?.promise.observed === true) this.#observed += 1;
    return this.#failed[this.#observed];
  }

  #idle(): Promise<void> {
    if (!this.#running) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #root(): CallQueue {
    return this.#parent === undefined ? this : this.#parent.#root();
  }

  #current(): CallQueue {
    const root = this.#root();
    const { scopes } = this.#options;
    if (scopes === undefined) return root.#innermost ?? root;
    const scope = scopes.getStore();
    let found = scope instanceof CallQueue && scope.#root() === root ? scope : root;
    while (found.#closed && found.#parent !== undefined) found = found.#parent;
    return found;
  }
}

/**
 * Distinguishes the calls of a callback from those of the script around it, across awaits. Node's `AsyncLocalStorage`
 * has this shape; the library hands one in where it runs on Node.
 */
export interface CallScopes {
  /** Runs `work`; until it and what it awaits are done, {@link getStore} gives `scope` to code that it calls. */
  run<T>(scope: object, work: () => T): T;
  /** The scope that the calling code runs in. */
  getStore(): object | undefined;
}
