const whitespace = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const leading = new RegExp(`^[${whitespace}]+`);
const trailing = new RegExp(`[${whitespace}]+$`);

/** `str.lstrip()`: Python counts other characters as white space than JavaScript's `trimStart`. */
export function stripStart(text: string): string {
  return text.replace(leading, "");
}

/** `str.rstrip()`. */
export function stripEnd(text: string): string {
  return text.replace(trailing, "");
}

/** `str.strip()`. */
export function strip(text: string): string {
  return stripEnd(stripStart(text));
}
