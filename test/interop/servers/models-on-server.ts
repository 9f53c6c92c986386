import fc from "fast-check";
import { expect } from "vitest";
import type { AutogenOptions } from "../../../src/autogenerate/autogen-options.js";
import { compareMetadata } from "../../../src/autogenerate/compare-metadata.js";
import { produceMigrations } from "../../../src/autogenerate/produce-migrations.js";
import { renderTypescriptCode } from "../../../src/autogenerate/render/render-typescript-code.js";
import type { Connection } from "../../../src/runtime/connection.js";
import { MigrationContext } from "../../../src/runtime/migration-context.js";
import type { MetaData } from "../../../src/schema/metadata.js";
import { runOperations } from "../../autogenerate/support/run-operations.js";
import { type PlainDiff, plainDiff } from "../autogenerate/plain-diffs.js";
import type { ModelSpec } from "../postgresql/random-models.js";

/** Random models on a server: compared with its database, and made there by the code that autogenerate writes. */
export class ModelsOnServer {
  readonly connection: Connection;
  readonly #build: (spec: readonly ModelSpec[]) => MetaData;

  constructor(connection: Connection, build: (spec: readonly ModelSpec[]) => MetaData) {
    this.connection = connection;
    this.#build = build;
  }

  /** The differences between the database and the models. */
  async differences(spec: readonly ModelSpec[], options = {}): Promise<readonly PlainDiff[]> {
    return (await compareMetadata(this.#context(options), this.#build(spec))).map(plainDiff);
  }

  /** Both directions of a comparison as text, with the lines of its log. */
  async comparison(spec: readonly ModelSpec[], options: AutogenOptions = {}) {
    const log: string[] = [];
    const logger = { log: (_level: unknown, _name: string, message: string) => void log.push(message) };
    const context = this.#context({ ...options, logger });
    const { upgradeOps, downgradeOps } = await produceMigrations(context, this.#build(spec));
    if (upgradeOps === null || downgradeOps === null) throw new Error("no operations");
    const render = { migrationContext: context };
    return {
      log,
      upgrade: renderTypescriptCode(upgradeOps, render),
      downgrade: renderTypescriptCode(downgradeOps, render),
    };
  }

  /** Brings the database to the models. */
  async migrate(spec: readonly ModelSpec[]): Promise<void> {
    const context = this.#context({});
    const { upgradeOps } = await produceMigrations(context, this.#build(spec));
    if (upgradeOps === null) throw new Error("no operations");
    const body = renderTypescriptCode(upgradeOps, { migrationContext: context });
    await runOperations(this.connection, body).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${body}`, { cause: error });
    });
  }

  /** Expects that the database goes from one random schema to another and back with nothing left to do. */
  async thereAndBack(
    models: fc.Arbitrary<readonly ModelSpec[]>,
    empty: readonly string[],
    { seed, runs }: { readonly seed: number; readonly runs: number },
  ): Promise<void> {
    await fc.assert(
      fc.asyncProperty(models, models, async (one, other) => {
        for (const statement of empty) await this.connection.execute(statement);
        for (const spec of [one, other, one]) {
          await this.migrate(spec);
          expect(await this.differences(spec)).toEqual([]);
        }
      }),
      { seed, numRuns: runs, endOnFailure: true },
    );
  }

  #context(options: object): MigrationContext {
    return MigrationContext.configure({ connection: this.connection, compareServerDefault: true, ...options });
  }
}
