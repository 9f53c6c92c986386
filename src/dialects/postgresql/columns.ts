import type { ServerDefaultInput } from "../../schema/column.js";
import type { AlterColumn } from "../../schema/ddl/column-nodes.js";
import { Identity } from "../../schema/defaults/identity.js";
import { identityOptionNames } from "../../schema/defaults/identity-options.js";
import { CommandError } from "../../support/command-error.js";
import { Columns as BaseColumns } from "../base/columns.js";
import type { CompileState } from "../base/compile-state.js";

/** ALTER TABLE as PostgreSQL writes it: the type comes first, so that USING sees the old column. */
export class Columns extends BaseColumns {
  override alter(node: AlterColumn, state: CompileState): readonly string[] {
    const { type, postgresqlUsing } = node.options;
    if (postgresqlUsing !== undefined && type === undefined) {
      throw new CommandError("postgresqlUsing must be used with the type option");
    }
    const rest = super.alter(node, state);
    if (type === undefined) return rest;
    const using = postgresqlUsing === undefined || postgresqlUsing === "" ? "" : `USING ${postgresqlUsing}`;
    const head = this.alteredColumn(node);
    const typed = `${head} TYPE ${this.dialect.types.write(type)} ${using}`;
    // The server casts the default with the column, and refuses if it cannot, even if the default is removed in the
    // same call.
    const drop = `${head} DROP DEFAULT`;
    if (rest.includes(drop)) return [drop, typed, ...rest.filter((sql) => sql !== drop)];
    return [typed, ...rest];
  }

  /** The type is changed first. */
  protected override type(): readonly string[] {
    return [];
  }

  protected override comment(node: AlterColumn, comment: string | null): readonly string[] {
    const { identifiers, comments } = this.dialect;
    const table = identifiers.alteredTable(node.tableName, node.schema);
    return [`COMMENT ON COLUMN ${table}.${identifiers.quote(node.columnName)} IS ${comments.text(comment)}`];
  }

  protected override identityDefault(node: AlterColumn, given: ServerDefaultInput): readonly string[] {
    const head = this.alteredColumn(node);
    if (!(given instanceof Identity)) return [`${head} DROP IDENTITY`];
    const existing = node.options.existingServerDefault;
    if (existing === undefined || existing === null) return [`${head} ADD ${this.dialect.tables.identity(given)}`];
    const before = existing instanceof Identity ? existing : null;
    const changes = changedOptions(given, before).map((name) =>
      name === "always"
        ? `SET GENERATED ${given.always === true ? "ALWAYS" : "BY DEFAULT"} `
        : `SET ${this.dialect.tables.identityOptions({ [name]: given.options[name] })} `,
    );
    return [`${head} ${changes.join("")}`];
  }
}

type OptionName = (typeof identityOptionNames)[number];

/** The options that differ, in alphabetical order. */
function changedOptions(now: Identity, before: Identity | null): readonly (OptionName | "always")[] {
  const changed: (OptionName | "always")[] = identityOptionNames.filter((name) => {
    const [one, other] = [now.options[name], before?.options[name] ?? null];
    // Options without a value stay as they are.
    return one !== null && one !== other;
  });
  if ((now.always === true) !== (before?.always === true)) changed.push("always");
  return changed.sort();
}
