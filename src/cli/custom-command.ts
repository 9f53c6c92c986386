import type { RunHooks } from "../commands/run/run-environment.js";
import type { Config } from "../config/config.js";
import type { OptionSpec } from "./grammar/command-spec.js";
import type { commandOptions } from "./grammar/option-specs.js";

type CommandOptions = typeof commandOptions;

/** The name of an option that Alembic's own commands have: `sql`, `message`, `revId`, `dependsOn`, … */
export type KnownOption = {
  [Name in keyof CommandOptions]: CommandOptions[Name] extends { readonly ours: true } ? never : Name;
}[keyof CommandOptions];

/** An option of a command: the name of one of Alembic's, or a complete description. */
export type CustomOption = KnownOption | OptionSpec;

type SpecOf<Option> = Option extends KnownOption ? CommandOptions[Option] : Option;

type ValueOf<Spec> = Spec extends { readonly kind: "flag" }
  ? boolean
  : Spec extends { readonly kind: "append" }
    ? readonly string[] | undefined
    : Spec extends { readonly default: string }
      ? string
      : string | undefined;

type KeyOf<Spec> = Spec extends { readonly key: infer Key extends string } ? Key : never;

/** The values of a command line: the arguments by name, the options by key. */
export type CustomValues<Arguments extends readonly string[], Options extends readonly CustomOption[]> = {
  readonly [Name in Arguments[number]]: Name extends "revisions" ? readonly string[] : string;
} & {
  readonly [Option in Options[number] as KeyOf<SpecOf<Option>>]: ValueOf<SpecOf<Option>>;
};

/** A sub-command of a custom program. */
export interface CustomCommand<
  Arguments extends readonly string[] = readonly string[],
  Options extends readonly CustomOption[] = readonly CustomOption[],
> {
  /** The word that calls it. */
  readonly name: string;
  /** What it is for, in a few words for the help. */
  readonly help: string;
  /**
   * Its arguments in their order. `revision`, `revisions` (one or more) and `directory` are described in the help as
   * those of Alembic's commands; default: none.
   */
  readonly arguments?: Arguments;
  /** Its options; default: none. */
  readonly options?: Options;
  /** Carries out the command. An error that it throws is printed as `FAILED: …`. */
  run(config: Config, values: CustomValues<Arguments, Options>, hooks: RunHooks): Promise<unknown> | unknown;
}
