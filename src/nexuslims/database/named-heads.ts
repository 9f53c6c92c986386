/** Version rows as one word for a message: `none` where nothing is stamped. */
export const namedHeads = (heads: readonly string[]): string => (heads.length === 0 ? "none" : heads.join(", "));
