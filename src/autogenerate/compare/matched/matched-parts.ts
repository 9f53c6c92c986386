import type { Column } from "../../../schema/column.js";
import type { Constraint } from "../../../schema/constraints/constraint.js";
import { PrimaryKeyConstraint } from "../../../schema/constraints/primary-key-constraint.js";
import { CreateIndex } from "../../../schema/ddl/index-nodes.js";
import type { Table } from "../../../schema/table.js";
import type { Index } from "../../../schema/table-index.js";
import type { AutogenContext } from "../../autogen-context.js";
import type { TableParts } from "../table-pair.js";

/** The parts of a model's table whose statements are verbatim in the database. */
export interface MatchedParts {
  /** The parts that the database has verbatim, so that they are equal. */
  readonly same: TableParts;
  /** The others. */
  readonly missing: readonly (Column | Constraint | Index)[];
  /** The definitions of the other columns of the database; `undefined` if it has more than plain columns. */
  readonly otherColumns: readonly string[] | undefined;
}

const isKey = (part: object): boolean => part instanceof PrimaryKeyConstraint;
/** Whether a definition is that of a column without constraints that is not computed. */
const isPlainColumn = (text: string): boolean =>
  !/\b(constraint|primary|unique|check|foreign|references|generated|as)\b/i.test(text);
const plain = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

/** A multiset of texts, from which each can be taken once. */
class Texts {
  readonly #counts = new Map<string, number>();

  constructor(texts: readonly string[]) {
    for (const text of texts) this.#counts.set(text, (this.#counts.get(text) ?? 0) + 1);
  }

  /** The texts that were not taken. */
  get left(): readonly string[] {
    return [...this.#counts].filter(([, count]) => count > 0).map(([text]) => text);
  }

  take(text: string): boolean {
    const count = this.#counts.get(text) ?? 0;
    if (count > 0) this.#counts.set(text, count - 1);
    return count > 0;
  }
}

/**
 * Compares the statements of a table in the database with those of the models.
 *
 * @param statements - the stored CREATE TABLE and CREATE INDEX statements.
 * @returns `undefined` where the texts do not decide.
 *
 */
export function matchedParts(
  { dialect, hooks }: AutogenContext,
  table: Table,
  statements: readonly string[],
): MatchedParts | undefined {
  const [definition = "", ...indexStatements] = statements;
  const stored = hooks.splitTable?.(definition);
  if (stored === undefined) return undefined;
  const same = { columns: [] as Column[], constraints: [] as Constraint[], indexes: [] as Index[] };
  const missing: (Column | Constraint | Index)[] = [];
  try {
    const { elements, options } = dialect.compileTable(table);
    if (plain(options) !== plain(stored.options)) return undefined;
    const texts = new Texts(stored.elements);
    for (const { item, sql } of elements) {
      if (!texts.take(sql)) missing.push(item);
      else if (item.kind === "schemaColumn") same.columns.push(item as Column);
      else same.constraints.push(item as Constraint);
    }
    const indexTexts = new Texts(indexStatements);
    for (const index of table.indexes) {
      const [first] = dialect.compile(new CreateIndex(index));
      if (first !== undefined && indexTexts.take(first.sql.trim())) same.indexes.push(index);
      else missing.push(index);
    }
    const others = texts.left;
    // The definition of a column depends on the key that it belongs to.
    if (missing.some(isKey) || others.some((text) => /\bprimary\s+key\b/i.test(text))) return undefined;
    const isPlain = indexTexts.left.length === 0 && others.every(isPlainColumn);
    return { same, missing, otherColumns: isPlain ? others : undefined };
  } catch {
    // A table that cannot be written is compared part by part, and reported there.
    return undefined;
  }
}
