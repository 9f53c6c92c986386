import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { command } from "../../src/cli/command.js";
import type { Config } from "../../src/config/config.js";
import { loadConfig } from "../../src/config/load-config.js";
import { MemoryOutput } from "../../src/support/output.js";

/** A revision file: its identifiers and the bodies of its functions. */
export interface Step {
  readonly revision: string;
  readonly down: string | null;
  readonly upgrade: string;
  readonly downgrade?: string;
}

/** A migration environment in a folder of its own, as `init` would make it. */
export interface Project {
  readonly folder: string;
  /** Its configuration, and what the commands wrote since it was asked for. */
  config(): { readonly config: Config; readonly output: MemoryOutput };
  upgrade(to?: string, attributes?: Readonly<Record<string, unknown>>): Promise<void>;
  downgrade(to: string, attributes?: Readonly<Record<string, unknown>>): Promise<void>;
  remove(): void;
}

const usualEnvironment = (configure: string, open: string): string => `
import { connect } from "alembic-ts";
export default async function env(context) {
  const url = context.config.getMainOption("sqlalchemy.url");
  if (context.isOfflineMode()) {
    context.configure({ url, literalBinds: true });
    await context.beginTransaction(() => context.runMigrations());
    return;
  }
  const connection = await connect(url, ${open});
  try {
    context.configure({ connection, ${configure} });
    await context.beginTransaction(() => context.runMigrations());
  } finally {
    await connection.close();
  }
}
`;

const revisionFile = ({ revision, down, upgrade, downgrade = "" }: Step): string => `/** step ${revision}
 *
 * Revision ID: ${revision}
 */
import { sa } from "alembic-ts";
export const revision = ${JSON.stringify(revision)};
export const downRevision = ${JSON.stringify(down)};
export const branchLabels = null;
export const dependsOn = null;
export async function upgrade(op) {
${upgrade}
}
export async function downgrade(op) {
${downgrade}
}
`;

/**
 * Makes a project; `configure` is what its environment gives to \`configure()\` besides the connection, `environment` the
 * whole text of another one.
 */
export function makeProject(
  url: string,
  steps: readonly Step[],
  {
    configure = "",
    open = "{}",
    environment = usualEnvironment(configure, open),
  }: { readonly configure?: string; readonly open?: string; readonly environment?: string } = {},
): Project {
  const folder = mkdtempSync(join(tmpdir(), "project-"));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write(
    "alembic.ini",
    `[alembic]\nscript_location = %(here)s/migrations\nsqlalchemy.url = ${url.replaceAll("%", "%%")}\n`,
  );
  write("migrations/env.ts", environment);
  for (const step of steps) write(`migrations/versions/${step.revision}.ts`, revisionFile(step));
  const config = () => {
    const output = new MemoryOutput();
    return { config: loadConfig({ cwd: folder, output }), output };
  };
  return {
    folder,
    config,
    upgrade: (to = "head", attributes = {}) => command.upgrade(config().config.withAttributes(attributes), to),
    downgrade: (to, attributes = {}) => command.downgrade(config().config.withAttributes(attributes), to),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
