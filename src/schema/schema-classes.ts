/**
 * The classes of the schema that refer to each other. Each adds itself by declaration merging, so that a constraint can
 * name the type of its table, and a table can construct its constraints, without two files that import each other.
 */
// biome-ignore lint/suspicious/noEmptyInterface: the classes fill it
export interface SchemaClasses {}

/** The type of {@link SchemaClasses} that a column is of. */
export type Column = SchemaClasses["column"];
/** The type of {@link SchemaClasses} that a table is of. */
export type Table = SchemaClasses["table"];
/** The type of {@link SchemaClasses} that a table of which only the name is known is of. */
export type TableClause = SchemaClasses["tableClause"];
/** The type of {@link SchemaClasses} that metadata is of. */
export type MetaData = SchemaClasses["metaData"];
/** The type of {@link SchemaClasses} that a foreign key constraint is of. */
export type ForeignKeyConstraint = SchemaClasses["foreignKeyConstraint"];
