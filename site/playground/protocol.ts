/** A file of the playground. */
export interface PlaygroundFile {
  readonly name: string;
  readonly text: string;
}

/** The dialects that SQL is written for. */
export const dialectNames = ["sqlite", "postgresql", "mysql", "mariadb", "mssql", "oracle"] as const;
export type DialectName = (typeof dialectNames)[number];

/** What the worker is to do besides looking at the files. */
export type Action =
  | { readonly kind: "look" }
  | { readonly kind: "upgrade" | "downgrade"; readonly target: string }
  | { readonly kind: "autogenerate"; readonly message: string; readonly language: "ts" | "py" };

/** A request to the worker. */
export interface PlaygroundRequest {
  readonly files: readonly PlaygroundFile[];
  /** The contents of the database; `undefined` for an empty one. */
  readonly database: Uint8Array | undefined;
  readonly action: Action;
  /** The file whose SQL is written; the models stand for all revisions. */
  readonly selected: string;
  readonly dialect: DialectName;
  readonly direction: "upgrade" | "downgrade";
}

/** What is wrong, and where in the files it is. */
export interface Problem {
  readonly message: string;
  readonly file?: string | undefined;
  /** From 1. */
  readonly line?: number | undefined;
}

/** A table of the database. */
export interface ShownTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** The first rows, as text. */
  readonly rows: readonly (readonly string[])[];
  readonly count: number;
}

/** What the worker found. */
export interface PlaygroundResult {
  readonly problems: readonly Problem[];
  /** Lines of the run, and what scripts printed. */
  readonly log: readonly string[];
  readonly database: Uint8Array | undefined;
  /** The rows of the version table. */
  readonly at: readonly string[];
  readonly heads: readonly string[];
  readonly schema: string;
  readonly tables: readonly ShownTable[];
  readonly sql: string;
  /** The picture of the graph. */
  readonly graph: string;
  /** A revision that autogenerate wrote. */
  readonly newFile?: PlaygroundFile | undefined;
}
