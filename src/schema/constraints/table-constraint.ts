import type { CheckConstraint } from "./check-constraint.js";
import type { ExcludeConstraint } from "./exclude-constraint.js";
import type { ForeignKeyConstraint } from "./foreign-key-constraint.js";
import type { PrimaryKeyConstraint } from "./primary-key-constraint.js";
import type { UniqueConstraint } from "./unique-constraint.js";

/** Every constraint of a table. A `switch` over `kind` that lacks one of them does not compile. */
export type TableConstraint =
  | PrimaryKeyConstraint
  | UniqueConstraint
  | ForeignKeyConstraint
  | CheckConstraint
  | ExcludeConstraint;
