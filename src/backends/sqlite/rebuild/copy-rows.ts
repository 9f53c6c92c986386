import { parseCreateTable } from "../../../dialects/sqlite/text/parse-create-table.js";
import { RebuildError } from "../../../operations/batch/rebuild-error.js";
import { noValueError } from "../../../operations/statements/missing-values.js";
import { Losses } from "./losses.js";
import type { ComparedColumn, RebuildPlan } from "./rebuild-plan.js";
import type { RebuildSession } from "./rebuild-session.js";
import { type PickedRows, rowKeys } from "./row-keys.js";
import { and, inRange, rowRanges } from "./row-ranges.js";
import { sameName } from "./text/table-draft.js";

/**
 * Copies all rows and compares them with the old ones while both tables exist.
 *
 * @throws {RebuildError} when a row is missing, or a value that should be the same differs.
 */
export async function copyRows(session: RebuildSession, plan: RebuildPlan): Promise<void> {
  const old = session.table(plan.tableName);
  const fresh = session.table(plan.temporaryName);
  const keys = await rowKeys(session, plan);
  const total = await session.number(`SELECT count(*) AS n FROM ${old}`);
  await requireAllValues(session, plan, keys.carried, total);
  const carried = keys.carried === null ? [] : [keys.carried];
  const targets = [...carried, ...plan.copied.map(({ column }) => session.quote(column))];
  const compared = plan.compared.filter(({ to }) => !keys.joined.includes(to));
  let copied = 0;
  let matched = 0;
  const differing = new Map<string, number>();
  const losses = new Losses(session, plan);
  const report = (phase: "copy" | "verify", done: number): void =>
    session.host.onProgress?.({ directive: "batchAlterTable", table: plan.tableName, phase, done, total });
  report("copy", 0);
  for (const range of await rowRanges(session, old, keys.old, total)) {
    const before = copied;
    const sources = [...carried.map(() => keys.carriedValue(before)), ...plan.copied.map(({ source }) => source)];
    const insert =
      targets.length === 0
        ? `INSERT INTO ${fresh} DEFAULT VALUES`
        : `INSERT INTO ${fresh} (${targets.join(", ")}) SELECT ${sources.join(", ")} FROM ${keys.source}${inRange(range, keys.old ?? "")}${keys.order}`;
    copied += (await session.run(insert)).rowCount;
    report("copy", copied);
    const { from, where } = keys.oldRows(range, before);
    const pairs = { from: `${from} CROSS JOIN ${keys.newRows} ON ${keys.join}`, where };
    const equal = await session.number(
      `SELECT count(*) AS n FROM ${pairs.from}${and(where, sameRow(compared, session))}`,
    );
    matched += equal;
    if (equal < copied - before)
      for (const [column, count] of await differences(session, plan, pairs))
        differing.set(column, (differing.get(column) ?? 0) + count);
    await losses.count(pairs);
    report("verify", matched);
  }
  const kept = await session.number(`SELECT count(*) AS n FROM ${fresh}`);
  const findings: string[] = [];
  if (kept !== total) findings.push(`${total} rows before, ${kept} after`);
  else if (matched !== total && differing.size === 0)
    findings.push(`${total - matched} of ${total} rows are not found again`);
  for (const [column, count] of differing)
    findings.push(
      count === 1
        ? `1 value of column '${column}' is not what it was`
        : `${count} values of column '${column}' are not what they were`,
    );
  if (findings.length > 0) throw new RebuildError(plan.tableName, findings);
  losses.report();
}

/** The conditions that a row is unchanged. Values are compared as one row, which costs SQLite less than one by one. */
function sameRow(columns: readonly ComparedColumn[], session: RebuildSession): readonly string[] {
  const isPlain = ({ comparison, collation }: ComparedColumn): boolean => comparison === "value" && !collation;
  const plain = columns.filter(isPlain);
  const others = columns.filter((column) => !isPlain(column) && column.comparison !== "none");
  const list = (side: string, names: readonly string[]): string =>
    names.map((name) => `${side}.${session.quote(name)}`).join(", ");
  const old = list(
    "o",
    plain.map(({ from }) => from),
  );
  const fresh = list(
    "n",
    plain.map(({ to }) => to),
  );
  const rows = plain.length === 0 ? [] : plain.length === 1 ? [`${old} IS ${fresh}`] : [`(${old}) IS (${fresh})`];
  return [...rows, ...others.map((column) => sameValue(column, session))];
}

/** The condition that a value is unchanged; for a column whose type changes, that it is NULL if and only if it was. */
function sameValue({ from, to, comparison, collation }: ComparedColumn, session: RebuildSession): string {
  const one = `o.${session.quote(from)}`;
  const other = `n.${session.quote(to)}`;
  if (comparison === "conversion") return `(${one} IS NULL) = (${other} IS NULL)`;
  return `${one}${collation ? " COLLATE BINARY" : ""} IS ${other}`;
}

/** For each column with changed values, their number. */
async function differences(
  session: RebuildSession,
  plan: RebuildPlan,
  { from, where }: PickedRows,
): Promise<readonly (readonly [column: string, count: number])[]> {
  const found: [string, number][] = [];
  for (const column of plan.compared.filter(({ comparison }) => comparison !== "none")) {
    const differs = `NOT (${sameValue(column, session)})`;
    const count = await session.number(`SELECT count(*) AS n FROM ${from}${and(where, [differs])}`);
    if (count > 0) found.push([column.from, count]);
  }
  return found;
}

/**
 * Checks before the copy that every row has a value for the NOT NULL columns of the new table.
 *
 * @throws {CommandError} when some do, with how many.
 */
async function requireAllValues(
  session: RebuildSession,
  plan: RebuildPlan,
  carried: string | null,
  total: number,
): Promise<void> {
  if (total === 0) return;
  const columnsOf = async (table: string) =>
    (
      await session.read('SELECT * FROM pragma_table_xinfo(:table, :schema) WHERE hidden = 0 AND "notnull" = 1', {
        table,
        schema: session.schema ?? "main",
      })
    ).rows;
  const replaced = replacedNulls(plan.createTable);
  const before = new Set((await columnsOf(plan.tableName)).map(({ name }) => String(name).toLowerCase()));
  for (const { name, dflt_value: given, pk } of await columnsOf(plan.temporaryName)) {
    const column = String(name);
    const copied = plan.copied.find((one) => sameName(one.column, column));
    const compared = plan.compared.find(({ to }) => sameName(to, column));
    const stays = compared?.comparison !== "none" && before.has(compared?.from.toLowerCase() ?? "");
    const isFilled = copied === undefined && (given !== null || Number(pk) > 0 || carried === session.quote(column));
    if (stays || isFilled || (given !== null && replaced.has(column))) continue;
    const count =
      copied === undefined
        ? total
        : await session.number(
            `SELECT count(*) AS n FROM ${session.table(plan.tableName)} WHERE (${copied.source}) IS NULL`,
          );
    if (count > 0) throw noValueError(plan.tableName, column, count);
  }
}

/** The columns for which SQLite writes the default in place of a NULL. */
function replacedNulls(createTable: string): ReadonlySet<string> {
  if (!/\bON\s+CONFLICT\b/i.test(createTable)) return new Set();
  const columns = parseCreateTable(createTable)?.columns ?? [];
  const replaces = columns.filter(({ constraints }) =>
    constraints.some((one) => one.kind === "notNull" && one.onConflict === "REPLACE"),
  );
  return new Set(replaces.map(({ name }) => name));
}
