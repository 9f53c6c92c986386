import type { RenameTable } from "../../schema/ddl/table-nodes.js";
import type { Computed } from "../../schema/defaults/computed.js";
import type { Identity } from "../../schema/defaults/identity.js";
import type { IdentityOptions } from "../../schema/defaults/identity-options.js";
import { dialectOption } from "../../schema/schema-item.js";
import type { Table } from "../../schema/table.js";
import type { CompileState } from "../base/compile-state.js";
import { Tables as BaseTables } from "../base/tables.js";
import { CompileError } from "../compile-error.js";
import { orderWord } from "./sequences.js";

/** CREATE TABLE as Oracle writes it. */
export class Tables extends BaseTables {
  override computed(computed: Computed, state: CompileState): string {
    if (computed.persisted === true) {
      throw new CompileError(
        "Oracle Database computed columns do not support 'stored' persistence; set the 'persisted' flag to null or false for Oracle Database support.",
      );
    }
    return super.computed(computed, state);
  }

  override identity(identity: Identity): string {
    const kind = identity.always === null ? "" : identity.always ? "ALWAYS" : "BY DEFAULT";
    const onNull = dialectOption(identity, "oracle", "onNull") === true ? " ON NULL" : "";
    const options = `${this.identityOptions(identity.options)}${orderWord(identity)}`.trim();
    return `GENERATED ${kind}${onNull} AS IDENTITY${options === "" ? "" : ` (${options})`}`;
  }

  override identityOptions(options: IdentityOptions): string {
    return super
      .identityOptions(options)
      .replace("NO MINVALUE", "NOMINVALUE")
      .replace("NO MAXVALUE", "NOMAXVALUE")
      .replace("NO CYCLE", "NOCYCLE");
  }

  override afterTable(table: Table): string {
    const option = (name: string): unknown => dialectOption(table, "oracle", name);
    let text = "";
    if (option("onCommit")) text += `\n ON COMMIT ${String(option("onCommit")).replaceAll("_", " ").toUpperCase()}`;
    const compress = option("compress");
    if (compress) text += compress === true ? "\n COMPRESS" : `\n COMPRESS FOR ${String(compress)}`;
    if (option("tablespace")) text += `\n TABLESPACE ${this.dialect.identifiers.quote(String(option("tablespace")))}`;
    return text;
  }

  protected override renamed(node: RenameTable): string {
    return this.dialect.identifiers.quote(node.newTableName);
  }
}
