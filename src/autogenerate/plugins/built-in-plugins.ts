import { compareCheckConstraints } from "../compare/check-constraints.js";
import { compareChecksByName } from "../compare/checks-by-name.js";
import { compareColumnComment, compareTableComment } from "../compare/comments.js";
import {
  compareComputedDefault,
  compareDialectDefault,
  compareIdentityDefault,
  compareUserDefault,
  noteAutoincrement,
} from "../compare/defaults.js";
import { compareEnumTypes } from "../compare/enum-types.js";
import { compareForeignKeys } from "../compare/foreign-keys.js";
import { compareIndexesAndUniques } from "../compare/indexes/indexes-and-uniques.js";
import { compareNullable } from "../compare/nullable.js";
import { compareSchemas, compareTables } from "../compare/tables.js";
import { compareDialectType, compareUserType } from "../compare/types.js";
import { ComparatorPriority, Plugin } from "./plugin.js";

const { first, last } = ComparatorPriority;

/** The built-in plugins, in Alembic's order, which is the order of the differences. */
export const builtInPlugins: readonly Plugin[] = [
  new Plugin("alembic.autogenerate.schemas").addAutogenerateComparator("autogenerate", "autogenerate", compareSchemas),
  new Plugin("alembic.autogenerate.tables").addAutogenerateComparator("schema", "tables", compareTables),
  new Plugin("alembic.autogenerate.enums").addAutogenerateComparator("schema", "enums", compareEnumTypes, {
    priority: last,
  }),
  new Plugin("alembic.autogenerate.types")
    .addAutogenerateComparator("column", "types", compareUserType, { priority: first })
    .addAutogenerateComparator("column", "types", compareDialectType, { priority: last }),
  new Plugin("alembic.autogenerate.constraints")
    .addAutogenerateComparator("table", "indexes", compareIndexesAndUniques)
    .addAutogenerateComparator("table", "foreignkeys", compareForeignKeys)
    .addAutogenerateComparator("column", "nullable", compareNullable),
  new Plugin("alembic.autogenerate.defaults")
    .addAutogenerateComparator("column", "server_default", compareUserDefault, { priority: first })
    .addAutogenerateComparator("column", "server_default", compareComputedDefault)
    .addAutogenerateComparator("column", "server_default", compareIdentityDefault)
    .addAutogenerateComparator("column", "server_default", noteAutoincrement)
    .addAutogenerateComparator("column", "server_default", compareDialectDefault, { priority: last }),
  new Plugin("alembic.autogenerate.comments")
    .addAutogenerateComparator("column", "comments", compareColumnComment)
    .addAutogenerateComparator("table", "comments", compareTableComment),
  new Plugin("alembic.autogenerate.checks").addAutogenerateComparator(
    "table",
    "checkconstraints",
    compareCheckConstraints,
  ),
  new Plugin("alembic.ext.checkconstraint_byname").addAutogenerateComparator(
    "table",
    "checkconstraints",
    compareChecksByName,
  ),
];
