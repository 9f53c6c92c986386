"""The tables. Both tools read them from here."""

import sqlalchemy as sa

metadata = sa.MetaData()

orders = sa.Table(
    "orders",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("customer", sa.String(80), nullable=False),
    sa.Column("cents", sa.Integer, nullable=False),
)
