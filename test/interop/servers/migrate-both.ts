import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import type { Backend } from "../../../src/backends/backend.js";
import type { DriverConnection } from "../../../src/database/connection.js";
import { startRun } from "../../operations/run-operations.js";
import type { TestDatabase } from "../../servers/postgresql.js";
import { type Call, Interpreter } from "../operation-language.js";
import type { Oracle } from "../oracle.js";
import { migrateByPython } from "../postgresql/random-calls.js";
import type { Random } from "../random.js";

const here = fileURLToPath(new URL("..", import.meta.url));

/** A kind of server on which both run migrations. */
export interface BothSides {
  readonly oracle: Oracle;
  readonly backend: Backend;
  readonly mine: { readonly database: TestDatabase; readonly connection: DriverConnection };
  readonly theirs: { readonly database: TestDatabase; readonly connection: DriverConnection };
  /** The URL by which Python finds a database. */
  pythonUrl(database: TestDatabase): string;
  empty(connection: DriverConnection): Promise<unknown>;
  /** Schema and rows as the server's own program writes them. */
  dump(database: TestDatabase): string;
  /** The program by which SQLAlchemy reads the schema, and its further arguments. */
  readonly reflect: { readonly program: string; readonly args: object };
}

/** Runs random migrations by both, each on a database of its own, and expects the same of both. */
export async function expectSameMigrations(
  count: number,
  random: Random,
  calls: () => readonly Call[],
  sides: BothSides,
): Promise<void> {
  const { oracle, mine, theirs } = sides;
  const read = (database: TestDatabase): Promise<unknown> =>
    oracle.run(sides.reflect.program, { url: sides.pythonUrl(database), ...sides.reflect.args });
  let succeeded = 0;
  for (let done = 0; done < count; done++) {
    const asked = calls();
    const note = `${random.note}\n${asked.map((one) => JSON.stringify(one)).join("\n")}`;
    for (const { connection } of [mine, theirs]) await sides.empty(connection);
    const url = sides.pythonUrl(theirs.database);
    const failure = (await oracle.run(migrateByPython, { path: here, url, calls: asked })) as string | null;
    const outcome = await ours(sides.backend, mine.connection, asked);
    if (failure === null) expect(outcome, note).toBeUndefined();
    else expect(outcome, `${note}\n${failure}`).toBeDefined();
    expect(sides.dump(mine.database), note).toBe(sides.dump(theirs.database));
    expect(await read(mine.database), note).toEqual(await read(theirs.database));
    if (failure === null) succeeded += 1;
  }
  expect(succeeded).toBeGreaterThan(count * 0.6);
}

/** Runs the calls in a transaction; the result is the error, if there is one. */
async function ours(
  backend: Backend,
  connection: DriverConnection,
  calls: readonly Call[],
): Promise<string | undefined> {
  const run = startRun(backend.dialect, connection, {}, backend);
  await connection.begin("immediate");
  try {
    await new Interpreter(run.op).run(run.op, calls);
    await run.op.close();
    await connection.commit();
    return undefined;
  } catch (error) {
    await run.op.close().catch(() => undefined);
    await connection.rollback();
    return String(error);
  }
}
