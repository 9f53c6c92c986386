/** A name as it stands in SQL, whatever letters it has. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
