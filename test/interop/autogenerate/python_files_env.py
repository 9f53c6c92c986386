"""The env.py of the comparison of written files: its models are what spec.json beside it describes."""

import json
import os

import sqlalchemy as sa
from alembic import context

here = os.path.dirname(__file__)
with open(os.path.join(here, "spec.json"), encoding="utf-8") as file:
    given = json.load(file)

with open(given["program"], encoding="utf-8") as file:
    source = file.read().rsplit("\nresult = ", 1)[0]
scope = {}
exec(compile(source, given["program"], "exec"), scope)

engine = sa.create_engine("sqlite:///" + given["database"])
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=scope["metadata_of"](given["spec"]),
        compare_server_default=True,
        render_as_batch=given["batch"],
        autogenerate_plugins=["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
