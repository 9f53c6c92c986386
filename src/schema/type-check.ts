import type { Column } from "./column.js";
import { CheckConstraint } from "./constraints/check-constraint.js";
import { expression } from "./elements/column-element.js";
import { BooleanType } from "./types/boolean-type.js";
import { EnumType } from "./types/enum-type.js";
import { Integer } from "./types/integer.js";
import { StringType } from "./types/string-type.js";

/**
 * Returns the CHECK of a Boolean or Enum column whose type has `createConstraint`. Dialects with a native type do not
 * write it.
 *
 */
export function typeCheck(column: Column): CheckConstraint | null {
  const { type } = column;
  if (!(type instanceof BooleanType || type instanceof EnumType) || !type.createConstraint) return null;
  const values = type instanceof EnumType ? type.enums : [0, 1];
  const clauses = values.map((value) =>
    expression(
      { kind: "bind", name: null, value, inline: true },
      typeof value === "string" ? new StringType() : new Integer(),
    ),
  );
  const right = expression({ kind: "tuple", clauses }, type);
  const condition = expression({ kind: "binary", left: column, operator: "in", right }, new BooleanType());
  return new CheckConstraint(condition, { name: type.name, typeBound: type });
}
