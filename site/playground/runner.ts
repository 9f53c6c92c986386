import type { PlaygroundRequest, PlaygroundResult } from "./protocol.js";
import workerUrl from "./worker.ts?worker&url";

/** How long scripts may run, in milliseconds. */
const PATIENCE = 5000;

/** The scripts ran for too long. */
export class StoppedError extends Error {
  constructor() {
    super(`The scripts ran longer than ${PATIENCE / 1000} seconds, so they were stopped. Nothing was changed.`);
  }
}

/** Runs requests in a worker, one at a time. It is ended and replaced where a script does not come to an end. */
export class Runner {
  #worker: Promise<Worker> | undefined;
  #lastId = 0;

  async close(): Promise<void> {
    (await this.#worker)?.terminate();
    this.#worker = undefined;
  }

  /** @throws {@link StoppedError} when the scripts run for too long. */
  async run(request: PlaygroundRequest): Promise<PlaygroundResult> {
    this.#worker ??= startWorker();
    let worker: Worker;
    try {
      worker = await this.#worker;
    } catch (error) {
      this.#worker = undefined;
      throw error;
    }
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        void this.close();
        reject(new StoppedError());
      }, PATIENCE);
      worker.onmessage = ({ data }) => {
        if (data.id !== id) return;
        clearTimeout(timer);
        resolve(data.result);
      };
      worker.onerror = (event) => {
        clearTimeout(timer);
        event.preventDefault();
        void this.close();
        reject(new Error(event.message));
      };
      worker.postMessage({ id, request });
    });
  }
}

/** Starts a worker. It is made from a blob, because such a worker has the content security policy of this page. */
function startWorker(): Promise<Worker> {
  const url = new URL(workerUrl, location.href).href;
  const blob = URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: "text/javascript" }));
  const worker = new Worker(blob, { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      URL.revokeObjectURL(blob);
      if (data.ready) resolve(worker);
      else reject(new Error(data.failure));
    };
    worker.onerror = (event) => reject(new Error(event.message || "The worker could not be started"));
  });
}
