import { AutogenContext } from "./autogen-context.js";
import { compareMetadata } from "./compare-metadata.js";
import { inspect } from "./inspect.js";
import { Plugin } from "./plugins/plugin.js";
import { produceMigrations } from "./produce-migrations.js";
import { renderTypescriptCode } from "./render/render-typescript-code.js";
import { Rewriter } from "./rewriter.js";
import { schemaDiff } from "./schema-diff/schema-diff.js";

/**
 * The members of Alembic's module `alembic.autogenerate`, under one name; each is also exported by itself.
 *
 * @example
 * ```ts
 * import { autogenerate, connect, MigrationContext, sa } from "alembic-ts";
 *
 * const connection = await connect("sqlite:///app.db");
 * const differences = await autogenerate.compareMetadata(MigrationContext.configure({ connection }), sa.MetaData());
 * console.log(differences.length);
 * await connection.close();
 * ```
 */
export const autogenerate = {
  // Getters, because a script that imports this package loads the comparison only where it uses it.
  get AutogenContext() {
    return AutogenContext;
  },
  get compareMetadata() {
    return compareMetadata;
  },
  get inspect() {
    return inspect;
  },
  get Plugin() {
    return Plugin;
  },
  get produceMigrations() {
    return produceMigrations;
  },
  get renderTypescriptCode() {
    return renderTypescriptCode;
  },
  get Rewriter() {
    return Rewriter;
  },
  get schemaDiff() {
    return schemaDiff;
  },
};
