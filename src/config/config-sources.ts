import type { ConfigServices } from "./config-services.js";
import type { IniFile } from "./ini/ini-file.js";
import type { TableValues } from "./table-values.js";

/** Where an option is looked up, in this order. Each file is read when it is first asked for a key. */
export interface ConfigSources {
  /** The ini file. */
  readonly fileConfig: IniFile;
  /** The main section of the ini file. */
  readonly configIniSection: string;
  /** The keys of `[tool.alembic]` in pyproject.toml. */
  readonly tomlAlembicConfig: TableValues;
  /** The keys of `alembic` in package.json. */
  readonly packageJsonConfig: TableValues;
  /** What the run uses of the outside world. */
  readonly services: ConfigServices;
}
