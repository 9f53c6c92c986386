export type Value = number | string | Uint8Array | null;

export interface InMemoryDatabase {
  exec(sql: string): { readonly columns: string[]; readonly values: Value[][] }[];
  run(sql: string): unknown;
  export(): Uint8Array;
  close(): void;
}

/** A database in memory, empty or with the content of a file. */
export function openInMemory(bytes?: Uint8Array): Promise<InMemoryDatabase>;
