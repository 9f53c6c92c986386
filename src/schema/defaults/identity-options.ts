import { optionKeys } from "../arguments/option-keys.js";

/** Options that identities and sequences share. */
export interface IdentityOptions {
  readonly start?: number | bigint | null;
  readonly increment?: number | bigint | null;
  readonly minvalue?: number | bigint | null;
  readonly maxvalue?: number | bigint | null;
  readonly nominvalue?: boolean | null;
  readonly nomaxvalue?: boolean | null;
  readonly cycle?: boolean | null;
  readonly cache?: number | bigint | null;
}

/** The option of Oracle that guarantees that numbers are generated in the order of the requests. */
export interface OrderOptions {
  readonly order?: boolean | null;
}

/** The names of {@link IdentityOptions}. */
export const identityOptionKeys = optionKeys<IdentityOptions>({
  start: true,
  increment: true,
  minvalue: true,
  maxvalue: true,
  nominvalue: true,
  nomaxvalue: true,
  cycle: true,
  cache: true,
});

/** Names of {@link IdentityOptions}, in the order in which SQLAlchemy lists them. */
export const identityOptionNames = [
  "start",
  "increment",
  "minvalue",
  "maxvalue",
  "nominvalue",
  "nomaxvalue",
  "cycle",
  "cache",
] as const;

/** The options with `null` for what was left out. */
export function fillIdentityOptions(options: IdentityOptions): Required<IdentityOptions> {
  return {
    start: options.start ?? null,
    increment: options.increment ?? null,
    minvalue: options.minvalue ?? null,
    maxvalue: options.maxvalue ?? null,
    nominvalue: options.nominvalue ?? null,
    nomaxvalue: options.nomaxvalue ?? null,
    cycle: options.cycle ?? null,
    cache: options.cache ?? null,
  };
}
