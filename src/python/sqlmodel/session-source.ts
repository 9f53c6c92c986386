/** `sqlmodel.Session` and `sqlmodel.select`: a SELECT of one thing gives its values, and not rows with one value. */
export const sessionSource = `
import sqlalchemy as sa
from _orm_host import is_scalar, scalar_select
from _orm_session import Session as OrmSession
from sqlalchemy import Column
from sqlalchemy.sql.elements import ColumnClause


class Session(OrmSession):
    __module__ = "sqlmodel.orm.session"

    def exec(self, statement, *, params=None, execution_options=None, bind_arguments=None, **kw):
        result = self.execute(statement, params, execution_options=execution_options, bind_arguments=bind_arguments, **kw)
        return result.scalars() if is_scalar(statement) else result


def select(*entities):
    made = sa.select(*entities)
    return scalar_select(made) if len(entities) == 1 else made


def col(column_expression):
    if not isinstance(column_expression, (ColumnClause, Column)):
        raise RuntimeError("Not a SQLAlchemy column: %s" % (column_expression,))
    return column_expression
`;
