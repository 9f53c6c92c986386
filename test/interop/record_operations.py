"""Records what Alembic prints for every directive on every dialect to vectors/operations/*.json."""

import json
import pathlib

from operation_cases import GROUPS
from operation_language import DIALECTS, offline

FOLDER = pathlib.Path(__file__).parent / "vectors" / "operations"


def statements(sql):
    return sum(1 for one in sql.split("\n\n") if one.strip() not in ("", "GO", "/"))


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    total = 0
    for group, cases in GROUPS.items():
        recorded = []
        for name, calls, *opts in cases:
            answers = {dialect: offline(dialect, calls, *opts) for dialect in DIALECTS}
            total += sum(statements(answer["sql"]) for answer in answers.values())
            recorded.append({"name": name, "calls": calls, **({"opts": opts[0]} if opts else {}), "answers": answers})
        path = FOLDER / f"{group}.json"
        path.write_text(json.dumps(recorded, indent=1, ensure_ascii=False, sort_keys=False) + "\n")
    print(f"operations: {total} statements")


main()
