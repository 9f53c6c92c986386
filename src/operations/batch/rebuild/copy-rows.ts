import { RebuildError } from "./rebuild-error.js";
import type { RebuildPlan } from "./rebuild-plan.js";
import type { RebuildSession } from "./rebuild-session.js";
import { type RowKeys, rowKeys } from "./row-keys.js";
import { inRange, rowRanges } from "./row-ranges.js";

/**
 * Copies all rows and compares them with the old ones while both are at hand.
 *
 * @throws {RebuildError} when a row is missing, or a value that should have stayed is another one.
 */
export async function copyRows(session: RebuildSession, plan: RebuildPlan): Promise<void> {
  const old = session.table(plan.tableName);
  const fresh = session.table(plan.temporaryName);
  const keys = await rowKeys(session, plan);
  const total = await session.number(`SELECT count(*) AS n FROM ${old}`);
  const targets = [
    ...(keys.carried === null ? [] : [keys.carried]),
    ...plan.copied.map(({ column }) => session.quote(column)),
  ];
  const sources = [...(keys.carried === null ? [] : [keys.carried]), ...plan.copied.map(({ source }) => source)];
  let copied = 0;
  let matched = 0;
  const differing = new Map<string, number>();
  const report = (phase: "copy" | "verify", done: number): void =>
    session.host.onProgress?.({ directive: "batchAlterTable", table: plan.tableName, phase, done, total });
  report("copy", 0);
  for (const range of await rowRanges(session, old, keys.old, total)) {
    const where = inRange(range, keys.old ?? "");
    const insert =
      targets.length === 0
        ? `INSERT INTO ${fresh} DEFAULT VALUES`
        : `INSERT INTO ${fresh} (${targets.join(", ")}) SELECT ${sources.join(", ")} FROM ${old}${where}`;
    copied += (await session.run(insert)).rowCount;
    report("copy", copied);
    const compared = await session.read(
      comparison(plan, keys, old, fresh, session, inRange(range, `o.${keys.old ?? ""}`)),
    );
    const [row = {}] = compared.rows;
    matched += Number(row["n"] ?? 0);
    plan.compared.forEach(({ from }, at) => {
      const count = Number(row[`c${at}`] ?? 0);
      if (count > 0) differing.set(from, (differing.get(from) ?? 0) + count);
    });
    report("verify", matched);
  }
  const kept = await session.number(`SELECT count(*) AS n FROM ${fresh}`);
  const findings: string[] = [];
  if (kept !== total) findings.push(`${total} rows before, ${kept} after`);
  else if (matched !== total) findings.push(`${total - matched} of ${total} rows are not found again`);
  for (const [column, count] of differing)
    findings.push(`${count} values of column '${column}' are not what they were`);
  if (findings.length > 0) throw new RebuildError(plan.tableName, findings);
}

/** Counts the rows that both tables have, and for each column those whose values differ. */
function comparison(
  plan: RebuildPlan,
  keys: RowKeys,
  old: string,
  fresh: string,
  session: RebuildSession,
  where: string,
): string {
  const counts = plan.compared.map(({ from, to, byValue }, at) => {
    const one = `o.${session.quote(from)}`;
    const other = `n.${session.quote(to)}`;
    const differs = byValue ? `${one} COLLATE BINARY IS NOT ${other}` : `(${one} IS NULL) <> (${other} IS NULL)`;
    return `, sum(${differs}) AS c${at}`;
  });
  return `SELECT count(*) AS n${counts.join("")} FROM ${old} AS o CROSS JOIN ${fresh} AS n ON ${keys.join}${where}`;
}
