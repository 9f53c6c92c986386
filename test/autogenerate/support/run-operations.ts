import type { Operations as OperationsType } from "../../../src/operations/operations.js";
import { Operations } from "../../../src/operations/operations.js";
import type { Connection } from "../../../src/runtime/connection.js";
import { OnlineSink } from "../../../src/runtime/online-sink.js";
import { sa } from "../../../src/schema/sa.js";

type Script = (op: OperationsType, names: typeof sa) => Promise<void>;

/** The body of an `upgrade()` as a function; what autogenerate writes there is JavaScript as well. */
function compile(body: string): Script {
  const AsyncFunction = (async () => undefined).constructor as new (...args: string[]) => Script;
  return new AsyncFunction("op", "sa", body);
}

/** Runs the body of an `upgrade()` or `downgrade()` as a migration run does: in a transaction, foreign keys checked. */
export async function runOperations(connection: Connection, body: string): Promise<void> {
  const { driver, dialect, backend } = connection;
  await driver.beginRun();
  try {
    await driver.begin("immediate");
    const op = new Operations({
      dialect,
      sink: new OnlineSink(driver, undefined),
      connection: driver,
      backend,
      asSql: false,
      opts: {},
      context: {
        getCurrentRevision: async () => undefined,
        getCurrentHeads: async () => [],
        autocommitBlock: async (work) => work(),
      },
    });
    await compile(body)(op, sa);
    await op.close();
    await driver.commit();
  } finally {
    await driver.endRun();
  }
}
