"""Records the SQL that SQLAlchemy and Alembic compile for the cases of test/interop/sql_cases."""

import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from build_schema import recorded  # noqa: E402
from sql_cases import data_statements, expressions, literals, schema_objects, statements, tables, types  # noqa: E402

FAMILIES = {
    "types": types,
    "literals": literals,
    "expressions": expressions,
    "statements": statements,
    "data_statements": data_statements,
    "tables": tables,
    "schema_objects": schema_objects,
}


def main():
    folder = os.path.join(HERE, "vectors", "sql")
    os.makedirs(folder, exist_ok=True)
    for family, module in FAMILIES.items():
        cases = list(module.cases())
        ids = [case["id"] for case in cases]
        assert len(ids) == len(set(ids)), f"{family}: ids repeat: {[one for one in ids if ids.count(one) > 1]}"
        with open(os.path.join(folder, f"{family}.json"), "w", encoding="utf-8") as file:
            lines = ",\n".join(json.dumps(recorded(case), ensure_ascii=False) for case in cases)
            file.write(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
