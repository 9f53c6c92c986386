import { ownValue } from "../../support/own-value.js";
import type { HostBridge } from "../host/host-bridge.js";
import type { PyClass } from "../values/py-class.js";
import type { PyModule } from "../values/py-module.js";
import type { Value } from "../values/value.js";
import { compilerNames } from "./compiler/compiler-names.js";
import { defineConnection } from "./connection-class.js";
import { defineDialect, dialectClassName } from "./dialect-class.js";
import { asyncioEngine } from "./engine/asyncio-engine.js";
import { defineEngine } from "./engine/engine-class.js";
import { defineUrl } from "./engine/url-class.js";
import { ExceptionClasses } from "./exceptions.js";
import { defineExpressions } from "./expressions/expression-classes.js";
import { defineInspector } from "./inspector-class.js";
import { LazyModule } from "./lazy-module.js";
import { missingValue } from "./missing-value.js";
import { moduleFunctions } from "./module-functions.js";
import { mutableModule } from "./mutable-module.js";
import { loadedOrm, ormValue } from "./orm/load-orm.js";
import { ormNames } from "./orm/orm-names.js";
import { ResultClasses } from "./result-classes.js";
import { defineSchemaItems } from "./schema-constructors.js";
import { defineStatements } from "./statement-classes.js";
import { defineTables } from "./table-classes.js";
import { TypeClasses } from "./type-classes.js";

const dialects = ["postgresql", "mysql", "mssql", "oracle", "sqlite"] as const;
type DialectName = (typeof dialects)[number];

const isDialect = (name: string): name is DialectName => (dialects as readonly string[]).includes(name);

/** The dialects whose INSERT has ON CONFLICT or ON DUPLICATE KEY. */
const hasOwnInsert = /^(?:postgresql|sqlite|mysql)$/;

/** The dialect with arrays. */
const hasArray = /^postgresql$/;

/** The dialect with constraints that exclude rows. */
const hasExclude = /^postgresql$/;

/** Parts of SQLAlchemy's modules that are modules themselves. */
const submodules: Readonly<Record<string, readonly string[]>> = {
  sqlalchemy: ["sql", "types", "exc", "engine", "schema", "orm", "dialects", "ext", "event", "util", "pool"],
  "sqlalchemy.sql": [
    "expression",
    "sqltypes",
    "schema",
    "elements",
    "functions",
    "type_api",
    "selectable",
    "dml",
    "operators",
    "base",
    "ddl",
  ],
  "sqlalchemy.engine": ["reflection", "base", "url", "row", "result", "interfaces", "cursor"],
  "sqlalchemy.orm": ["session", "decl_api"],
  "sqlalchemy.ext": ["declarative", "compiler", "hybrid"],
  "sqlalchemy.dialects": [...dialects, "mariadb"],
};

/** Modules that are written in Python, of which each run has its own. */
export const writtenInPython: Readonly<Record<string, string>> = {
  [asyncioEngine.name]: asyncioEngine.source,
  [mutableModule.name]: mutableModule.source,
};

/** Types that have another name or module here. */
const aliases: Readonly<Record<string, string>> = { JSONB: "JSONB", AnyType: "TypeEngine" };

/** SQLAlchemy for scripts: its modules and classes, made once for a process. */
export class SqlalchemyModules {
  readonly bridge: HostBridge;
  readonly errors = new ExceptionClasses();
  readonly types: TypeClasses;
  readonly connection: PyClass;
  readonly #names = new Map<string, Value>();
  /** Only PostgreSQL's module has it. */
  readonly #excludeConstraint: Value;
  readonly #function: (name: string) => Value | undefined;
  readonly #modules = new Map<string, PyModule>();
  readonly #results: ResultClasses;
  #ormHost: PyModule | undefined;

  constructor(bridge: HostBridge) {
    this.bridge = bridge;
    const expressions = defineExpressions(bridge, this.errors);
    const tables = defineTables(bridge, expressions.clause);
    const statements = defineStatements(bridge, expressions.clause);
    const dialectClasses = defineDialect(bridge);
    this.types = new TypeClasses(bridge);
    const results = new ResultClasses(bridge, this.errors);
    const urls = defineUrl(bridge);
    this.#results = results;
    this.connection = defineConnection(bridge, results, urls, this.errors);
    const { inspect, inspector } = defineInspector(bridge, this.errors);
    const engine = defineEngine(bridge, urls, this.errors);
    this.#modules.set("sqlalchemy.event", engine.event);
    this.#modules.set("sqlite3", engine.sqlite3);
    const items = defineSchemaItems(bridge, expressions, tables);
    const { ExcludeConstraint, ...general } = items;
    this.#excludeConstraint = ExcludeConstraint as Value;
    const names: Readonly<Record<string, Value>> = {
      ...general,
      ...this.errors.entries(),
      ...dialectClasses,
      ...compilerNames(bridge, expressions),
      ClauseElement: expressions.clause,
      ColumnElement: expressions.element,
      ColumnClause: expressions.columnClause,
      TextClause: expressions.text,
      FromClause: tables.fromClause,
      TableClause: tables.tableClause,
      Constraint: tables.constraint,
      Select: statements.select,
      Insert: statements.insert,
      Update: statements.update,
      Delete: statements.delete,
      Connection: this.connection,
      ...engine.names,
      Row: results.row,
      RowMapping: results.rowMapping,
      Inspector: inspector,
      TypeEngine: this.types.engine,
      TypeDecorator: this.types.decorator,
      UserDefinedType: this.types.userDefined,
      inspect: bridge.function("inspect", "subject, raiseerr=True", inspect as never),
      __version__: "2.1",
    };
    for (const [name, value] of Object.entries(names)) this.#names.set(name, value);
    this.#function = moduleFunctions(bridge);
  }

  /** A module by its full name; `undefined` if SQLAlchemy does not have it. */
  module(name: string): PyModule | undefined {
    const known = this.#modules.get(name);
    if (known !== undefined) return known;
    const path = name.split(".");
    if (path[0] !== "sqlalchemy") return undefined;
    const made =
      path[1] === "dialects" && path[2] !== undefined
        ? this.#dialectModule(name, path[2].replace(/^mariadb$/, "mysql"))
        : new LazyModule(name, (attribute) => this.#attribute(name, attribute), ormNames.keys());
    if (made !== undefined) this.#modules.set(name, made);
    return made;
  }

  /** The module of the ORM that is not written in Python; `undefined` where no script uses the ORM. */
  ormHost(): PyModule | undefined {
    this.#ormHost ??= loadedOrm()?.hostModule(this.bridge, this.#results);
    return this.#ormHost;
  }

  #dialectModule(name: string, dialect: string): PyModule | undefined {
    if (!isDialect(dialect)) return undefined;
    return new LazyModule(name, (attribute) => {
      if (attribute.startsWith("__")) return undefined;
      if (attribute === "base" || attribute === dialect) return this.module(`${name}.base`);
      if (attribute === "ExcludeConstraint" && hasExclude.test(dialect)) return this.#excludeConstraint;
      if (attribute === "dialect") return this.#names.get(dialectClassName(dialect));
      if (attribute === "array" && hasArray.test(dialect)) return this.#function("postgresql.array");
      if (attribute === "insert" && hasOwnInsert.test(dialect)) return this.#function(attribute);
      const found = this.types.find(dialect, attribute) ?? this.#names.get(attribute);
      return found ?? this.types.find(undefined, attribute) ?? this.#lacking(`${name}.${attribute}`);
    });
  }

  #attribute(module: string, attribute: string): Value | undefined {
    if (ownValue(submodules, module)?.includes(attribute)) return this.module(`${module}.${attribute}`);
    const own = this.#names.get(attribute) ?? ormValue(attribute);
    if (own !== undefined) return own;
    if (attribute.startsWith("__") || Object.hasOwn(writtenInPython, `${module}.${attribute}`)) return undefined;
    const found =
      this.types.find(undefined, ownValue(aliases, attribute) ?? attribute) ??
      (module === "sqlalchemy.orm" ? undefined : this.#function(attribute)) ??
      this.#lacking(`${module}.${attribute}`);
    return found;
  }

  #lacking(path: string): Value {
    return missingValue(path, "alembic-ts does not have it");
  }
}
