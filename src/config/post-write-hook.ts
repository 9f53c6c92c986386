/** A tool that is run on each new revision file; `options` are its keys as the configuration has them. */
export interface PostWriteHook {
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
}
