import type { CreateSchema, DropSchema } from "../../schema/ddl/schema-nodes.js";
import type { CreateSequence, DropSequence } from "../../schema/ddl/sequence-nodes.js";
import type { Sequence } from "../../schema/defaults/sequence.js";
import type { DialectParts } from "./dialect-parts.js";

/** Writes sequences and schemas. */
export class Sequences {
  protected readonly dialect: DialectParts;

  constructor(dialect: DialectParts) {
    this.dialect = dialect;
  }

  create({ sequence, ifNotExists }: CreateSequence): readonly string[] {
    const type = sequence.dataType === null ? "" : this.dataType(this.dialect.types.write(sequence.dataType));
    const options = this.options(sequence);
    const name = this.dialect.identifiers.table(sequence);
    const text = `CREATE SEQUENCE ${ifNotExists ? "IF NOT EXISTS " : ""}${name}${type}`;
    return [options === "" ? text : `${text} ${options}`];
  }

  drop({ sequence, ifExists }: DropSequence): readonly string[] {
    return [`DROP SEQUENCE ${ifExists ? "IF EXISTS " : ""}${this.dialect.identifiers.table(sequence)}`];
  }

  createSchema({ name, ifNotExists }: CreateSchema): readonly string[] {
    return [`CREATE SCHEMA ${ifNotExists ? "IF NOT EXISTS " : ""}${this.dialect.identifiers.quote(name)}`];
  }

  dropSchema({ name, ifExists, cascade }: DropSchema): readonly string[] {
    const text = `DROP SCHEMA ${ifExists ? "IF EXISTS " : ""}${this.dialect.identifiers.quote(name)}`;
    return [cascade ? `${text} CASCADE` : text];
  }

  /** Writes the options after the name. */
  protected options(sequence: Sequence): string {
    return this.dialect.tables.identityOptions(sequence.options);
  }

  /** The type of a sequence, where the database has one. */
  protected dataType(_type: string): string {
    return "";
  }
}
