/** A part of a table's statement: its text and the comments that go in front of it. */
export interface ElementText {
  readonly text: string;
  readonly comments?: readonly string[];
}

/** What makes a CREATE TABLE statement; names are quoted by whoever hands them in. */
export interface TableParts {
  /** Name as it stands in the statement, quoted where needed. */
  readonly quotedName: string;
  readonly columns: readonly ElementText[];
  readonly constraints: readonly ElementText[];
  readonly withoutRowid?: boolean;
  readonly strict?: boolean;
}

/** A CREATE TABLE statement from its parts, one element a line, each to the letter. */
export function assembleCreateTable(parts: TableParts): string {
  const elements = [...parts.columns, ...parts.constraints].map(({ text, comments = [] }) =>
    [...comments, text].map((line) => `\t${line}`).join("\n"),
  );
  const options = [...(parts.withoutRowid ? ["WITHOUT ROWID"] : []), ...(parts.strict ? ["STRICT"] : [])].join(", ");
  return `CREATE TABLE ${parts.quotedName} (\n${elements.join(", \n")}\n)${options === "" ? "" : ` ${options}`}`;
}
