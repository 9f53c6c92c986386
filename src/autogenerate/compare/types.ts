import type { CompareHooks } from "../../dialects/compare-hooks.js";
import type { ReflectedColumn } from "../../dialects/inspector.js";
import type { AutogenContext } from "../autogen-context.js";
import { describeType } from "./describe-type.js";
import type { ReflectedModelColumn } from "./model-reflection.js";
import { inspectedColumn, reflectedPair } from "./reflected-pair.js";
import type { AlterColumnDraft, ColumnPair, ComparatorResult } from "./table-pair.js";

/** A type's DDL in parts: `NUMERIC(10, 2) UNSIGNED` is the name `numeric`, the word `unsigned` and two arguments. */
interface TypeParts {
  readonly name: string;
  readonly words: readonly string[];
  readonly args: readonly string[];
}

function partsOf(ddl: string): TypeParts {
  const tokens = ddl.toLowerCase().match(/[\p{L}\p{N}_-]+|\([^)]+\)?/gu) ?? [];
  const words = tokens.filter((token) => !token.startsWith("("));
  const parenthesised = tokens.findLast((token) => token.startsWith("(")) ?? "";
  const args = (parenthesised.match(/[^(),]+/g) ?? []).map((arg) => arg.trim());
  return { name: words[0] ?? "", words: words.slice(1), args };
}

const areEqual = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value, at) => value === other[at]);

function haveSameName(one: TypeParts, other: TypeParts, hooks: CompareHooks): boolean {
  if (one.name === other.name) return true;
  const full = ({ name, words }: TypeParts): string => [name, ...words].join(" ");
  return hooks.typeSynonyms.some(
    (group) => (group.has(one.name) && group.has(other.name)) || (group.has(full(one)) && group.has(full(other))),
  );
}

/**
 * Returns why two types differ, by the rules of Alembic: another name, or other arguments where both sides have the
 * same number of them. Arguments that only one side has are ignored.
 *
 * @param inspected - the database's type as DDL.
 * @param metadata - the models' type as DDL.
 * @returns the reason, or `undefined` when they are the same.
 *
 */
export function typeDifference(inspected: string, metadata: string, hooks: CompareHooks): string | undefined {
  const one = partsOf(inspected);
  const other = partsOf(metadata);
  if (!haveSameName(one, other, hooks)) return `the database has ${inspected}, the models have ${metadata}`;
  if (one.words.length === other.words.length && !areEqual(one.words, other.words))
    return `the words after the type's name differ: ${inspected} and ${metadata}`;
  if (one.args.length === other.args.length && !areEqual(one.args, other.args))
    return `the arguments of the type differ: ${inspected} and ${metadata}`;
  for (const pattern of hooks.typeParts) {
    const found = pattern.exec(one.words.join(" "))?.[1];
    const wanted = pattern.exec(other.words.join(" "))?.[1];
    if (found !== undefined && wanted !== undefined && found !== wanted)
      return `the type has ${found} in the database and ${wanted} in the models`;
  }
  return undefined;
}

/** Notes the database's type; returns whether both sides have one. */
function canCompare(context: AutogenContext, draft: AlterColumnDraft, pair: ColumnPair): boolean {
  const { connColumn, metadataColumn, tableName, columnName } = pair;
  draft.existingType = connColumn.type;
  if (connColumn.type.affinity === "NullType") {
    context.log("types", `Couldn't determine database type for column '${tableName}.${columnName}'`);
    return false;
  }
  if (metadataColumn.type.affinity === "NullType") {
    context.log("types", `Column '${tableName}.${columnName}' has no type within the model; can't compare`);
    return false;
  }
  return true;
}

function found(context: AutogenContext, draft: AlterColumnDraft, pair: ColumnPair, why: string): ComparatorResult {
  const { connColumn, metadataColumn, tableName, columnName } = pair;
  draft.modifyType = metadataColumn.type;
  context.detected(
    "types",
    `Detected type change from ${describeType(connColumn.type)} to ${describeType(metadataColumn.type)} on '${tableName}.${columnName}'`,
    why,
  );
  return "stop";
}

/** Calls the environment's `compareType` function; `compareType: false` ends the comparison of types. */
export function compareUserType(
  context: AutogenContext,
  draft: AlterColumnDraft,
  pair: ColumnPair,
): ComparatorResult | Promise<ComparatorResult> {
  const { compareType } = context.opts;
  if (compareType === false) return "stop";
  if (typeof compareType !== "function") return "continue";
  if (!canCompare(context, draft, pair)) return "continue";
  const { connColumn, metadataColumn } = pair;
  return (async () => {
    const differs = await compareType(
      context.migrationContext,
      connColumn,
      metadataColumn,
      connColumn.type,
      metadataColumn.type,
    );
    if (differs) return found(context, draft, pair, "the environment's compareType function returned true");
    return differs === false ? "stop" : "continue";
  })();
}

const plain = (text: string | null | undefined): string => (text ?? "").replaceAll(/\s+/g, "").toLowerCase();

/** Why the types of two columns that the same database stored differ, or `undefined` if they do not. */
function reflectedDifference(
  context: AutogenContext,
  inspected: ReflectedColumn,
  wanted: ReflectedModelColumn,
  given: string,
): string | undefined {
  const { reflectedTypeDifference } = context.hooks;
  if (reflectedTypeDifference !== undefined) return reflectedTypeDifference(inspected, wanted, given);
  // A model without a collation accepts that of the database.
  if (wanted.collation && plain(inspected.collation ?? "binary") !== plain(wanted.collation))
    return `the collation is ${inspected.collation ?? "none"} in the database and would be ${wanted.collation}`;
  if (plain(inspected.typeText) === plain(wanted.typeText)) return undefined;
  const one = context.dialect.compileType(inspected.type);
  const other = context.dialect.compileType(wanted.type);
  if (plain(one) === plain(other)) return undefined;
  const difference = typeDifference(one, other, context.hooks);
  if (difference !== undefined) return difference;
  const argumentCount = (text: string): number => /^[^(]*\((.*)\)/s.exec(text)?.[1]?.split(",").length ?? 0;
  return argumentCount(one) === argumentCount(other)
    ? undefined
    : `the database has ${inspected.typeText}, and would have ${wanted.typeText} from the models`;
}

/** Whether the database has the same text as the models' type, so that no comparison is needed. */
function isPlainlySame(context: AutogenContext, pair: ColumnPair, inspected: ReflectedColumn | undefined): boolean {
  if (context.modelReflection === undefined) return false;
  const { dialect, hooks } = context;
  const [type = "", collation] = dialect.compileType(pair.metadataColumn.type).split(/ COLLATE /);
  const isSame =
    inspected?.typeText === type ||
    // If the database does not keep types as written, equal types have equal reflections.
    (inspected !== undefined &&
      !hooks.keepsExpressionText &&
      (dialect.compileType(inspected.type) === type || hooks.isWrittenAs?.(type, inspected.typeText) === true));
  return isSame && (collation === undefined || collation === `"${inspected?.collation}"`);
}

/** Compares types by the rules of the dialect, or as a scratch database stores them where there is one. */
export function compareDialectType(
  context: AutogenContext,
  draft: AlterColumnDraft,
  pair: ColumnPair,
): ComparatorResult | Promise<ComparatorResult> {
  if (!canCompare(context, draft, pair)) return "continue";
  // Most columns end here; a promise for each of them would cost more than the comparison.
  if (pair.inspected !== undefined && isPlainlySame(context, pair, pair.inspected)) return "continue";
  return compareReflectedType(context, draft, pair);
}

async function compareReflectedType(
  context: AutogenContext,
  draft: AlterColumnDraft,
  pair: ColumnPair,
): Promise<ComparatorResult> {
  if (isPlainlySame(context, pair, await inspectedColumn(context, pair))) return "continue";
  const both = await reflectedPair(context, pair);
  const why =
    both === undefined
      ? typeDifference(
          context.dialect.compileType(pair.connColumn.type),
          context.dialect.compileType(pair.metadataColumn.type),
          context.hooks,
        )
      : reflectedDifference(
          context,
          both.inspected,
          both.wanted,
          context.dialect.compileType(pair.metadataColumn.type),
        );
  return why === undefined ? "continue" : found(context, draft, pair, why);
}
