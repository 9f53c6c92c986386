import { existsSync } from "node:fs";
import { haveMariadb, mariadb, newMariadbDatabase, startMariadbServer } from "./mariadb.js";
import type { TestDatabase } from "./postgresql.js";
import { freePort, type RunningServer } from "./processes.js";

const provider = "/usr/lib/galera/libgalera_smm.so";

/** Whether Galera is installed; with CI set, the lack of it is an error. */
export const haveGalera = ((): boolean => {
  const found = haveMariadb && existsSync(provider) && existsSync("/usr/bin/rsync");
  if (!found && process.env["CI"]) throw new Error("CI is set, but Galera or rsync is not installed");
  return found;
})();

/** For the titles of groups that need a cluster. */
export const onGalera = haveGalera
  ? "on a Galera cluster of MariaDB"
  : "left out: no Galera (Debian packages mariadb-server, galera-4 and rsync)";

/** Starts a cluster on loopback, one node after the other; the first one has the data that the others copy. */
export async function startGalera(count: number): Promise<readonly RunningServer[]> {
  const nodes: RunningServer[] = [];
  const places: string[] = [];
  while (nodes.length < count) {
    const [group, transfer, copy] = [await freePort(), await freePort(), await freePort()];
    const options = [
      `gmcast.listen_addr=tcp://127.0.0.1:${group}`,
      `ist.recv_addr=127.0.0.1:${transfer}`,
      "gcache.size=16M",
      "pc.weight=1",
    ];
    const node = await startMariadbServer([
      ...["--wsrep-on=ON", `--wsrep-provider=${provider}`, "--binlog-format=ROW", "--innodb-autoinc-lock-mode=2"],
      ...["--wsrep-cluster-name=test", `--wsrep-cluster-address=gcomm://${places.join(",")}`],
      ...[
        "--wsrep-node-address=127.0.0.1",
        `--wsrep-sst-receive-address=127.0.0.1:${copy}`,
        "--wsrep-sst-method=rsync",
      ],
      `--wsrep-provider-options=${options.join(";")}`,
      ...(nodes.length === 0 ? ["--wsrep-new-cluster"] : []),
    ]);
    nodes.push(node);
    places.push(`127.0.0.1:${group}`);
    await isSynced(node);
  }
  return nodes;
}

/** Waits until a node has the data of the others and takes statements. */
async function isSynced(node: RunningServer): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const { stdout } = mariadb(node, ["-N", "-e", "show status like 'wsrep_local_state_comment'"]);
    if (stdout.includes("Synced")) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the node did not join the cluster");
}

/**
 * Makes an empty database on the first node and waits until every node has it. A connection whose URL names the database
 * can be opened on any of them then: it cannot ask for `wsrep_sync_wait` before it is connected.
 */
export async function newGaleraDatabase(nodes: readonly RunningServer[]): Promise<TestDatabase> {
  const database = await newMariadbDatabase("mysql", nodes[0]);
  const look = `set session wsrep_sync_wait = 15; show databases like '${database.name}'`;
  for (const node of nodes.slice(1)) {
    let said = mariadb(node, ["-N", "-e", look]);
    for (let tries = 0; tries < 100 && said.stdout.trim() !== database.name; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      said = mariadb(node, ["-N", "-e", look]);
    }
    if (said.stdout.trim() !== database.name)
      throw new Error(`the node at ${node.port} does not have database ${database.name}: ${said.stderr}`);
  }
  return database;
}
