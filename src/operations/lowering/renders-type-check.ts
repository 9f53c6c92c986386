import type { Dialect } from "../../dialects/dialect.js";
import type { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import { EnumType } from "../../schema/types/enum-type.js";

/** Whether a CHECK is written. That of a type is written only where the database lacks the type. */
export function rendersTypeCheck(check: CheckConstraint, dialect: Dialect): boolean {
  const { typeBound } = check;
  if (typeBound === null) return true;
  const type = typeBound.forDialect(dialect.name);
  if (type.affinity !== typeBound.affinity) return false;
  const { capabilities } = dialect;
  return type instanceof EnumType
    ? !type.nativeEnum || !capabilities.supportsNativeEnum
    : capabilities.checksBooleans && !capabilities.supportsNativeBoolean;
}
