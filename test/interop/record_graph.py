"""Records what Alembic says about a few revision graphs, into vectors/graph/: every form of a symbol as a target of
upgrade, downgrade, stamp, history and show, from many rows of the version table, and everything that can go wrong."""

import itertools
import json
from pathlib import Path

from graph_oracle import answer

FOLDER = Path(__file__).resolve().parent / "vectors" / "graph"


def rev(id, down=None, labels=None, depends=None, doc=None):
    spec = {"id": id, "down": down, "labels": labels, "depends": depends, "doc": doc}
    return {key: value for key, value in spec.items() if value is not None}


LINE = [rev("aaaa1", doc="first"), rev("aaab2", "aaaa1", doc="second\nline\n\nmore"), rev("b3", "aaab2", doc="third")]
FORK = [
    rev("root", doc="the root"),
    rev("left1", "root", labels="lefty"),
    rev("left2", "left1", doc="left, again"),
    rev("right1", "root", labels=["righty", "other"]),
    rev("right2", "right1"),
]
DIAMOND = [
    rev("a", doc="a"),
    rev("c", "a", labels="lc"),
    rev("b", "a", labels="lb"),
    rev("m", ["b", "c"], doc="join"),
    rev("n", "m", labels="after"),
]
BASES = [
    rev("x1", labels="xlib"),
    rev("x2", "x1"),
    rev("y1", labels="ylib", depends="x1"),
    rev("y2", "y1", depends=["x2"]),
    rev("z1", labels="zlib"),
    rev("y3", "y2"),
    rev("z2", "z1", depends="ylib"),
]
DEEP = [
    rev("a"),
    rev("b", "a"),
    rev("c", "a"),
    rev("d", ["b", "c"]),
    rev("e", depends="c"),
    rev("f", "d", depends=["e"]),
    rev("g", "e", labels="gl"),
    rev("h", ["f", "g"]),
    rev("i", "b", depends=["c", "e"]),
]
IMPLIED = [
    rev("a1", labels="alib"),
    rev("a2", "a1"),
    rev("b1", labels="blib", depends="a2"),
    rev("b2", "b1", depends=["a1", "a2"]),
    rev("c1", ["b2"], depends="alib"),
    rev("c2", "c1", depends=["b1", "a2"]),
]
OCTOPUS = [rev("o"), rev("p", "o"), rev("q", "o"), rev("r", "o"), rev("s", ["r", "p", "q"]), rev("t", "o")]
EMPTY = []
GRAPHS = {
    "empty": (EMPTY, [[]]),
    "line": (LINE, [[], ["aaaa1"], ["b3"], ["gone"]]),
    "fork": (FORK, [[], ["root"], ["left1"], ["left2"], ["left2", "right1"], ["right2", "left2"], ["root", "left2"]]),
    "diamond": (DIAMOND, [[], ["a"], ["b"], ["b", "c"], ["m"], ["n"]]),
    "bases": (BASES, [[], ["x2"], ["y1"], ["y3"], ["y3", "z1"], ["z2"], ["y3", "z2"]]),
    "deep": (DEEP, [[], ["a"], ["b", "e"], ["d", "e"], ["f", "g"], ["h", "i"], ["i"]]),
    "implied": (IMPLIED, [[], ["a2"], ["b1"], ["b2"], ["c2"]]),
    "octopus": (OCTOPUS, [[], ["o"], ["p", "q"], ["p", "q", "r", "t"], ["s"], ["s", "t"]]),
}


def symbols(revisions):
    ids = [spec["id"] for spec in revisions]
    labels = [label for spec in revisions for label in as_list(spec.get("labels"))]
    names = ids + labels + sorted({name[:n] for name in ids + labels if len(name) > 4 for n in (3, 4)})
    found = ["head", "heads", "base", "", "nosuch", "no", "+1", "+2", "+9", "-1", "-2", "-9", "+0", "-0"] + names
    branches = labels + ids[:1] + ids[-1:] + ["nosuch"]
    ends = ["head", "heads", "base", "nosuch", "+1", "+9", "-1", "-9"] + ids[:1] + ids[-1:]
    found += ["%s@%s" % pair for pair in itertools.product(branches, ends)]
    found += ["%s%s" % pair for pair in itertools.product(["head", "base", *ids[:2], *ids[-1:]], ["+1", "+9", "-1", "-9"])]
    found += ["%s@%s-1" % (label, ids[-1]) for label in labels[:2]] + ["%s@%s+1x" % (label, ids[0]) for label in labels[:2]]
    return list(dict.fromkeys(found))


def as_list(value):
    return [] if value is None else [value] if isinstance(value, str) else value


def cases_for(name, make):
    """The same questions asked of each graph."""
    return [
        {"title": title, "revisions": revisions, "queries": list(make(revisions, rows))}
        for title, (revisions, rows) in GRAPHS.items()
    ]


def for_rows(command):
    def make(revisions, rows):
        for symbol, current in itertools.product(symbols(revisions), rows):
            yield [command, symbol, current]

    return make


def look_ups(revisions, rows):
    for symbol in symbols(revisions):
        for query in ("revision", "revisions", "scripts", "number", "resolve"):
            yield [query, symbol]
    yield ["number", None]
    yield ["revisions", [spec["id"] for spec in revisions]]
    yield ["revisions", [None, "base"]]
    yield ["script_head"]
    yield ["resolve", None]
    for label in [None, *(label for spec in revisions for label in as_list(spec.get("labels"))), "nosuch"]:
        yield ["current_head", label]


def texts(revisions, rows):
    yield ["map"]
    for symbol in ["heads", "base", "nosuch", [spec["id"] for spec in revisions]]:
        yield ["show", symbol, False]
    yield ["show", "heads", True]
    yield ["branches", False]
    yield ["branches", True]
    for current in rows:
        yield ["all_current", current]


def histories(revisions, rows):
    ends = ["", "nosuch", "-1", "-9", "head", "heads", "base", *(spec["id"] for spec in revisions)]
    ends += [label for spec in revisions for label in as_list(spec.get("labels"))]
    ends += ["%s@base" % label for spec in revisions for label in as_list(spec.get("labels"))]
    ends += ["%s@head" % label for spec in revisions[1:3] for label in as_list(spec.get("labels"))]
    ends += ["%s@base" % spec["id"] for spec in revisions[:2]]
    for start, end in itertools.product(ends, ends + ["+1", "+9", "base+1"]):
        yield ["history", start, end]
    for current in rows:
        yield ["history", current, "heads"]
        yield ["history", "base", current]


def ranges(revisions, rows):
    ids = [spec["id"] for spec in revisions]
    for upper, lower in itertools.product(["heads", "base", *ids], ["base", "heads", *ids]):
        for options in itertools.product([False, True], repeat=2):
            yield ["iterate", upper, lower, *options, True, False]
            yield ["iterate", upper, lower, *options, False, True]
    for targets in itertools.permutations(ids[:4], 2):
        yield ["upgrade", list(targets), []]
        yield ["stamp", list(targets), []]
        yield ["stamp", list(targets), rows[-1]]
        yield ["lineage", ids, targets[0], False]
        yield ["lineage", ids, targets[0], True]


FAILURES = [
    ("a label that is a revision's identifier", [rev("a"), rev("b", "a", labels="a")]),
    ("a label twice", [rev("a", labels="l"), rev("b", "a", labels=["l"])]),
    ("a label twice in one revision", [rev("a", labels=["l", "l"])]),
    ("a parent that is missing", [rev("a", doc="one"), rev("b", "gone", doc="two"), rev("c", "b")]),
    ("a parent that is missing, seen after its child", [rev("c", "b"), rev("b", ["a", "gone"]), rev("a")]),
    ("a dependency that is missing", [rev("a"), rev("b", "a", depends="gone")]),
    ("a dependency that is the beginning of an identifier", [rev("abcdef"), rev("b", depends="abcd")]),
    ("a parent that is a label", [rev("a", labels="l"), rev("b", "l")]),
    ("an identifier twice", [rev("a"), rev("b", "a"), rev("b", "a", doc="again"), rev("c", "b")]),
    ("an identifier with characters that symbols use", [rev("a-b@c+d:e")]),
    ("an identifier with one such character", [rev("x"), rev("a-b", "x")]),
    ("a revision that is its own parent", [rev("a", "a")]),
    ("a merge that is its own parent", [rev("a"), rev("b", ["a", "b"])]),
    ("a revision that depends on itself", [rev("a"), rev("b", "a", depends=["b"])]),
    ("no base and no head", [rev("a", "c"), rev("b", "a"), rev("c", "b")]),
    ("a cycle beside a line", [rev("x"), rev("y", "x"), rev("a", "c"), rev("b", "a"), rev("c", "b")]),
    ("a cycle above a base", [rev("a"), rev("b", ["a", "d"]), rev("c", "b"), rev("d", "c")]),
    ("a cycle below a head", [rev("a", "c"), rev("b", "a"), rev("c", "b"), rev("d", "c"), rev("e")]),
    ("a cycle by dependencies", [rev("a", depends="b"), rev("b", depends="a")]),
    ("a cycle by dependencies beside a line", [rev("x"), rev("y", "x"), rev("a", depends="b"), rev("b", "a")]),
    ("a cycle by a dependency on a descendant", [rev("a"), rev("b", "a", depends="d"), rev("c", "b"), rev("d", "c")]),
]

ADDITIONS = [
    ("a child of the head", LINE, [["add", rev("c4", "b3")], ["map"]]),
    ("a new branch", LINE, [["add", rev("c4", "aaaa1")], ["map"]]),
    ("a new base", LINE, [["add", rev("c4")], ["map"]]),
    ("a merge", FORK, [["add", rev("mm", ["left2", "right2"])]]),
    ("one that depends on a head", FORK, [["add", rev("mm", depends=["left2"])]]),
    ("an identifier that is there", LINE, [["add", rev("b3", "aaab2", doc="again")]]),
    ("a replacement", LINE, [["add", rev("b3", "aaab2", doc="again"), True]]),
    ("a replacement for nothing", LINE, [["add", rev("zz", "b3"), True]]),
    ("a label that is there", FORK, [["add", rev("mm", "left2", labels="lefty")]]),
]


def write(name, cases):
    """One query with its answer a line, so that a difference is easy to see."""
    entries = []
    for case in cases:
        pairs = zip(case["queries"], answer(case))
        lines = ",\n".join(as_json(pair) for pair in pairs)
        head = '{"title": %s, "revisions": %s, "answers": [' % (as_json(case["title"]), as_json(case["revisions"]))
        entries.append("%s\n%s\n]}" % (head, lines))
    (FOLDER / (name + ".json")).write_text("[\n%s\n]\n" % ",\n".join(entries), encoding="utf-8")


def as_json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, make in (
        ("upgrade", for_rows("upgrade")),
        ("downgrade", for_rows("downgrade")),
        ("stamp", for_rows("stamp")),
        ("look-up", look_ups),
        ("text", texts),
        ("history", histories),
        ("range", ranges),
    ):
        write(name, cases_for(name, make))
    write("failure", [{"title": title, "revisions": specs, "queries": [["map"]]} for title, specs in FAILURES])
    write("addition", [{"title": title, "revisions": specs, "queries": qs} for title, specs, qs in ADDITIONS])


main()
