import type { Connection } from "./connection.js";
import { connectionFrom } from "./connection-from.js";

/**
 * The clients that an environment handed over, each adopted once: an environment may configure the same pool again for the
 * next schema, and a pool of one client has no second one to give.
 */
export class AdoptedClients {
  readonly #connections = new Map<object, Promise<Connection>>();

  /** The connection on a client. */
  adopt(client: object): Promise<Connection> {
    let connection = this.#connections.get(client);
    if (connection === undefined) {
      connection = connectionFrom(client);
      this.#connections.set(client, connection);
    }
    return connection;
  }

  /** Gives all clients back, and leaves them open. */
  async release(): Promise<void> {
    const connections = await Promise.allSettled(this.#connections.values());
    this.#connections.clear();
    for (const made of connections) if (made.status === "fulfilled") await made.value.close();
  }
}
