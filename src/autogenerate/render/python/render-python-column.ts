import type { Column } from "../../../schema/column.js";
import { Computed } from "../../../schema/defaults/computed.js";
import { DefaultClause } from "../../../schema/defaults/default-clause.js";
import type { FetchedValue } from "../../../schema/defaults/fetched-value.js";
import { Identity } from "../../../schema/defaults/identity.js";
import { ClauseElement } from "../../../schema/elements/clause-element.js";
import type { AutogenContext } from "../../autogen-context.js";
import { sqlOf } from "../../sql-of.js";
import { textOfUser } from "../render-item-of-user.js";
import {
  conditionText,
  dialectKeywords,
  pythonArguments,
  repr,
  saPrefix,
  snakeCase,
  textCall,
} from "./python-arguments.js";
import { renderPythonType } from "./render-python-type.js";

type ServerDefault = FetchedValue | ClauseElement | string | null | false;

function renderIdentity(identity: Identity, context: AutogenContext): string {
  const given = Object.entries({ always: identity.always, ...identity.options, ...identity.dialectOptions })
    .filter(([name, value]) => value !== null && value !== undefined && (name === "always" || value !== false))
    .map(([name, value]) => [snakeCase(name), repr(value)] as const);
  return `${saPrefix(context)}Identity(${pythonArguments([], given)})`;
}

function renderComputed(computed: Computed, context: AutogenContext): string {
  // Alembic writes the separator even without a keyword.
  const persisted = computed.persisted === null ? "" : `persisted=${repr(computed.persisted)}`;
  return `${saPrefix(context)}Computed(${conditionText(computed.sqltext, context)}, ${persisted})`;
}

/** A server default as the value of an option, or as an item of its column where it is a generated one. */
export function renderPythonDefault(value: ServerDefault, context: AutogenContext): string {
  const own = textOfUser("server_default", value, context);
  if (own !== undefined) return own ?? "None";
  if (value === null || value === false) return repr(value);
  if (value instanceof Computed) return renderComputed(value, context);
  if (value instanceof Identity) return renderIdentity(value, context);
  const arg = value instanceof DefaultClause ? value.arg : value;
  // Alembic removes the quotes of a text, which some databases return with it.
  if (typeof arg === "string") return repr(arg.replace(/^'|'$/g, ""));
  if (arg instanceof ClauseElement)
    return textCall(context.hooks.wrapDefaultInPython(sqlOf(context.dialect, arg)), context);
  return `${saPrefix(context)}FetchedValue()`;
}

/** Renders a column as a call; returns `undefined` where the environment omits it. */
export function renderPythonColumn(column: Column, context: AutogenContext): string | undefined {
  const own = textOfUser("column", column, context);
  if (own !== undefined) return own ?? undefined;
  const { serverDefault } = column;
  const rendered = serverDefault === null ? undefined : renderPythonDefault(serverDefault, context);
  const isItem = serverDefault instanceof Computed || serverDefault instanceof Identity;
  const args = [repr(column.name), renderPythonType(column.type, context)];
  if (isItem && rendered !== undefined) args.push(rendered);
  return `${saPrefix(context)}Column(${pythonArguments(args, [
    ["server_default", isItem ? undefined : rendered],
    ["autoincrement", column.autoincrement === "auto" ? undefined : autoincrementText(column.autoincrement)],
    ["nullable", repr(column.nullable)],
    ["system", column.system ? "True" : undefined],
    ["comment", column.comment === null ? undefined : repr(column.comment)],
    ...dialectKeywords(column, context),
  ])})`;
}

const autoincrementText = (value: boolean | string): string => (typeof value === "string" ? value : repr(value));
