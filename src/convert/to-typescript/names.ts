import type { Name, Statement } from "../../python/syntax/syntax-node.js";
import type { Kind } from "../kind.js";
import { type Conversion, primary, type Written } from "./conversion.js";

/** The modules whose names are also names of `sqlalchemy` itself. */
const plainSubmodules =
  /^sqlalchemy(?:\.(?:sql|types|schema|engine|exc|orm|sql\.(?:expression|sqltypes|schema|elements|functions|selectable)|engine\.(?:reflection|base)))?$/;
const dialectModule = /^sqlalchemy\.dialects\.(postgresql|mysql|mariadb|mssql|oracle|sqlite)(?:\.\w+)?$/;
const ignored = /^(?:typing|typing_extensions|__future__|collections\.abc)$/;

/** The kind of a name that is imported from a module. */
export function importedKind(module: string, name: string): Kind {
  if (module === "alembic") {
    if (name === "op") return { k: "op" };
    if (name === "context") return { k: "context" };
  }
  if (module === "sqlalchemy" && name === "dialects") return { k: "module", path: "sqlalchemy.dialects" };
  if (module === "sqlalchemy.dialects") return { k: "module", path: `sqlalchemy.dialects.${name}` };
  if (plainSubmodules.test(`${module}.${name}`) && module !== "sqlalchemy.exc" && name !== "engine")
    return { k: "module", path: "sqlalchemy" };
  if (plainSubmodules.test(module)) return { k: "callable", path: `sqlalchemy.${name}` };
  const dialect = dialectModule.exec(module)?.[1];
  if (dialect !== undefined) return { k: "callable", path: `${dialect}.${name}` };
  return { k: "callable", path: `${module}.${name}` };
}

/** Modules of other packages that export the types of `sqlalchemy`. */
const reexports = /^sqlmodel\.sql\.sqltypes\.types$/;

/** The kind of an attribute of a module: another module, or a function or class. */
export function partOfModule(path: string, name: string): Kind {
  if (path === "sqlalchemy") {
    if (name === "dialects") return { k: "module", path: "sqlalchemy.dialects" };
    if (["sql", "types", "schema", "engine", "exc", "orm", "expression", "sqltypes", "reflection"].includes(name))
      return { k: "module", path: "sqlalchemy" };
    if (name === "func") return { k: "callable", path: "sqlalchemy.func" };
    return { k: "callable", path: `sqlalchemy.${name}` };
  }
  if (reexports.test(path)) return { k: "callable", path: `sqlalchemy.${name}` };
  if (path === "alembic") return importedKind("alembic", name);
  const dialect = dialectModule.exec(path)?.[1];
  if (dialect !== undefined) return { k: "callable", path: `${dialect.replace("mariadb", "mysql")}.${name}` };
  if (path === "sqlalchemy.dialects") return { k: "module", path: `sqlalchemy.dialects.${name}` };
  // It is not known whether a name of another package's module is itself a module; a call of it decides that.
  return /^[a-z]/.test(name) && !/^(?:uuid[145]|dumps|loads|time|sleep|getenv)$/.test(name)
    ? { k: "module", path: `${path}.${name}` }
    : { k: "callable", path: `${path}.${name}` };
}

/** Declares the names of an import. */
export function declareImport(conversion: Conversion, node: Statement): void {
  if (node.kind === "Import") {
    for (const { name, asname } of node.names) {
      const path = asname === null ? (name.split(".")[0] ?? name) : name;
      conversion.declare(asname ?? path, { k: "module", path: plainSubmodules.test(path) ? "sqlalchemy" : path });
    }
  } else if (node.kind === "ImportFrom") {
    const module = `${".".repeat(node.level)}${node.module ?? ""}`;
    for (const { name, asname } of node.names) {
      if (ignored.test(module)) continue;
      if (name === "*") conversion.refuse(node, `all names of ${module}`);
      else conversion.declare(asname ?? name, importedKind(module, name));
    }
  }
}

/** Writes a name. */
export function writeName(conversion: Conversion, node: Name): Written {
  const found = conversion.find(node.id);
  if (found === undefined) {
    if (node.id === "__name__") return primary('"revision"', { k: "str" });
    return primary(node.id, { k: "callable", path: `builtins.${node.id}` });
  }
  const { kind } = found;
  if (kind.k === "op") return primary(conversion.useOp(), kind);
  if (kind.k === "module" && kind.path === "sqlalchemy") return primary(conversion.useSa(), kind);
  return primary(found.name, kind);
}
