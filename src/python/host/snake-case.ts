/** A name of this package in Python's spelling: `referentSchema` is `referent_schema`. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
