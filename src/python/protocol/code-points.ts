const beyond = /[\ud800-\udbff][\udc00-\udfff]/;

/** Strings by code points: most have no character of two units, and need only plain array accesses. */
export const hasPairs = (text: string): boolean => beyond.test(text);

/** The characters of a string. */
export const codePoints = (text: string): readonly string[] => (hasPairs(text) ? [...text] : text.split(""));

export function textLength(text: string): number {
  if (!hasPairs(text)) return text.length;
  let length = 0;
  for (const _ of text) length++;
  return length;
}

/** The offset in units of a position in characters. */
export function unitOffset(text: string, position: number): number {
  if (!hasPairs(text)) return position;
  let offset = 0;
  for (let index = 0; index < position && offset < text.length; index++)
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  return offset;
}

/** The position in characters of an offset in units. */
export const characterPosition = (text: string, offset: number): number =>
  offset < 0 ? offset : textLength(text.slice(0, offset));
