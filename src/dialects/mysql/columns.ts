import type { AlterColumn } from "../../schema/ddl/column-nodes.js";
import { Computed } from "../../schema/defaults/computed.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { CommandError } from "../../support/command-error.js";
import { Columns as BaseColumns, defaultKind } from "../base/columns.js";
import type { CompileState } from "../base/compile-state.js";

/** ALTER TABLE as MySQL writes it: one MODIFY or CHANGE with the complete definition of the column. */
export class Columns extends BaseColumns {
  override alter(node: AlterColumn, state: CompileState): readonly string[] {
    const { options } = node;
    if (options.serverDefault !== undefined) {
      const kind = defaultKind(options.serverDefault, options.existingServerDefault);
      if (kind === "computed") return this.computedDefault();
      if (kind === "identity") return this.identityDefault(node, options.serverDefault);
    }
    const { identifiers } = this.dialect;
    const old = identifiers.quote(node.columnName);
    const type = options.type ?? options.existingType;
    // A date's default may be a function, which only CHANGE accepts.
    const isChange =
      options.newColumnName !== undefined || (type?.affinity === "DateTime" && options.serverDefault !== null);
    if (isChange) {
      const name = identifiers.quote(options.newColumnName ?? node.columnName);
      return [`${this.altered(node)} CHANGE ${old} ${name} ${this.#specification(node, type, state)}`];
    }
    const isModified = [options.nullable, options.type, options.autoincrement, options.comment].some(
      (part) => part !== undefined,
    );
    if (isModified) return [`${this.altered(node)} MODIFY ${old} ${this.#specification(node, type, state)}`];
    return options.serverDefault === undefined ? [] : [this.plainDefault(node, options.serverDefault, state)];
  }

  #specification(node: AlterColumn, type: TypeEngine | undefined, state: CompileState): string {
    if (type === undefined) {
      throw new CommandError("All MySQL CHANGE/MODIFY COLUMN operations require the existing type.");
    }
    const { options } = node;
    const { existingServerDefault: existing } = options;
    // The complete definition of a generated column has to be repeated; NULL must not be written for it.
    if (existing instanceof Computed) return this.#generated(node, type, existing, state);
    const isNullable = options.nullable ?? options.existingNullable ?? true;
    let text = `${this.dialect.types.write(type)} ${isNullable ? "NULL" : "NOT NULL"}`;
    const autoincrement = options.autoincrement ?? options.existingAutoincrement;
    if (autoincrement !== undefined && autoincrement !== false) text += " AUTO_INCREMENT";
    const serverDefault = options.serverDefault === undefined ? options.existingServerDefault : options.serverDefault;
    if (serverDefault !== undefined && serverDefault !== null) {
      text += ` DEFAULT ${this.defaultText(serverDefault, state)}`;
    }
    return text + this.#comment(node);
  }

  #generated(node: AlterColumn, type: TypeEngine, computed: Computed, state: CompileState): string {
    const { types, tables } = this.dialect;
    const { nullable, existingNullable = true } = node.options;
    const text = `${types.write(type)} ${tables.computed(computed, state)}`;
    return `${text}${(nullable ?? existingNullable) ? "" : " NOT NULL"}${this.#comment(node)}`;
  }

  #comment({ options }: AlterColumn): string {
    const comment = options.comment === undefined ? options.existingComment : options.comment;
    return comment === undefined || comment === null ? "" : ` COMMENT ${this.dialect.literals.string(comment)}`;
  }
}
