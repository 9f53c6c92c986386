/** Version rows as one word for a message: `none` if there is no revision. */
export const namedHeads = (heads: readonly string[]): string => (heads.length === 0 ? "none" : heads.join(", "));
