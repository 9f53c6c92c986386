/** Characters that texts of scripts name, as `\N{EM DASH}`; the whole list of Unicode would be larger than this package. */
const names: Readonly<Record<string, string>> = {
  "NO-BREAK SPACE": "\u00a0",
  "ZERO WIDTH SPACE": "\u200b",
  "ZERO WIDTH NO-BREAK SPACE": "\ufeff",
  "SOFT HYPHEN": "\u00ad",
  "EN DASH": "\u2013",
  "EM DASH": "\u2014",
  "LEFT SINGLE QUOTATION MARK": "\u2018",
  "RIGHT SINGLE QUOTATION MARK": "\u2019",
  "LEFT DOUBLE QUOTATION MARK": "\u201c",
  "RIGHT DOUBLE QUOTATION MARK": "\u201d",
  BULLET: "\u2022",
  "HORIZONTAL ELLIPSIS": "\u2026",
  "MIDDLE DOT": "\u00b7",
  "DEGREE SIGN": "\u00b0",
  "MICRO SIGN": "\u00b5",
  "SECTION SIGN": "\u00a7",
  "COPYRIGHT SIGN": "\u00a9",
  "REGISTERED SIGN": "\u00ae",
  "TRADE MARK SIGN": "\u2122",
  "POUND SIGN": "\u00a3",
  "EURO SIGN": "\u20ac",
  "YEN SIGN": "\u00a5",
  "MULTIPLICATION SIGN": "\u00d7",
  "LATIN SMALL LETTER SHARP S": "\u00df",
  "CHECK MARK": "\u2713",
  "HEAVY CHECK MARK": "\u2714",
  "BALLOT X": "\u2717",
  "LEFTWARDS ARROW": "\u2190",
  "RIGHTWARDS ARROW": "\u2192",
  SNOWMAN: "\u2603",
  "WARNING SIGN": "\u26a0",
  "PILE OF POO": "\u{1f4a9}",
  ROCKET: "\u{1f680}",
  "WHITE HEAVY CHECK MARK": "\u2705",
  "REPLACEMENT CHARACTER": "\ufffd",
};

/** Accents of Latin letters, as the characters that are put together with a letter. */
const accents: Readonly<Record<string, string>> = {
  GRAVE: "\u0300",
  ACUTE: "\u0301",
  CIRCUMFLEX: "\u0302",
  TILDE: "\u0303",
  MACRON: "\u0304",
  BREVE: "\u0306",
  "DOT ABOVE": "\u0307",
  DIAERESIS: "\u0308",
  "RING ABOVE": "\u030a",
  CARON: "\u030c",
  CEDILLA: "\u0327",
  OGONEK: "\u0328",
};

/** The character of a name, in any letter case; `undefined` for a name that is not known here. */
export function characterNamed(given: string): string | undefined {
  const name = given.toUpperCase();
  if (Object.hasOwn(names, name)) return names[name];
  const letter = /^LATIN (SMALL|CAPITAL) LETTER ([A-Z])(?: WITH ([A-Z ]+))?$/.exec(name);
  if (letter === null) return undefined;
  const [, size, base = "", accent] = letter;
  const own = size === "SMALL" ? base.toLowerCase() : base;
  if (accent === undefined) return own;
  const mark = Object.hasOwn(accents, accent) ? accents[accent] : undefined;
  const together = mark === undefined ? "" : (own + mark).normalize("NFC");
  return together.length === 1 ? together : undefined;
}
