/** `copy`, written in Python and run by the evaluator. */
export const copySource = `
class Error(Exception):
    pass


error = Error


def copy(x):
    cls = type(x)
    if cls in (int, float, str, bytes, bool, tuple, frozenset, range, type(None)) or isinstance(x, type):
        return x
    special = getattr(cls, "__copy__", None)
    if special is not None:
        return special(x)
    if cls in (list, dict, set):
        return x.copy()
    if isinstance(x, dict):
        made = cls.__new__(cls)
        if hasattr(x, "default_factory"):
            made.default_factory = x.default_factory
        for key, value in x.items():
            made[key] = value
        return made
    if isinstance(x, list):
        made = cls.__new__(cls)
        made.extend(x)
        return made
    if callable(x) or not hasattr(x, "__dict__"):
        return x
    made = cls.__new__(cls)
    made.__dict__.update(x.__dict__)
    return made


def deepcopy(x, memo=None):
    if memo is None:
        memo = {}
    if id(x) in memo:
        return memo[id(x)]
    cls = type(x)
    if cls in (int, float, str, bytes, bool, range, type(None)) or isinstance(x, type):
        return x
    special = getattr(cls, "__deepcopy__", None)
    if special is not None:
        made = special(x, memo)
        memo[id(x)] = made
        return made
    if isinstance(x, list):
        made = cls.__new__(cls)
        memo[id(x)] = made
        made.extend(deepcopy(one, memo) for one in x)
        return made
    if isinstance(x, dict):
        made = cls.__new__(cls)
        memo[id(x)] = made
        if hasattr(x, "default_factory"):
            made.default_factory = x.default_factory
        for key, value in x.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
        return made
    if isinstance(x, tuple):
        items = [deepcopy(one, memo) for one in x]
        if all(a is b for a, b in zip(items, x)):
            return x
        return cls._make(items) if hasattr(cls, "_make") else cls(items)
    if isinstance(x, (set, frozenset)):
        return cls(deepcopy(one, memo) for one in x)
    if callable(x) or not hasattr(x, "__dict__"):
        return x
    made = cls.__new__(cls)
    memo[id(x)] = made
    for name, value in x.__dict__.items():
        made.__dict__[name] = deepcopy(value, memo)
    return made
`;
