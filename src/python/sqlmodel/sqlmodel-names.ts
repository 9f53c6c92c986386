import { modulesByName } from "../sqlalchemy/orm/orm-names.js";

/** The module of each name of SQLModel that is written in Python, so that each run has its own. */
export const sqlmodelNames: ReadonlyMap<string, string> = modulesByName({
  _sqlmodel_types: "UTCDateTime",
  _sqlmodel_fields: "Field FieldInfo Relationship RelationshipInfo Undefined UndefinedType",
  _sqlmodel_columns: "get_column_from_field get_sqlalchemy_type",
  _sqlmodel_model: "SQLModel SQLModelConfig default_registry",
  _sqlmodel_session: "Session select col",
});
