/** What a script can ask of the configuration. */
export interface ConfigView {
  /** An option of the main section of the ini file. */
  getMainOption(name: string, defaultValue?: string): string | undefined;
  /** An option of any section of the ini file. */
  getSectionOption(section: string, name: string, defaultValue?: string): string | undefined;
  /** What the program that runs the command handed over. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What a script can ask of the environment that its run is part of. */
export interface EnvironmentView {
  readonly config: ConfigView;
  /** The values of `-x`, as a list, or by name where they are written `name=value`. */
  getXArgument(options?: { readonly asDictionary?: false }): readonly string[];
  getXArgument(options: { readonly asDictionary: true }): Readonly<Record<string, string>>;
  /** What `--tag` says. */
  getTagArgument(): string | undefined;
}
