/** A word without the quotes around it. */
export const unquoted = (word: string): string => word.replace(/^(["'])(.*)\1$/, "$2");
