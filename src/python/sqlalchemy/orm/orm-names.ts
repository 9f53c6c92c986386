/** The modules of the ORM that are written in Python, with their names for scripts. */
const namesOf: Readonly<Record<string, string>> = {
  _orm_exc:
    "StaleDataError UnmappedError UnmappedClassError UnmappedInstanceError DetachedInstanceError ObjectDeletedError FlushError",
  _orm_mapper: "Mapper InstrumentedAttribute InstanceState class_mapper configure_mappers object_mapper object_session",
  _orm_relationships: "relationship backref Relationship",
  _orm_declarative:
    "declarative_base DeclarativeBase DeclarativeBaseNoMeta registry Mapped mapped_column MappedColumn declared_attr declarative_mixin",
  _orm_entities: "AliasedClass aliased",
  _orm_query: "Query",
  _orm_session: "Session",
  _orm_sessionmaker: "sessionmaker scoped_session",
};

/** The module of each name. */
const modulesByName = (namesOf: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(namesOf).flatMap(([module, names]) => names.split(" ").map((name) => [name, module] as const)),
  );

/** The module of each name of the ORM. */
export const ormNames: ReadonlyMap<string, string> = modulesByName(namesOf);

/** The module of each name of SQLModel that is written in Python. */
export const sqlmodelNames: ReadonlyMap<string, string> = modulesByName({
  _sqlmodel_types: "UTCDateTime",
  _sqlmodel_fields: "Field FieldInfo Relationship RelationshipInfo Undefined UndefinedType",
  _sqlmodel_columns: "get_column_from_field get_sqlalchemy_type",
  _sqlmodel_model: "SQLModel SQLModelConfig default_registry",
  _sqlmodel_session: "Session select col",
});

/** What a session has that scripts may use; the test of the ORM compares it with the class. */
export const sessionMembers: ReadonlySet<string> = new Set(
  (
    "add add_all begin begin_nested bind autoflush expire_on_commit bulk_insert_mappings bulk_save_objects bulk_update_mappings close " +
    "commit connection delete delete_all deleted dirty exec execute expire expire_all expunge expunge_all flush get get_bind get_one " +
    "identity_map in_transaction info invalidate is_active is_modified merge new no_autoflush query refresh reset rollback scalar scalars"
  ).split(" "),
);

/** The methods of a query that return a query. */
export const queryParts: ReadonlySet<string> = new Set(
  (
    "add_column add_columns add_entity autoflush correlate distinct enable_assertions enable_eagerloads except_ execution_options filter " +
    "filter_by from_statement group_by having intersect join limit offset order_by outerjoin params populate_existing prefix_with " +
    "select_from slice union union_all where with_entities with_for_update with_session yield_per"
  ).split(" "),
);

/** What else a query has. */
export const queryMembers: ReadonlySet<string> = new Set(
  (
    "all as_scalar count cte delete exists first get label one one_or_none scalar scalar_subquery selectable session statement subquery " +
    "update"
  ).split(" "),
);
