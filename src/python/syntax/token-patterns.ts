const identifier = /[\p{ID_Start}_\u2118\u212e\u309b\u309c][\p{ID_Continue}\u00b7\u0387\u1369-\u1371\u19da]*/uy;
/** The text of a string up to its end, an escape, or the end of the line. */
const stringText: Readonly<Record<string, RegExp>> = {
  "'": /[^'\\\n]*/y,
  '"': /[^"\\\n]*/y,
  "'''": /[^'\\]*/y,
  '"""': /[^"\\]*/y,
};
const stringStart = /([rR][bBfF]?|[bBfF][rR]?|[uU])?('''|"""|'|")/y;
const operator = /\*\*=|\/\/=|>>=|<<=|\.\.\.|\*\*|\/\/|>>|<<|[-+*/%@&|^=!<>]=|->|:=|[-+*/%@&|^=<>~()[\]{},:;.]/y;
const number =
  /0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:(?:\d(?:_?\d)*)?\.\d(?:_?\d)*|\d(?:_?\d)*\.?)(?:[eE][-+]?\d(?:_?\d)*)?[jJ]?/y;
const opening: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
/** Keywords that may follow a number without a space. */
const afterNumber = /(?:and|else|for|if|in|is|not|or)(?![\p{ID_Continue}])/uy;

/** The codes below 128 that letters, digits and the underscore have. */
const wordCodes = Uint8Array.from({ length: 128 }, (_, code) => (/\w/.test(String.fromCharCode(code)) ? 1 : 0));
/** Operators and delimiters of one character, by code. `.` and `:` may also begin a longer one. */
const singleSigns: ReadonlyMap<number, string> = new Map([..."()[]{},;~.:"].map((sign) => [sign.charCodeAt(0), sign]));

/** The patterns of Python's tokens. */
export const tokenPatterns = {
  identifier,
  stringText,
  stringStart,
  operator,
  number,
  opening,
  afterNumber,
  wordCodes,
  singleSigns,
};
