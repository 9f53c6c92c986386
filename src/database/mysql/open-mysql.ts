import { connect, isIP } from "node:net";
import type { Connection, ConnectionOptions } from "mysql2";
import type { DatabaseUrl } from "../database-url.js";
import { loadDriver } from "../drivers/load-driver.js";
import type { OpenDatabaseOptions } from "../open-database-options.js";
import { connectionSettings } from "./connection-settings.js";
import { connectFailure } from "./failure.js";
import { MysqlConnection } from "./mysql-connection.js";
import { MysqlWire } from "./mysql-wire.js";

/** Connects to a MySQL or MariaDB server with `mysql2`. */
export async function openMysql(url: DatabaseUrl, options: OpenDatabaseOptions): Promise<MysqlConnection> {
  const settings = connectionSettings(url);
  const { default: driver } = await loadDriver("mysql2", () => import("mysql2"));
  const open = async (): Promise<MysqlWire> => {
    const client = driver.createConnection({ ...settings.options, ...checkedAddress(settings.options) });
    // A failure after the one that ends the attempt would have no listener.
    client.on("error", () => undefined);
    await new Promise<void>((resolve, reject) => {
      client.connect((error) => {
        if (error === null) resolve();
        else {
          client.destroy();
          reject(connectFailure(error, settings));
        }
      });
    });
    return new MysqlWire(client, () => ended(client), open);
  };
  return MysqlConnection.open(await open(), url, {
    ...options,
    atStart: ["SET NAMES utf8mb4", ...settings.atStart],
  });
}

/**
 * Where a certificate is checked and the host is an address, the driver would have Node check it for the name "localhost".
 * Node takes the host of the socket below, if it has one.
 */
function checkedAddress({ ssl, host = "", port = 3306 }: ConnectionOptions): ConnectionOptions {
  const isChecked = typeof ssl === "object" && ssl.verifyIdentity === true && isIP(host) !== 0;
  return isChecked ? { stream: () => Object.assign(connect({ host, port }), { _host: host }) } : {};
}

function ended(client: Connection): Promise<void> {
  return new Promise((resolve) => client.end(() => resolve()));
}
