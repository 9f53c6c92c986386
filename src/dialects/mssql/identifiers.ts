import { Identifiers as BaseIdentifiers } from "../base/identifiers.js";

/** Names as SQL Server writes them: a schema can include the database, and a part with a dot is in brackets. */
export class Identifiers extends BaseIdentifiers {
  override schema(name: string, wish: boolean | null = null): string {
    if (wish === true) return this.quoteAlways(name);
    const [database, owner] = schemaElements(name);
    if (database !== null) return `${this.quote(database)}.${this.quote(owner)}`;
    return owner === "" ? "" : this.quote(owner);
  }
}

/** The database and the owner that a schema names. */
function schemaElements(schema: string): readonly [string | null, string] {
  const parts: { text: string; bracketed: boolean }[] = [];
  let current = { text: "", bracketed: false };
  let isInside = false;
  for (const token of schema.split(/(\[|\]|\.)/)) {
    if (token === "") continue;
    if (token === "[") {
      isInside = true;
      current.bracketed = true;
    } else if (token === "]") {
      isInside = false;
    } else if (token === "." && !isInside) {
      parts.push(current);
      current = { text: "", bracketed: false };
    } else {
      current.text += token;
    }
  }
  if (current.text !== "") parts.push(current);
  if (parts.length > 1) {
    const database = parts
      .slice(0, -1)
      .map(({ text, bracketed }) => (bracketed && parts.length > 2 ? `[${text}]` : text))
      .join(".");
    return [database, parts.at(-1)?.text ?? ""];
  }
  return [null, parts[0]?.text ?? ""];
}
