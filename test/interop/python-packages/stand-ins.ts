import { mlflowBegin, mlflowModules } from "./mlflow-stand-ins.js";

/** What a chain needs besides its package, for both tools. */
export interface StandIn {
  /** The `env.py`. */
  readonly env?: string;
  /** Modules in place of those that need packages which are installed nowhere, by their files. */
  readonly modules?: Readonly<Record<string, string>>;
  /** Python that makes what the chain begins with, by `connection`. */
  readonly begin?: string;
}

/** An `env.py`: what it imports, a context manager around its run, and further arguments of `configure()`. */
const environment = (imports = "", around = "", configured = ""): string => `from contextlib import nullcontext

from alembic import context
from sqlalchemy import create_engine, pool
${imports}
engine = create_engine(context.config.get_main_option("sqlalchemy.url"), poolclass=pool.NullPool)
with engine.connect() as connection:
    context.configure(connection=connection, transaction_per_migration=True${configured})
    with ${around || "nullcontext()"}, context.begin_transaction():
        context.run_migrations()
`;

/** The `env.py` of chains that need nothing else. */
export const plainEnvironment = environment();

const logger = `class _Logger:
    def _write(self, *args, **kwargs):
        pass

    debug = info = warning = error = exception = _write


logger = _Logger()


def get_logger(name=None):
    return logger
`;

/** The column types of prefect, which prefect derives from pydantic's types, and stores as these. */
const prefectTypes = `import datetime
import json
import uuid

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import CHAR, TypeDecorator


class Timestamp(TypeDecorator):
    impl = sa.TIMESTAMP(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.TIMESTAMP(timezone=True))
        if dialect.name == "sqlite":
            return dialect.type_descriptor(sqlite.DATETIME())
        return dialect.type_descriptor(sa.TIMESTAMP(timezone=True))


class UUID(TypeDecorator):
    impl = sa.types.TypeEngine
    cache_ok = True

    def load_dialect_impl(self, dialect):
        return dialect.type_descriptor(postgresql.UUID() if dialect.name == "postgresql" else CHAR(36))

    def process_bind_param(self, value, dialect):
        return None if value is None else str(value)

    def process_result_value(self, value, dialect):
        return value if value is None or isinstance(value, uuid.UUID) else uuid.UUID(value)


class JSON(TypeDecorator):
    impl = postgresql.JSONB
    cache_ok = True

    def load_dialect_impl(self, dialect):
        return dialect.type_descriptor(postgresql.JSONB(none_as_null=True) if dialect.name == "postgresql" else sqlite.JSON(none_as_null=True))


class Pydantic(TypeDecorator):
    impl = JSON
    cache_ok = True

    def __init__(self, pydantic_type, sa_column_type=None):
        super().__init__()
        if sa_column_type is not None:
            self.impl = sa_column_type


def now():
    return sa.func.strftime("%Y-%m-%d %H:%M:%f000", "now")
`;

const prefect: Readonly<Record<string, string>> = {
  "prefect/__init__.py": `import prefect.server.schemas.core
import prefect.server.schemas.schedules
import prefect.server.schemas.states
import prefect.server.utilities.database
`,
  "prefect/server/utilities/database.py": prefectTypes,
  "prefect/server/utilities/schemas.py": "class PrefectBaseModel:\n    pass\n",
  "prefect/server/schemas/core.py": `class CreatedBy: pass
class UpdatedBy: pass
class TaskRunResult: pass
class TaskRunPolicy: pass
class FlowRunPolicy: pass
class QueueFilter: pass
class Parameter: pass
class Constant: pass
class ConcurrencyOptions: pass
class WorkPoolStorageConfiguration: pass
`,
  "prefect/server/schemas/schedules.py": "class SCHEDULE_TYPES: pass\n",
  "prefect/server/schemas/states.py": "class StateDetails: pass\n",
  "prefect/server/events/actions.py": "class ServerActionTypes: pass\n",
  "prefect/server/events/schemas/automations.py": "class Firing: pass\nclass ServerTriggerTypes: pass\n",
  "prefect/server/events/schemas/events.py": "class ReceivedEvent: pass\n",
  "prefect/server/concurrency/lease_storage.py": "def get_concurrency_lease_storage():\n    return None\n",
  "prefect/blocks/core.py": `import hashlib
import json


class Block:
    @classmethod
    def _calculate_schema_checksum(cls, fields):
        return "sha256:" + hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()
`,
  "prefect/utilities/slugify.py":
    'import re\n\n\ndef slugify(text):\n    return re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")\n',
  "prefect/logging/loggers.py": logger,
};

/** By the folder of the chain. */
export const standIns: Readonly<Record<string, StandIn>> = {
  "dagster/_core/storage/alembic/versions": {
    // Its revisions ask for the instance that is upgraded, for its scheduler.
    env: environment(
      "from types import SimpleNamespace\n\nfrom dagster._core.storage.migration.utils import upgrading_instance\n",
      "upgrading_instance(SimpleNamespace(scheduler=None))",
    ),
  },
  "langflow/alembic/versions": {
    // Its batches find unnamed constraints by the convention of its models.
    env: environment(
      `from sqlmodel import SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
`,
      "",
      ", target_metadata=SQLModel.metadata, render_as_batch=True",
    ),
    modules: {
      "lfx/log/logger.py": logger,
      // A step reads the model of one table; the packages of all models import what is installed nowhere.
      "langflow/services/database/models/__init__.py": "",
      "langflow/schema/__init__.py": "",
      "langflow/schema/serialize.py": "from uuid import UUID\n\nUUIDstr = UUID\n",
    },
  },
  "mlflow/store/db_migrations/versions": {
    env: environment("", "", ", render_as_batch=True"),
    modules: mlflowModules,
    begin: mlflowBegin,
  },
  "phoenix/db/migrations/versions": {
    // Its batches find unnamed constraints by the convention of its models.
    env: environment(
      `from sqlalchemy import MetaData

convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_\`%(constraint_name)s\`",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
`,
      "",
      ", target_metadata=MetaData(naming_convention=convention)",
    ),
  },
  "prefect/server/database/_migrations/versions/sqlite": { modules: prefect },
};
