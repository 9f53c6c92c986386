/** A value as the files that Alembic writes hold it. */
export type PythonLiteral = string | number | boolean | null | undefined | readonly PythonLiteral[];

const quotedNames: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

// What `str.isprintable()` refuses: controls, formats, surrogates, unassigned and private characters, all separators but the space.
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Co}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

function reprOfString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = "";
  for (const character of text) {
    const named = quotedNames[character];
    if (named !== undefined) out += named;
    else if (character === quote) out += `\\${character}`;
    else if (unprintable.test(character)) {
      const code = character.codePointAt(0) ?? 0;
      const hex = code.toString(16);
      if (code < 0x100) out += `\\x${hex.padStart(2, "0")}`;
      else if (code < 0x10000) out += `\\u${hex.padStart(4, "0")}`;
      else out += `\\U${hex.padStart(8, "0")}`;
    } else out += character;
  }
  return quote + out + quote;
}

/** The text that Python's `repr()` gives; an array reads as a list, or as a tuple with `tuple`. */
export function pythonRepr(value: PythonLiteral, sequence: "list" | "tuple" = "list"): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "string") return reprOfString(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return String(value);
  const items = value.map((item) => pythonRepr(item)).join(", ");
  if (sequence === "list") return `[${items}]`;
  return value.length === 1 ? `(${items},)` : `(${items})`;
}
