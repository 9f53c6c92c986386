import { withoutTrailing } from "../../support/strip.js";

/** The name of an argument in this package: `server_default` is `serverDefault`, `type_` is `type`. */
export const camelCase = (name: string): string =>
  withoutTrailing(name, "_").replace(/(?<=.)_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
