"""Answers questions about a revision graph as Alembic's own classes do, for the tests to compare with.

`answer(case)` takes {"revisions": [...], "queries": [[name, ...], ...]} and gives one answer for each query:
{"value": ...}, {"error": class name, "message": ..., "command": the CommandError's text} or {"traceback": class name}
where Alembic ends in an exception that is not meant to be read; "warnings" stands beside where there were any.

Where Alembic goes through a set, its order is not defined. The sets of its modules are replaced by ones that go in
the order of the revision map, which is the order that the TypeScript side promises.
"""

import __future__

import ast
import builtins
import inspect
import itertools
import logging
import textwrap
import types
import warnings

from sqlalchemy import Column, MetaData, String, Table

from alembic.runtime import migration
from alembic.script import revision as revisions
from alembic.script.base import Script, ScriptDirectory
from alembic.util import CommandError

ORDER = {}
MADE = itertools.count()


def rank(item):
    name = getattr(item, "revision", item)
    return (ORDER.get(name, len(ORDER)), str(name), getattr(item, "made", 0))


def ordered(base):
    class Meta(type):
        def __instancecheck__(cls, instance):
            return isinstance(instance, base)

    class Ordered(base, metaclass=Meta):
        def __iter__(self):
            return iter(sorted(base.__iter__(self), key=rank))

    def wrap(name):
        method = getattr(base, name)

        def wrapped(self, *args):
            return Ordered(method(self, *args))

        return wrapped

    for name in ("union", "difference", "intersection", "copy", "__sub__", "__or__", "__and__"):
        setattr(Ordered, name, wrap(name))
    return Ordered


for module in (revisions, migration):
    module.set = ordered(builtins.set)
    module.frozenset = ordered(builtins.frozenset)


class NamedSets(ast.NodeTransformer):
    """Writes {x for x in y} as set([x for x in y]), so that it is the replaced set that is made."""

    def visit_SetComp(self, node):
        self.generic_visit(node)
        items = ast.ListComp(elt=node.elt, generators=node.generators)
        return ast.Call(func=ast.Name(id="set", ctx=ast.Load()), args=[items], keywords=[])


def name_sets(cls):
    for name, function in list(vars(cls).items()):
        if not inspect.isfunction(function):
            continue
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
        if any(isinstance(node, ast.SetComp) for node in ast.walk(tree)):
            tree = ast.fix_missing_locations(NamedSets().visit(tree))
            scope = {}
            flags = __future__.annotations.compiler_flag
            exec(compile(tree, "<%s>" % name, "exec", flags=flags), function.__globals__, scope)
            setattr(cls, name, scope[name])


name_sets(revisions.RevisionMap)
revisions.Revision.nextrev = revisions.frozenset()
revisions.Revision._all_nextrev = revisions.frozenset()


def upgrade():
    pass


def downgrade():
    pass


def as_ids(value):
    return tuple(value) if isinstance(value, list) else value


def make_script(spec):
    module = types.ModuleType("script")
    module.__doc__ = spec.get("doc")
    module.down_revision = as_ids(spec.get("down"))
    module.branch_labels = as_ids(spec.get("labels"))
    module.depends_on = as_ids(spec.get("depends"))
    module.upgrade, module.downgrade = upgrade, downgrade
    script = Script(module, spec["id"], "/versions/%s.py" % spec["id"])
    script.made = next(MADE)
    return script


def arrow(from_, to_):
    return ",".join(from_) + ">" + ",".join(to_)


class Recorder(migration.HeadMaintainer):
    """Keeps the changes that Alembic's own bookkeeping writes."""

    def __init__(self, heads):
        table = Table("alembic_version", MetaData(), Column("version_num", String(32)))
        impl = types.SimpleNamespace(_exec=lambda statement: None)
        super().__init__(types.SimpleNamespace(impl=impl, _version=table, as_sql=True), heads)
        self.changes = []

    def _insert_version(self, version):
        super()._insert_version(version)
        self.changes.append("+" + version)

    def _delete_version(self, version):
        super()._delete_version(version)
        self.changes.append("-" + version)

    def _update_version(self, from_, to_):
        super()._update_version(from_, to_)
        self.changes.append("%s>%s" % (from_, to_))


class Lines(logging.Handler):
    def __init__(self):
        super().__init__(logging.DEBUG)
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


class Graph:
    def __init__(self, specs):
        self.directory = ScriptDirectory.__new__(ScriptDirectory)
        self.directory.messaging_opts = {}
        self.map = revisions.RevisionMap(lambda: [make_script(spec) for spec in specs])
        self.directory.revision_map = self.map

    def q_map(self):
        map_ = self.map._revision_map
        return {
            "heads": list(self.map.heads),
            "realHeads": list(self.map._real_heads),
            "bases": list(self.map.bases),
            "realBases": list(self.map._real_bases),
            "keys": [key for key in map_ if key],
            "revisions": [self.describe(map_[key]) for key in map_ if key and map_[key].revision == key],
        }

    def describe(self, script):
        return {
            "id": script.revision,
            "down": list(script._versioned_down_revisions),
            "normalizedDown": list(script._normalized_down_revisions),
            "allDown": sorted(script._all_down_revisions),
            "dependencies": sorted(builtins.set(script._resolved_dependencies)),
            "nextrev": list(script.nextrev),
            "allNextrev": sorted(script._all_nextrev),
            "labels": list(script.branch_labels),
            "flags": [
                name
                for name in (
                    "is_head",
                    "_is_real_head",
                    "is_base",
                    "_is_real_base",
                    "is_branch_point",
                    "_is_real_branch_point",
                    "is_merge_point",
                )
                if getattr(script, name)
            ],
            "text": str(script),
            "repr": script.doc,
        }

    def q_add(self, spec, replace=False):
        self.map._revision_map
        self.map.add_revision(make_script(spec), _replace=replace)
        return [list(self.map.heads), list(self.map._real_heads), list(self.map.bases)]

    def q_revision(self, symbol):
        found = self.map.get_revision(as_ids(symbol))
        return found.revision if found else None

    def q_revisions(self, symbols):
        return [script.revision for script in self.map.get_revisions(symbols)]

    def q_scripts(self, symbols):
        return [script.revision for script in self.directory.get_revisions(symbols)]

    def q_number(self, symbol):
        found = self.directory.as_revision_number(symbol)
        return list(found) if isinstance(found, tuple) else found

    def q_resolve(self, symbol):
        ids, label = self.map._resolve_revision_number(as_ids(symbol))
        return [list(ids), label]

    def q_current_head(self, label=None):
        return self.map.get_current_head(label)

    def q_script_head(self):
        return self.directory.get_current_head()

    def q_all_current(self, rows):
        return [script.revision for script in self.directory.get_all_current(tuple(rows))]

    def q_lineage(self, targets, against, dependencies=False):
        return list(self.map.filter_for_lineage(targets, against, include_dependencies=dependencies))

    def q_iterate(self, upper, lower, implicit_base, inclusive, assert_length, downgrade_):
        found = self.map.iterate_revisions(
            as_ids(upper),
            as_ids(lower),
            implicit_base=implicit_base,
            inclusive=inclusive,
            assert_relative_length=assert_length,
            select_for_downgrade=downgrade_,
        )
        return [script.revision for script in found]

    def q_history(self, base, head):
        scripts = list(self.directory.walk_revisions(base=as_ids(base) or "base", head=as_ids(head) or "heads"))
        return [
            script.cmd_format(verbose=False, include_branches=True, include_doc=True, include_parents=True)
            for script in scripts
        ]

    def q_show(self, symbol, current=False):
        entries = []
        for script in self.directory.get_revisions(symbol):
            script._db_current_indicator = current
            entries.append(script.log_entry)
            entries.append(script.cmd_format(False))
            entries.append(script.cmd_format(False, include_branches=True, tree_indicators=False))
            script._db_current_indicator = None
        return entries

    def q_branches(self, verbose):
        found = []
        for script in self.directory.walk_revisions():
            if script.is_branch_point:
                children = "\n".join(
                    "%s -> %s"
                    % (
                        " " * len(str(script.revision)),
                        self.directory.get_revision(child).cmd_format(
                            False, include_branches=True, include_doc=verbose
                        ),
                    )
                    for child in script.nextrev
                )
                found.append("%s\n%s\n" % (script.cmd_format(verbose, include_branches=True), children))
        return found

    def q_upgrade(self, target, rows):
        return self.run(self.directory._upgrade_revs(as_ids(target), tuple(rows)), rows)

    def q_downgrade(self, target, rows):
        return self.run(self.directory._downgrade_revs(target, tuple(rows)), rows)

    def q_stamp(self, targets, rows):
        return self.run(self.directory._stamp_revs(as_ids(targets), tuple(rows)), rows)

    def run(self, steps, rows):
        """A line for each step, with what the bookkeeping makes of it; stops at the first that it cannot do."""
        recorder, found = Recorder(rows), []
        lines = Lines()
        logger = logging.getLogger("alembic.runtime.migration")
        logger.addHandler(lines)
        level, logger.disabled = logger.level, False
        logger.setLevel(logging.DEBUG)
        try:
            for step in steps:
                info = step.info
                way = ("up" if info.is_upgrade else "down") + (", stamp" if info.is_stamp else "")
                parts = [
                    str(step),
                    step.short_log if step.doc else "",
                    arrow(step.from_revisions, step.to_revisions),
                    "%s %s of %s" % (way, info.up_revision_id, arrow(info.up_revision_ids, info.down_revision_ids)),
                    arrow(info.source_revision_ids, info.destination_revision_ids),
                ]
                recorder.changes, lines.lines, broken = [], [], None
                try:
                    recorder.update_to_step(step)
                except revisions.RevisionError as error:
                    broken = "broken: %s" % error
                except Exception:
                    broken = "broken: ?"
                parts += [broken] if broken else [*lines.lines, *recorder.changes, ",".join(sorted(recorder.heads))]
                found.append("; ".join(parts))
                if broken:
                    break
        finally:
            logger.removeHandler(lines)
            logger.setLevel(level)
        return found


def one(graph, query):
    name, *args = query
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            reply = {"value": getattr(graph, "q_" + name)(*args)}
        except CommandError as error:
            reply = {"error": "CommandError", "message": str(error)}
        except revisions.RevisionError as error:
            reply = {"error": type(error).__name__, "message": str(error)}
        except Exception as error:
            reply = {"traceback": type(error).__name__}
    if caught:
        reply["warnings"] = [str(warning.message) for warning in caught]
    return reply


def answer(case):
    ORDER.clear()
    for spec in case["revisions"]:
        ORDER.setdefault(spec["id"], len(ORDER))
    for spec in sorted(case["revisions"], key=lambda one: ORDER[one["id"]]):
        labels = spec.get("labels") or []
        for label in [labels] if isinstance(labels, str) else labels:
            ORDER.setdefault(label, len(ORDER))
    try:
        graph = Graph(case["revisions"])
        return [one(graph, query) for query in case["queries"]]
    finally:
        ORDER.clear()
