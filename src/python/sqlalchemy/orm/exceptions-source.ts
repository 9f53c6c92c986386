/** `sqlalchemy.orm.exc`. */
export const exceptionsSource = `
from sqlalchemy.exc import InvalidRequestError, MultipleResultsFound, NoResultFound, SQLAlchemyError


class StaleDataError(SQLAlchemyError):
    pass


class UnmappedError(InvalidRequestError):
    pass


class UnmappedClassError(UnmappedError):
    pass


class UnmappedInstanceError(UnmappedError):
    pass


class DetachedInstanceError(SQLAlchemyError):
    pass


class ObjectDeletedError(InvalidRequestError):
    pass


class FlushError(SQLAlchemyError):
    pass
`;
