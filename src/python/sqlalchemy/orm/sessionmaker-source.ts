/** What makes sessions. */
export const sessionmakerSource = `
from _orm_session import Session


class sessionmaker:
    def __init__(self, bind=None, class_=Session, **options):
        self.class_ = class_
        self.options = {"bind": bind, **options}

    def configure(self, **options):
        self.options.update(options)

    def __call__(self, *args, **options):
        if args:
            options = {"bind": args[0], **options}
        return self.class_(**{**self.options, **options})

    def begin(self):
        return _Maker(self())


class _Maker:
    def __init__(self, session):
        self.session = session

    def __enter__(self):
        return self.session

    def __exit__(self, kind, error, traceback):
        if kind is None:
            self.session.commit()
        else:
            self.session.rollback()
        self.session.close()


def scoped_session(factory, scopefunc=None):
    """One session for all, as in a single thread."""
    made = []

    class Scoped:
        def __call__(self, **options):
            if not made:
                made.append(factory(**options))
            return made[0]

        def remove(self):
            if made:
                made.pop().close()

        def __getattr__(self, name):
            return getattr(self(), name)

    return Scoped()
`;
