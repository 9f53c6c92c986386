const url = /^\s*(?:[\w+.-]+:\/\/|file:)/i;

/** The characters of a folder's name that have another meaning in a URL. */
const urlSyntax: Readonly<Record<string, string>> = { "%": "%25", "?": "%3F", "#": "%23" };

/** No URL begins with more characters before its colon. */
const longestStart = 100;

/**
 * A text that is put together piece by piece, with the configuration's folder in it: in a URL, such as
 * `sqlite:///%(here)s/app.db`, the folder has percent escapes, so that the URL names the file in that folder whatever
 * the folder is called.
 */
export class TextWithHere {
  #text = "";
  /** The beginning, which shows whether it is a URL: the whole text would be gone through again for each folder in it. */
  #start: string;

  /** @param before - the beginning of the text, which was put together elsewhere. */
  constructor(before = "") {
    this.#start = before.slice(0, longestStart);
  }

  /** Adds a piece as it is. */
  add(piece: string): void {
    this.#text += piece;
    if (this.#start.length < longestStart) this.#start += piece.slice(0, longestStart - this.#start.length);
  }

  /** Adds the folder. */
  addHere(folder: string): void {
    this.add(this.here(folder));
  }

  /** The folder as it has to be written at the end of this text. */
  here(folder: string): string {
    return url.test(this.#start) ? folder.replaceAll(/[%?#]/g, (found) => urlSyntax[found] ?? found) : folder;
  }

  /** The beginning of the text with what was before it. */
  get start(): string {
    return this.#start;
  }

  /** The text, without what was before it. */
  toString(): string {
    return this.#text;
  }
}
