import type { Column } from "../../schema/column.js";
import { Computed } from "../../schema/defaults/computed.js";
import { DefaultClause } from "../../schema/defaults/default-clause.js";
import type { FetchedValue } from "../../schema/defaults/fetched-value.js";
import { Identity } from "../../schema/defaults/identity.js";
import { ClauseElement } from "../../schema/elements/clause-element.js";
import { columnDialectKeys, identityDialectKeys } from "../../schema/keywords/column-dialect-options.js";
import { dialectArguments } from "../../schema/schema-item.js";
import type { AutogenContext } from "../autogen-context.js";
import { sqlOf } from "../sql-of.js";
import { prefixes } from "./prefixes.js";
import { renderCondition, renderDialectEntries, renderText } from "./render-expression.js";
import { renderItemOfUser } from "./render-item-of-user.js";
import { renderType } from "./render-type.js";
import { call, callWithOptions, literal, type ObjectNode, raw, type SourceNode, string } from "./source-node.js";

type ServerDefault = FetchedValue | ClauseElement | string | null | false;

function renderIdentity(identity: Identity, context: AutogenContext): SourceNode {
  const ofDialects = dialectArguments(identity, identityDialectKeys);
  const given = Object.entries({ always: identity.always, ...identity.options, ...ofDialects }).filter(
    ([name, value]) => value !== null && value !== undefined && (name === "always" || value !== false),
  );
  const entries = given.map(([name, value]) => [name, literal(value)] as const);
  return callWithOptions(prefixes.sa(context, "Identity"), [], entries);
}

function renderComputed(computed: Computed, context: AutogenContext): SourceNode {
  return callWithOptions(
    prefixes.sa(context, "Computed"),
    [renderCondition(computed.sqltext, context)],
    computed.persisted === null ? [] : [["persisted", literal(computed.persisted)]],
  );
}

/** A server default as the value of an option, or as an item of its column where it is a generated one. */
export function renderServerDefault(value: ServerDefault, context: AutogenContext): SourceNode {
  const own = renderItemOfUser("server_default", value, context);
  if (own !== undefined && own !== null) return own;
  if (value === null || value === false) return raw(String(value));
  if (value instanceof Computed) return renderComputed(value, context);
  if (value instanceof Identity) return renderIdentity(value, context);
  const arg = value instanceof DefaultClause ? value.arg : value;
  if (typeof arg === "string") return string(arg);
  if (arg instanceof ClauseElement) return renderText(context.hooks.wrapDefault(sqlOf(context.dialect, arg)), context);
  return call(prefixes.sa(context, "FetchedValue"));
}

/** Renders a column as a call; returns `undefined` where the environment omits it. */
export function renderColumn(column: Column, context: AutogenContext): SourceNode | undefined {
  const own = renderItemOfUser("column", column, context);
  if (own !== undefined) return own ?? undefined;
  const { serverDefault } = column;
  const isItem = serverDefault instanceof Computed || serverDefault instanceof Identity;
  const rendered = serverDefault === null ? undefined : renderServerDefault(serverDefault, context);
  const args = [string(column.name), renderType(column.type, context)];
  if (isItem && rendered !== undefined) args.push(rendered);
  const entries: (readonly [string, SourceNode])[] = [];
  const add = (name: string, node: SourceNode): number => entries.push([name, node]);
  if (!isItem && rendered !== undefined) add("serverDefault", rendered);
  if (column.autoincrement !== "auto") add("autoincrement", literal(column.autoincrement));
  add("nullable", literal(column.nullable));
  if (column.system) add("system", literal(true));
  if (column.comment !== null) add("comment", string(column.comment));
  const options: ObjectNode["entries"] = [...entries, ...renderDialectEntries(column, columnDialectKeys, context)];
  return callWithOptions(prefixes.sa(context, "Column"), args, options);
}
