/**
 * The classes of the schema that refer to each other: a table constructs its constraints, and a constraint knows its
 * table. Each class adds its type here by declaration merging, so that the others can name the type without importing
 * the file.
 */
// biome-ignore lint/suspicious/noEmptyInterface: the classes fill it
export interface SchemaClasses {}

/** The type of the class `Column`. */
export type Column = SchemaClasses["column"];
/** The type of the class `Table`. */
export type Table = SchemaClasses["table"];
/** The type of the class `TableClause`, which is a table of which only the name and some columns are known. */
export type TableClause = SchemaClasses["tableClause"];
/** The type of the class `MetaData`. */
export type MetaData = SchemaClasses["metaData"];
/** The type of the class `ForeignKeyConstraint`. */
export type ForeignKeyConstraint = SchemaClasses["foreignKeyConstraint"];
