"""Annotations that Python keeps as texts: nothing in them is evaluated."""

from __future__ import (
    annotations,
)


class Model:
    missing: Missing | None = None
    attribute: int.missing
    operands: 1 | None
    called: 1()


print(Model.__annotations__)
