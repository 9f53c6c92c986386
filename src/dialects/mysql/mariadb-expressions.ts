import { Expressions } from "./expressions.js";

/** Expressions as MariaDB writes them: the flags of a regular expression are a part of its pattern. */
export class MariadbExpressions extends Expressions {
  protected override regexpMatch(left: string, pattern: string, flags: string | null, isNot: boolean): string {
    return super.regexpMatch(left, withFlags(pattern, flags), null, isNot);
  }

  protected override regexpReplace(
    left: string,
    [pattern, replacement]: readonly [string, string],
    flags: string | null,
  ): string {
    return super.regexpReplace(left, [withFlags(pattern, flags), replacement], null);
  }
}

const withFlags = (pattern: string, flags: string | null): string =>
  flags === null ? pattern : `CONCAT('(?', ${flags}, ')', ${pattern})`;
