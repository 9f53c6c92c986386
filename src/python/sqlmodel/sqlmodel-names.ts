/** The modules of SQLModel that are written in Python, with their names for scripts. */
const namesOf: Readonly<Record<string, string>> = {
  _sqlmodel_types: "UTCDateTime",
  _sqlmodel_fields: "Field FieldInfo Relationship RelationshipInfo Undefined UndefinedType",
  _sqlmodel_columns: "get_column_from_field get_sqlalchemy_type",
  _sqlmodel_model: "SQLModel SQLModelConfig default_registry",
  _sqlmodel_session: "Session select col",
};

/** The module of each name of SQLModel that a run has for itself. */
export const sqlmodelNames: ReadonlyMap<string, string> = new Map(
  Object.entries(namesOf).flatMap(([module, names]) => names.split(" ").map((name) => [name, module] as const)),
);
