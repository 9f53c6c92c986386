/** What a session begins and ends: transactions, savepoints, and a time without automatic flushes. */
export const transactionsSource = `
class NoAutoflush:
    def __init__(self, session):
        self.session = session

    def __enter__(self):
        self.before = self.session.autoflush
        self.session.autoflush = False
        return self.session

    def __exit__(self, *exc):
        self.session.autoflush = self.before


class Transaction:
    def __init__(self, session):
        self.session = session
        self.is_active = True

    def commit(self):
        self.session.commit()

    def rollback(self):
        self.session.rollback()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        self.commit() if kind is None else self.rollback()


class Savepoint:
    def __init__(self, session, name):
        self.session = session
        self.name = name
        self.is_active = True

    def commit(self):
        self.session.flush()
        self._end("RELEASE SAVEPOINT ")

    def rollback(self):
        self.session._discard_changes()
        self._end("ROLLBACK TO SAVEPOINT ")

    def _end(self, words):
        if self.is_active:
            self.is_active = False
            self.session._connection.exec_driver_sql(words + self.name)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if self.is_active:
            self.commit() if kind is None else self.rollback()
`;
