/** `sqlalchemy.ext.asyncio`, written in Python and run by the evaluator. It wraps the synchronous connection. */
export const asyncioEngine = {
  name: "sqlalchemy.ext.asyncio",
  source: `
from sqlalchemy import create_engine, engine_from_config


class AsyncConnection:
    def __init__(self, sync_connection):
        self.sync_connection = sync_connection

    @property
    def dialect(self):
        return self.sync_connection.dialect

    @property
    def engine(self):
        return self.sync_connection.engine

    async def run_sync(self, fn, *args, **kwargs):
        return fn(self.sync_connection, *args, **kwargs)

    async def execute(self, statement, parameters=None, **kwargs):
        return self.sync_connection.execute(statement, parameters, **kwargs)

    async def exec_driver_sql(self, statement, parameters=None, execution_options=None):
        return self.sync_connection.exec_driver_sql(statement, parameters)

    async def scalar(self, statement, parameters=None, **kwargs):
        return self.sync_connection.scalar(statement, parameters, **kwargs)

    async def execution_options(self, **kwargs):
        self.sync_connection.execution_options(**kwargs)
        return self

    def in_transaction(self):
        return self.sync_connection.in_transaction()

    def begin(self):
        return _Transaction(self.sync_connection)

    async def commit(self):
        self.sync_connection.commit()

    async def rollback(self):
        self.sync_connection.rollback()

    async def close(self):
        self.sync_connection.close()


class _Transaction:
    def __init__(self, connection):
        self._connection = connection
        self._transaction = None

    # The yield is never reached; it makes the method a generator, which await requires.
    def __await__(self):
        self._transaction = self._connection.begin()
        return self
        yield

    async def __aenter__(self):
        return await self

    async def __aexit__(self, kind, error, traceback):
        return self._transaction.__exit__(kind, error, traceback)

    async def commit(self):
        self._transaction.commit()

    async def rollback(self):
        self._transaction.rollback()


class _Connecting:
    def __init__(self, engine, begins):
        self._engine = engine
        self._begins = begins
        self._block = None

    def __await__(self):
        return AsyncConnection(self._engine.connect())
        yield

    async def __aenter__(self):
        self._block = self._engine.begin() if self._begins else self._engine.connect()
        return AsyncConnection(self._block.__enter__())

    async def __aexit__(self, kind, error, traceback):
        return self._block.__exit__(kind, error, traceback)


class AsyncEngine:
    def __init__(self, sync_engine):
        self.sync_engine = sync_engine

    @property
    def url(self):
        return self.sync_engine.url

    @property
    def dialect(self):
        return self.sync_engine.dialect

    @property
    def name(self):
        return self.sync_engine.name

    def connect(self):
        return _Connecting(self.sync_engine, False)

    def begin(self):
        return _Connecting(self.sync_engine, True)

    def execution_options(self, **kwargs):
        self.sync_engine.execution_options(**kwargs)
        return self

    async def dispose(self, close=True):
        pass


def create_async_engine(url, **kw):
    return AsyncEngine(create_engine(url, **kw))


def async_engine_from_config(configuration, prefix="sqlalchemy.", **kw):
    return AsyncEngine(engine_from_config(configuration, prefix, **kw))


def __getattr__(name):
    if name == "AsyncSession":
        from sqlalchemy.orm import Session

        return Session
    raise AttributeError(name)
`,
} as const;
