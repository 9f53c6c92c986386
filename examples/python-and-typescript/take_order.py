"""The Python service: takes an order. Usage: python take_order.py CUSTOMER CENTS"""

import sys

import sqlalchemy as sa

from models import orders

engine = sa.create_engine("sqlite:///orders.sqlite")
with engine.begin() as connection:
    connection.execute(orders.insert().values(customer=sys.argv[1], cents=int(sys.argv[2])))
