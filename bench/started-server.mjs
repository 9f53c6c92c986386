// The parts that the servers of the benches share: a folder of their own, the process, clients, and rows without a tool.
import { spawn, spawnSync } from "node:child_process";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, untilReady } from "./server-runs.mjs";

/** The account of a server, which refuses to run as root. */
function userOf(account) {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(spawnSync("id", [flag, account], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}

/**
 * Starts a server on loopback, with a new database and its usual settings.
 *
 * `make` and `run` return a program and its arguments, the first to make the database; `connect` opens a client, whose
 * `query()` and `end()` return promises. `use(work, ...)` calls `work` with a client.
 */
export async function startServer({ name, account, signal, make, run, connect }) {
  const folder = mkdtempSync(join(tmpdir(), `bench-${name}-`));
  const user = userOf(account);
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const [maker, makerArgs] = make(folder);
  const made = spawnSync(maker, makerArgs, { ...user, cwd: folder, encoding: "utf8" });
  if (made.status !== 0) throw new Error(`${maker}: ${made.stderr || made.stdout}`);
  const port = await freePort();
  const [program, args] = run(folder, port);
  const server = spawn(program, args, { ...user, cwd: folder, stdio: "ignore" });
  const ended = new Promise((resolve) => server.on("exit", resolve));
  const use = async (work, ...rest) => {
    const client = await connect(port, ...rest);
    try {
      await work(client);
    } finally {
      await client.end();
    }
  };
  const stop = async () => {
    server.kill(signal);
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { port, use, stop };
}

/** Waits until a server takes clients. */
export const untilServerReady = ({ use }, ...rest) => untilReady(() => use(() => undefined, ...rest));

/** Inserts rows without a tool, 225 in a statement, in one transaction; `place` returns the parameters of a row. */
export async function insertPlainly(client, rows, place) {
  await client.query("BEGIN");
  for (let start = 0; start < rows.length; start += 225) {
    const some = rows.slice(start, start + 225);
    const values = some.flatMap(({ id, name, amount, note }) => [id, name, amount, note]);
    const places = some.map((_, at) => place(4 * at));
    await client.query(`INSERT INTO measured (id, name, amount, note) VALUES ${places.join(", ")}`, values);
  }
  await client.query("COMMIT");
}
