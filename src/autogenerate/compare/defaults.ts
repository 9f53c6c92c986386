import type { ReflectedColumn } from "../../dialects/inspector.js";
import { Computed } from "../../schema/defaults/computed.js";
import { DefaultClause } from "../../schema/defaults/default-clause.js";
import type { FetchedValue } from "../../schema/defaults/fetched-value.js";
import { Identity } from "../../schema/defaults/identity.js";
import type { AutogenContext } from "../autogen-context.js";
import { sqlOf } from "../sql-of.js";
import { inspectedColumn, reflectedPair } from "./reflected-pair.js";
import type { AlterColumnDraft, ColumnPair, ComparatorResult } from "./table-pair.js";

const hasNone = ({ connColumn, metadataColumn }: ColumnPair): boolean =>
  connColumn.serverDefault === null && metadataColumn.serverDefault === null;

/** Returns a default as text, or `null` for one that has no text. */
function textOf(context: AutogenContext, value: FetchedValue | null): string | null {
  if (!(value instanceof DefaultClause)) return null;
  return typeof value.arg === "string" ? value.arg : sqlOf(context.dialect, value.arg);
}

/** Calls the environment's `compareServerDefault` function; without the option defaults are not compared. */
export function compareUserDefault(
  context: AutogenContext,
  draft: AlterColumnDraft,
  pair: ColumnPair,
): ComparatorResult | Promise<ComparatorResult> {
  if (hasNone(pair)) return "continue";
  draft.existingServerDefault = pair.connColumn.serverDefault;
  const option = context.opts.compareServerDefault ?? false;
  if (option === false) return "stop";
  return typeof option === "function" ? askUser(context, draft, pair, option) : "continue";
}

async function askUser(
  context: AutogenContext,
  draft: AlterColumnDraft,
  { connColumn, metadataColumn, tableName, columnName }: ColumnPair,
  option: Exclude<AutogenContext["opts"]["compareServerDefault"], boolean | null | undefined>,
): Promise<ComparatorResult> {
  const differs = await option(
    context.migrationContext,
    connColumn,
    metadataColumn,
    textOf(context, connColumn.serverDefault),
    metadataColumn.serverDefault,
    textOf(context, metadataColumn.serverDefault),
  );
  if (!differs) return differs === false ? "stop" : "continue";
  draft.modifyServerDefault = metadataColumn.serverDefault;
  context.detected(
    "server_defaults",
    `User defined function ${option.name || "compareServerDefault"} detected server default on column '${tableName}.${columnName}'`,
    "the environment's compareServerDefault function returned true",
  );
  return "stop";
}

/** Warns of generated columns whose expression changed: no directive changes one. */
export function compareComputedDefault(
  context: AutogenContext,
  _draft: AlterColumnDraft,
  pair: ColumnPair,
): ComparatorResult {
  const { connColumn, metadataColumn, tableName, columnName } = pair;
  const found = connColumn.serverDefault;
  const wanted = metadataColumn.serverDefault;
  if (!(found instanceof Computed) && !(wanted instanceof Computed)) return "continue";
  const normalized = (value: FetchedValue | null): string =>
    value instanceof Computed
      ? context.hooks
          .normalizeExpression(sqlOf(context.dialect, value.sqltext))
          .replaceAll(/[ ()'"`[\]\t\r\n]/g, "")
          .toLowerCase()
      : "";
  if (!(wanted instanceof Computed) || normalized(found) !== normalized(wanted))
    context.warn(`Computed default on ${tableName}.${columnName} cannot be modified`);
  return "stop";
}

/** Compares the options of identity columns. */
export function compareIdentityDefault(
  context: AutogenContext,
  draft: AlterColumnDraft,
  pair: ColumnPair,
): ComparatorResult {
  const { connColumn, metadataColumn, tableName, columnName } = pair;
  const found = connColumn.serverDefault instanceof Identity ? connColumn.serverDefault : null;
  const wanted = metadataColumn.serverDefault instanceof Identity ? metadataColumn.serverDefault : null;
  if (found === null && wanted === null) return "continue";
  const difference = identityDifference(found, wanted, context.hooks.identityOptionsIgnored);
  if (difference.length === 0 && (found === null) === (wanted === null)) return "continue";
  draft.modifyServerDefault = metadataColumn.serverDefault;
  if (difference.length === 0) return "continue";
  context.detected(
    "server_defaults",
    `Detected server default on column '${tableName}.${columnName}': identity options attributes [${difference.map((name) => `'${name}'`).join(", ")}]`,
    "the identity's options differ",
  );
  return "stop";
}

/** Whether the database has the same text as the models' default, so that no comparison is needed. */
function isPlainlySame(context: AutogenContext, pair: ColumnPair, inspected: ReflectedColumn | undefined): boolean {
  const { serverDefault } = pair.metadataColumn;
  if (context.modelReflection === undefined || !(serverDefault instanceof DefaultClause)) return false;
  const { arg } = serverDefault;
  const wanted = typeof arg === "string" ? context.dialect.renderLiteral(arg) : sqlOf(context.dialect, arg);
  const found = inspected?.default;
  return found !== undefined && found !== null && (wanted === found || wanted === `(${found})`);
}

/** A default of the models as SQL. */
function sqlOfDefault(context: AutogenContext, value: FetchedValue | null): string | null {
  if (!(value instanceof DefaultClause)) return null;
  return typeof value.arg === "string" ? context.dialect.renderLiteral(value.arg) : sqlOf(context.dialect, value.arg);
}

/** The type of a column as SQL, or `undefined` where the dialect does not have it. */
function typeTextOf(context: AutogenContext, { metadataColumn }: ColumnPair): string | undefined {
  try {
    return context.dialect.compileType(metadataColumn.type);
  } catch {
    return undefined;
  }
}

/** Why two defaults differ, or `undefined` when they are the same. */
async function difference(context: AutogenContext, pair: ColumnPair): Promise<string | undefined> {
  if (isPlainlySame(context, pair, await inspectedColumn(context, pair))) return undefined;
  const both = await reflectedPair(context, pair);
  const { hooks } = context;
  const given = (sql: string | null | undefined): string | null =>
    sql === undefined || sql === null || hooks.isNoDefault(sql) ? null : sql;
  const one = given((both?.inspected ?? (await inspectedColumn(context, pair)))?.default);
  const other = given(
    both === undefined ? sqlOfDefault(context, pair.metadataColumn.serverDefault) : both.wanted.default,
  );
  const why = `the database has ${one ?? "none"}, and would have ${other ?? "none"} from the models`;
  if (one === null || other === null) return one === other ? undefined : why;
  const typeText = both?.wanted.typeText ?? typeTextOf(context, pair);
  const decided =
    typeText === undefined ? undefined : await context.modelReflection?.decideDefaults({ typeText, one, other });
  if (decided !== undefined) return decided ? undefined : why;
  if (both !== undefined || (await context.modelReflection?.isPossible()))
    return hooks.normalizeExpression(one) === hooks.normalizeExpression(other) ? undefined : why;
  const { connColumn, metadataColumn } = pair;
  const areEqual = hooks.areDefaultsEqual({
    inspectedColumn: connColumn,
    metadataColumn,
    inspected: textOf(context, connColumn.serverDefault),
    metadata: textOf(context, metadataColumn.serverDefault),
  });
  return areEqual ? undefined : why;
}

/** Compares defaults by the rules of the dialect, or in a scratch database where there is one. */
export function compareDialectDefault(
  context: AutogenContext,
  draft: AlterColumnDraft,
  pair: ColumnPair,
): ComparatorResult | Promise<ComparatorResult> {
  if (hasNone(pair)) return "continue";
  const { connColumn, metadataColumn } = pair;
  draft.existingServerDefault = connColumn.serverDefault;
  const isPlain = (value: FetchedValue | null): boolean => value === null || value instanceof DefaultClause;
  if (!isPlain(connColumn.serverDefault) || !isPlain(metadataColumn.serverDefault)) return "continue";
  if (context.hooks.isNumberedBySequence?.(metadataColumn)) return "continue";
  if (pair.inspected !== undefined && isPlainlySame(context, pair, pair.inspected)) return "continue";
  return compareWrittenDefault(context, draft, pair);
}

async function compareWrittenDefault(
  context: AutogenContext,
  draft: AlterColumnDraft,
  pair: ColumnPair,
): Promise<ComparatorResult> {
  const { metadataColumn, tableName, columnName } = pair;
  const why = await difference(context, pair);
  if (why === undefined) return "continue";
  draft.modifyServerDefault = metadataColumn.serverDefault;
  const message = `Dialect impl ${context.dialect.implName} detected server default on column '${tableName}.${columnName}'`;
  context.detected("server_defaults", message, why);
  return "stop";
}

/** Notes whether the column is an autoincrement column, which MySQL needs in every change. */
export function noteAutoincrement(
  _context: AutogenContext,
  draft: AlterColumnDraft,
  { metadataColumn }: ColumnPair,
): ComparatorResult {
  const { table, primaryKey, autoincrement } = metadataColumn;
  if (autoincrement === true || (primaryKey && table?.autoincrementColumn === metadataColumn))
    draft.autoincrement = true;
  else if (metadataColumn.autoincrement === false) draft.autoincrement = false;
  return "continue";
}

/** Returns the options of an identity, with the defaults of SQL where they are not given. */
function optionsOf(identity: Identity | null): Readonly<Record<string, unknown>> {
  if (identity === null) return {};
  const { start, increment, ...rest } = identity.options as Readonly<Record<string, unknown>>;
  const given = Object.entries({ ...rest, start: start ?? 1, increment: increment ?? 1 });
  return {
    ...Object.fromEntries(given.filter(([, value]) => value !== null && value !== undefined && value !== false)),
    always: Boolean(identity.always),
  };
}

/**
 * Returns the sorted names of the options in which two identities differ. A missing side has the default options. An
 * option that the models do not give is not a difference.
 *
 */
export function identityDifference(
  found: Identity | null,
  wanted: Identity | null,
  ignored: ReadonlySet<string>,
): readonly string[] {
  const usual = optionsOf(new Identity());
  const one = found === null ? usual : optionsOf(found);
  const other = wanted === null ? usual : optionsOf(wanted);
  const isLeftOpen = (name: string): boolean => name !== "always" && other[name] === usual[name];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((name) => !ignored.has(name) && one[name] !== other[name] && !isLeftOpen(name))
    .sort();
}
