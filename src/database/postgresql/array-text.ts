/** An array as the server writes it: text of the members, `null` for NULL, lists for further dimensions. */
export type ArrayText = readonly (string | null | ArrayText)[];

/**
 * Parses an array as the server writes it: `{1,NULL,"a,b",{2}}`, or `[0:1]={1,2}` where it does not start at 1.
 *
 * @returns `undefined` where the text is not an array.
 */
export function parseArrayText(text: string, delimiter = ","): ArrayText | undefined {
  const start = text.startsWith("[") ? text.indexOf("=") + 1 : 0;
  if (text[start] !== "{") return undefined;
  let at = start + 1;
  const list = (): ArrayText => {
    const members: (string | null | ArrayText)[] = [];
    for (;;) {
      const char = text[at];
      if (char === undefined) return members;
      if (char === "}") {
        at += 1;
        return members;
      }
      if (char === delimiter) at += 1;
      else if (char === "{") {
        at += 1;
        members.push(list());
      } else if (char === '"') members.push(quoted());
      else members.push(bare());
    }
  };
  const quoted = (): string => {
    let value = "";
    for (at += 1; text[at] !== '"' && at < text.length; at += 1) {
      if (text[at] === "\\") at += 1;
      value += text[at];
    }
    at += 1;
    return value;
  };
  const bare = (): string | null => {
    const from = at;
    while (at < text.length && text[at] !== delimiter && text[at] !== "}") at += 1;
    const value = text.slice(from, at);
    return value === "NULL" ? null : value;
  };
  return list();
}

/** Writes an array as the server reads it. */
export function writeArrayText(members: ArrayText): string {
  const parts = members.map((member) => {
    if (member === null) return "NULL";
    if (typeof member !== "string") return writeArrayText(member);
    return `"${member.replaceAll(/[\\"]/g, "\\$&")}"`;
  });
  return `{${parts.join(",")}}`;
}
