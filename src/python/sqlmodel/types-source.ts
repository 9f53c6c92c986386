/** `sqlmodel.sql.sqltypes`: the type of moments that have a time zone. */
export const typesSource = `
from datetime import timedelta, timezone

from sqlalchemy import types


class UTCDateTime(types.TypeDecorator):
    __module__ = "sqlmodel.sql.sqltypes"
    impl = types.DateTime
    cache_ok = True

    def __init__(self):
        super().__init__(timezone=True)

    def __repr__(self):
        return "UTCDateTime()"

    def coerce_compared_value(self, op, value):
        return types.Interval() if isinstance(value, timedelta) else self

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(
                "Datetime values must have timezone information. Use datetime.now(timezone.utc), or annotate the field with "
                "NaiveDatetime for naive storage."
            )
        return value.astimezone(timezone.utc)

    def process_result_value(self, value, dialect):
        if value is None:
            return None
        if value.utcoffset() is None:
            # The database keeps no offset: the value is the one that was written, in UTC.
            return value.replace(tzinfo=timezone.utc)
        return value.astimezone(timezone.utc)
`;
