/** `alembic.autogenerate.rewriter`, written in Python and run by the evaluator, since its rules are functions of a script. */
export const rewriterSource = {
  name: "alembic.autogenerate.rewriter",
  source: `
from alembic.operations import ops


class Rewriter:
    def __init__(self):
        self._rules = {}
        self._others = ()
        # The operations that a rule of this rewriter returned; it does not see them again.
        self._returned = []

    def chain(self, other):
        both = object.__new__(type(self))
        both.__dict__.update(self.__dict__)
        both._others = self._others + (other,)
        return both

    def rewrites(self, operator):
        def remember(rule):
            self._rules[operator] = rule
            return rule

        return remember

    def _rule_for(self, operation):
        for one in type(operation).__mro__:
            if one in self._rules:
                return self._rules[one]
        return None

    def _rewritten(self, context, revision, operation):
        rule = self._rule_for(operation)
        if rule is None or any(one is operation for one in self._returned):
            found = [operation]
        else:
            found = rule(context, revision, operation)
            found = list(found) if isinstance(found, (list, tuple)) else [] if found is None else [found]
            self._returned.extend(found)
        for one in found:
            self._descend(context, revision, one)
        return found

    def _descend(self, context, revision, operation):
        if isinstance(operation, ops.MigrationScript):
            upgrades = [self._single(context, revision, one) for one in operation.upgrade_ops_list]
            downgrades = [self._single(context, revision, one) for one in operation.downgrade_ops_list]
            operation.upgrade_ops = upgrades
            operation.downgrade_ops = downgrades
        elif isinstance(operation, ops.OpContainer):
            operation.ops = [new for one in operation.ops for new in self._rewritten(context, revision, one)]

    def _single(self, context, revision, container):
        found = self._rewritten(context, revision, container)
        if len(found) != 1:
            raise ValueError("Can only return single object for %s traverse" % type(container).__name__)
        return found[0]

    def process_revision_directives(self, context, revision, directives):
        directives[:] = [new for one in directives for new in self._rewritten(context, revision, one)]

    def __call__(self, context, revision, directives):
        self.process_revision_directives(context, revision, directives)
        for other in self._others:
            other(context, revision, directives)
`,
} as const;
