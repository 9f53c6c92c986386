/** A value of pyproject.toml's `[tool.alembic]` or of package.json's `alembic`, after interpolation. */
export type ConfigValue =
  | string
  | number
  | boolean
  | readonly string[]
  | Readonly<Record<string, string>>
  | readonly Readonly<Record<string, string>>[];
