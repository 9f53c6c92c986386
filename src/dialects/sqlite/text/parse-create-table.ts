import type { ColumnText, CommentedTableConstraintText, CreateTableText } from "./create-table-text.js";
import { parseColumnConstraints, parseTableConstraint } from "./parse-column-constraints.js";
import type { Comment } from "./token.js";
import { TokenCursor } from "./token-cursor.js";
import { tokenize } from "./tokenize.js";

/** Words that end a column's type; they cannot be names without quotes. */
const clauseStarts = new Set([
  "CONSTRAINT",
  "DEFAULT",
  "NULL",
  "NOT",
  "PRIMARY",
  "UNIQUE",
  "CHECK",
  "REFERENCES",
  "COLLATE",
  "AS",
  "DEFERRABLE",
]);
const constraintStarts = new Set(["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"]);

function typeText(cursor: TokenCursor): string {
  const first = cursor.current;
  let isFound = false;
  while (/^(word|quoted|string)$/.test(cursor.current.kind)) {
    if (clauseStarts.has(cursor.current.keyword) || cursor.isAt("GENERATED", "ALWAYS")) break;
    cursor.next();
    isFound = true;
  }
  if (isFound && cursor.isSign("(")) cursor.parenthesised();
  return isFound ? cursor.textFrom(first) : "";
}

function parseColumn(cursor: TokenCursor): Omit<ColumnText, "comments"> {
  const first = cursor.current;
  const name = cursor.name();
  const type = typeText(cursor);
  const constraints = parseColumnConstraints(cursor);
  return { name, type, constraints, text: cursor.textFrom(first) };
}

/** The comments of a statement, handed out to its elements from the first to the last. */
class CommentsInOrder {
  readonly #comments: readonly Comment[];
  #at = 0;

  constructor(comments: readonly Comment[]) {
    this.#comments = comments;
  }

  /** The comments that belong to the element that ends before `to`: in front of it and behind it, not those inside. */
  around(start: number, end: number, to: number): readonly string[] {
    const found: string[] = [];
    for (; (this.#comments[this.#at]?.start ?? to) < to; this.#at++) {
      const comment = this.#comments[this.#at] as Comment;
      if (comment.start < start || comment.start >= end) found.push(comment.text);
    }
    return found;
  }

  /** Passes by what is in front of a place. */
  skipTo(place: number): void {
    while ((this.#comments[this.#at]?.start ?? place) < place) this.#at++;
  }
}

/**
 * The end of an element: after its comma, or at the end of that line, so that a comment after the comma belongs to it.
 */
function endOfElement(text: string, cursor: TokenCursor): number {
  const comma = cursor.previous.end;
  const lineEnd = text.slice(comma, cursor.current.start).indexOf("\n");
  return lineEnd < 0 ? comma : comma + lineEnd;
}

function parseOptions(cursor: TokenCursor): Pick<CreateTableText, "withoutRowid" | "strict"> {
  let withoutRowid = false;
  let strict = false;
  while (!cursor.atEnd && !cursor.isSign(";")) {
    if (cursor.acceptSign(",")) continue;
    if (cursor.accept("WITHOUT")) withoutRowid = cursor.name().toUpperCase() === "ROWID" || withoutRowid;
    else if (cursor.name().toUpperCase() === "STRICT") strict = true;
  }
  return { withoutRowid, strict };
}

/**
 * Parses a CREATE TABLE statement, in any wording that SQLite accepts.
 *
 * @returns the parts, or `undefined` for a virtual table or CREATE TABLE … AS SELECT.
 * @throws {@link UnreadableTextError} when the text is not one that SQLite accepts.
 */
export function parseCreateTable(text: string): CreateTableText | undefined {
  const { tokens, comments } = tokenize(text);
  const cursor = new TokenCursor(text, tokens);
  cursor.expect("CREATE");
  const temporary = cursor.accept("TEMP") || cursor.accept("TEMPORARY");
  if (!cursor.accept("TABLE")) return undefined;
  cursor.accept("IF", "NOT", "EXISTS");
  let name = cursor.name();
  let schema: string | null = null;
  if (cursor.acceptSign(".")) {
    schema = name;
    name = cursor.name();
  }
  if (!cursor.isSign("(")) return undefined;
  const columns: ColumnText[] = [];
  const constraints: CommentedTableConstraintText[] = [];
  cursor.expectSign("(");
  const inOrder = new CommentsInOrder(comments);
  inOrder.skipTo(cursor.previous.end);
  while (!cursor.isSign(")")) {
    const start = cursor.current.start;
    const isConstraint = columns.length > 0 && constraintStarts.has(cursor.current.keyword);
    const element = isConstraint ? parseTableConstraint(cursor) : parseColumn(cursor);
    if (element === undefined) throw cursor.unexpected("a constraint");
    const end = cursor.previous.end;
    const isSeparated = cursor.acceptSign(",");
    if (!isSeparated && !cursor.isSign(")") && !(isConstraint && constraintStarts.has(cursor.current.keyword)))
      throw cursor.unexpected("','");
    const to = isSeparated ? endOfElement(text, cursor) : cursor.current.start;
    const around = inOrder.around(start, end, to);
    if ("kind" in element) constraints.push({ ...element, comments: around });
    else columns.push({ ...element, comments: around });
  }
  cursor.expectSign(")");
  return { schema, name, temporary, columns, constraints, ...parseOptions(cursor) };
}
