import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { haveMariadb, isMysql, onMariadb } from "../servers/mariadb.js";
import { havePostgresql, onPostgresql } from "../servers/postgresql.js";
import { type RunScript, runOnMariadb, runOnPostgresql } from "../servers/run-script.js";
import { preludeOf, refusals, schemaNames, type VectorCase } from "./server-preludes.js";

const folder = new URL("vectors/operations/", import.meta.url);

interface Script {
  readonly title: string;
  readonly text: string;
}

function scriptsOf(dialectName: string, serverName: string): { accepted: Script[]; refused: Script[] } {
  const accepted: Script[] = [];
  const refused: Script[] = [];
  for (const file of readdirSync(folder).sort()) {
    const group = file.replace(/\.json$/, "");
    for (const one of JSON.parse(readFileSync(new URL(file, folder), "utf8")) as VectorCase[]) {
      const answer = one.answers[dialectName];
      if (answer === undefined || answer.error !== undefined || answer.sql === "") continue;
      const title = `${group}: ${one.name}`;
      const script = { title, text: `${preludeOf(group, one, dialectName)}\n${answer.sql}` };
      (refusals[serverName]?.[title] === undefined ? accepted : refused).push(script);
    }
  }
  return { accepted, refused };
}

/** All scripts in one go, each in a schema of nothing but its own. */
function together(serverName: string, scripts: readonly Script[]): string {
  if (serverName === "PostgreSQL") return scripts.map(({ text }) => `BEGIN;\n${text}\nROLLBACK;`).join("\n");
  return scripts
    .map(({ text }) => {
      const made = schemaNames.filter((name) => text.includes(`CREATE DATABASE \`${name}\``));
      const drops = made.map((name) => `DROP DATABASE IF EXISTS \`${name}\`;`).join("\n");
      const clear = `SET FOREIGN_KEY_CHECKS=0;\nDROP DATABASE IF EXISTS c;\n${drops}\nSET FOREIGN_KEY_CHECKS=1;`;
      return `${clear}\nCREATE DATABASE c CHARACTER SET utf8mb4;\nUSE c;\n${text}\n${clear}`;
    })
    .join("\n");
}

describe.each([
  ["PostgreSQL", "postgresql", havePostgresql, onPostgresql, runOnPostgresql],
  isMysql
    ? ["MySQL", "mysql", haveMariadb, onMariadb, runOnMariadb]
    : ["MariaDB", "mariadb", haveMariadb, onMariadb, runOnMariadb],
] as const)("%s takes the scripts of the vectors", (serverName, dialectName, isInstalled, where, start) => {
  let run: RunScript;
  beforeAll(async () => {
    if (isInstalled) run = await start();
  }, 120_000);
  const { accepted: all, refused } = scriptsOf(dialectName, serverName);
  // With CI set it is all of them, elsewhere every sixth.
  const accepted = all.filter((_script, at) => process.env["CI"] || at % 6 === 0);
  // Concurrent indexes want no transaction; a temporary table outlives its database in MariaDB.
  const alone = (script: Script): boolean => /CONCURRENTLY|CREATE TEMPORARY/.test(script.text);

  test.skipIf(!isInstalled)(
    `when ${accepted.length} scripts are fed to it then it accepts them (${where})`,
    { timeout: 600_000 },
    () => {
      const shared = accepted.filter((script) => !alone(script));
      const problem = run(together(serverName, shared));
      // One by one only where something is wrong, to say what.
      const suspects = problem === "" ? accepted.filter(alone) : accepted;
      const findings = suspects.flatMap((script) => {
        const said = run(/CONCURRENTLY/.test(script.text) ? script.text : together(serverName, [script]));
        return said === "" ? [] : [`${script.title}: ${said.trim()}`];
      });
      expect(findings).toEqual([]);
      expect(problem).toBe("");
    },
  );

  test.skipIf(!isInstalled)(
    `when it is known to refuse a script then it still does (${where})`,
    { timeout: 600_000 },
    () => {
      const surprises = refused
        .filter((script) => run(together(serverName, [script])) === "")
        .map(({ title }) => title);
      expect(surprises).toEqual([]);
      expect(refused.map(({ title }) => title).sort()).toEqual(Object.keys(refusals[serverName] ?? {}).sort());
    },
  );
});
