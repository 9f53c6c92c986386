const url = /^\s*(?:[\w+.-]+:\/\/|file:)/i;

/** The characters of a folder's name that have another meaning in a URL. */
const urlSyntax: Readonly<Record<string, string>> = { "%": "%25", "?": "%3F", "#": "%23" };

/**
 * The folder of the configuration as it is written after some text: in a URL, such as `sqlite:///%(here)s/app.db`, with
 * percent escapes, so that the URL names the file in that folder whatever the folder is called.
 */
export function hereBehind(before: string, folder: string): string {
  return url.test(before) ? folder.replaceAll(/[%?#]/g, (found) => urlSyntax[found] ?? found) : folder;
}
