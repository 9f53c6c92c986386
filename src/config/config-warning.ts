/** Something that Python's Alembic says through the `warnings` module. */
export interface ConfigWarning {
  /** Python's category: a deprecation is not shown by default, a user warning is. */
  readonly category: "UserWarning" | "DeprecationWarning";
  readonly message: string;
}
