import type { ConstraintName } from "../../schema/constraint-name.js";
import { Conv } from "../../schema/conv.js";
import { QuotedName } from "../../schema/quoted-name.js";

/** A named schema object, as constraints and indexes are. */
export interface Named {
  readonly name: string | null;
  readonly quote: boolean | null;
  readonly nameIsFinal: boolean;
}

/** The name in the form that makes the same name again: a name that a convention made is not made once more. */
export function finalName(item: Named): ConstraintName {
  if (item.name === null) return null;
  if (item.nameIsFinal) return new Conv(item.name);
  return item.quote === null ? item.name : new QuotedName(item.name, item.quote);
}
