import { columnsSource } from "../../sqlmodel/columns-source.js";
import { fieldsSource } from "../../sqlmodel/fields-source.js";
import { modelSource } from "../../sqlmodel/model-source.js";
import { sessionSource as sqlmodelSessionSource } from "../../sqlmodel/session-source.js";
import { typesSource } from "../../sqlmodel/types-source.js";
import { valuesSource } from "../../sqlmodel/values-source.js";
import { collectionsSource } from "./collections-source.js";
import { declarativeSource } from "./declarative-source.js";
import { entitiesSource } from "./entities-source.js";
import { exceptionsSource } from "./exceptions-source.js";
import { hostModule } from "./host-module.js";
import { mapperSource } from "./mapper-source.js";
import { objectsSource } from "./objects-source.js";
import { querySource } from "./query-source.js";
import { relationshipsSource } from "./relationships-source.js";
import { sessionSource } from "./session-source.js";
import { sessionmakerSource } from "./sessionmaker-source.js";
import { transactionsSource } from "./transactions-source.js";
import { unitOfWorkSource } from "./unit-of-work-source.js";

/** The ORM: modules that are written in Python, of which each run has its own, and what these need of the host. */
export const ormChunk = {
  hostModule,
  sources: {
    _orm_exc: exceptionsSource,
    _orm_mapper: mapperSource,
    _orm_collections: collectionsSource,
    _orm_relationships: relationshipsSource,
    _orm_declarative: declarativeSource,
    _orm_entities: entitiesSource,
    _orm_query: querySource,
    _orm_unitofwork: unitOfWorkSource,
    _orm_objects: objectsSource,
    _orm_transactions: transactionsSource,
    _orm_session: sessionSource,
    _orm_sessionmaker: sessionmakerSource,
    _sqlmodel_types: typesSource,
    _sqlmodel_fields: fieldsSource,
    _sqlmodel_columns: columnsSource,
    _sqlmodel_values: valuesSource,
    _sqlmodel_model: modelSource,
    _sqlmodel_session: sqlmodelSessionSource,
  },
};
