import { AsyncLocalStorage } from "node:async_hooks";
import type { Dialect } from "../../dialects/dialect.js";
import { Operations } from "../../operations/operations.js";
import type { OperationsHost } from "../../operations/operations-host.js";
import type { ScriptModule } from "../../script/script-module.js";
import { type Scenario, type SimulatedDatabase, simulateDatabase } from "./simulated-database.js";

/** The direction of a step. */
export type Direction = "upgrade" | "downgrade";

/** The statements of a step, and the error that ended it, if any. */
export interface Recording {
  readonly statements: readonly string[];
  readonly failure: unknown;
}

/** How a step is run: as an SQL script, or on a simulated database. */
export type Stage = "script" | Scenario;

/** The most statements of a step. A step that writes more is in a loop that needs the rows of a real database. */
const mostStatements = 200;

/** Shared by all steps, because every `AsyncLocalStorage` in use makes each new promise slower. */
const callScopes = new AsyncLocalStorage<object>();

/** Runs a step without a database and records the SQL that it writes. */
export async function recordStep(
  module: ScriptModule,
  direction: Direction,
  dialect: Dialect,
  stage: Stage,
  names: string,
): Promise<Recording> {
  const statements: string[] = [];
  const simulated: SimulatedDatabase | undefined =
    stage === "script" ? undefined : simulateDatabase(names, stage, dialect.name);
  const host: OperationsHost = {
    dialect,
    connection: simulated?.connection,
    ...(simulated === undefined ? {} : { backend: { inspector: () => simulated.inspector } }),
    asSql: simulated === undefined,
    opts: { literalBinds: simulated === undefined },
    context: {
      getCurrentRevision: async () => undefined,
      getCurrentHeads: async () => [],
      async autocommitBlock(work) {
        statements.push("-- outside of the transaction");
        const result = await work();
        statements.push("-- in the transaction again");
        return result;
      },
    },
    callScopes,
    sink: {
      async execute({ sql, params }) {
        // A loop until no rows are left never ends, because the simulated database always returns the same rows.
        if (statements.length >= mostStatements) throw new Error(`more than ${mostStatements} statements`);
        statements.push(params === undefined ? sql.trim() : `${sql.trim()}\n${textOfParams(params)}`);
        return simulated?.answer(sql);
      },
      comment: (text) => void statements.push(`-- ${text}`),
    },
  };
  const op = new Operations(host);
  try {
    await module[direction]?.(op, {} as never);
    await op.close();
    return { statements, failure: undefined };
  } catch (failure) {
    await op.close().catch(() => undefined);
    return { statements, failure: failure ?? new Error("unknown") };
  }
}

const textOfParams = (params: object): string =>
  JSON.stringify(params, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
