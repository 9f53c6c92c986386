/** `warnings`, written in Python and run by the evaluator. */
export const warningsSource = String.raw`
from _host import write_error as _write

filters = []


class WarningMessage:
    def __init__(self, message, category):
        self.message = message
        self.category = category


_recorders = []


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    text = str(message)
    for action, wanted, kind in reversed(filters):
        if issubclass(category, kind) and (not wanted or text.startswith(wanted)):
            if action == "error":
                raise message if isinstance(message, Warning) else category(message)
            if action == "ignore":
                return
            break
    if _recorders:
        if _recorders[-1] is not None:
            _recorders[-1].append(WarningMessage(message if isinstance(message, Warning) else category(message), category))
            return
    elif category is DeprecationWarning or category is PendingDeprecationWarning:
        return
    _write(f"{category.__name__}: {text}\n")


def warn_explicit(message, category, filename, lineno, **kwargs):
    warn(message, category)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    filters.insert(0, (action, message, category)) if append else filters.append((action, message, category))


def simplefilter(action, category=Warning, lineno=0, append=False):
    filterwarnings(action, "", category, append=append)


def resetwarnings():
    filters.clear()


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._action = (action, category)

    def __enter__(self):
        self._before = filters[:]
        found = [] if self._record else None
        _recorders.append(found)
        if self._action[0] is not None:
            simplefilter(*self._action)
        return found

    def __exit__(self, *exc_info):
        _recorders.pop()
        filters[:] = self._before
`;
