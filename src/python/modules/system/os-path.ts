/** `os.path`, written in Python and run by the evaluator: paths are POSIX's, files are the host's. */
export const osPathSource = String.raw`
from _host import split_drive

sep = "/"
altsep = None
pathsep = ":"
curdir = "."
pardir = ".."
extsep = "."
defpath = "/bin:/usr/bin"
devnull = "/dev/null"


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    special = getattr(type(path), "__fspath__", None)
    if special is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    return special(path)


def isabs(s):
    return fspath(s).startswith("/") or bool(split_drive(fspath(s)))


def join(a, *p):
    path = fspath(a)
    for one in p:
        one = fspath(one)
        if isabs(one):
            path = one
        elif not path or path.endswith("/"):
            path += one
        else:
            path += "/" + one
    return path


def split(p):
    p = fspath(p)
    at = p.rfind("/") + 1
    head, tail = p[:at], p[at:]
    if head and head != "/" * len(head):
        head = head.rstrip("/")
    return head, tail


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = fspath(p)
    start = p.rfind("/") + 1
    dot = p.rfind(".")
    if dot >= start and p[start:dot].strip("."):
        return p[:dot], p[dot:]
    return p, ""


def splitdrive(p):
    return "", fspath(p)


def normpath(path):
    path = fspath(path)
    if path == "":
        return "."
    slashes = 2 if path.startswith("//") and not path.startswith("///") else 1 if path.startswith("/") else 0
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or (not slashes and not parts) or (parts and parts[-1] == ".."):
            parts.append(part)
        elif parts:
            parts.pop()
    return ("/" * slashes + "/".join(parts)) or "."


def abspath(path):
    from _host import folder
    path = fspath(path)
    return normpath(path if isabs(path) else join(folder(), path))


realpath = abspath


def normcase(s):
    return fspath(s)


def relpath(path, start="."):
    if not path:
        raise ValueError("no path specified")
    a = [one for one in abspath(start).split("/") if one]
    b = [one for one in abspath(path).split("/") if one]
    common = 0
    while common < len(a) and common < len(b) and a[common] == b[common]:
        common += 1
    return "/".join([".."] * (len(a) - common) + b[common:]) or "."


def commonprefix(m):
    if not m:
        return ""
    low, high = min(m), max(m)
    for index, c in enumerate(low):
        if c != high[index]:
            return low[:index]
    return low


def commonpath(paths):
    paths = [fspath(one) for one in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    split = [[part for part in one.split("/") if part and part != "."] for one in paths]
    common = commonprefix(split)
    return ("/" if paths[0].startswith("/") else "") + "/".join(common)


def expanduser(path):
    from _host import environ
    path = fspath(path)
    home = environ().get("HOME")
    if home and (path == "~" or path.startswith("~/")):
        return home.rstrip("/") + path[1:]
    return path


def expandvars(path):
    import re
    from _host import environ
    values = environ()

    def value(found):
        return values.get(found.group(1) or found.group(2), found.group())
    return re.sub(r"\$(?:(\w+)|\{([^}]*)\})", value, fspath(path))


def exists(path):
    from _host import kind
    return kind(abspath(path)) is not None


lexists = exists


def isfile(path):
    from _host import kind
    return kind(abspath(path)) == "file"


def isdir(path):
    from _host import kind
    return kind(abspath(path)) == "directory"


def islink(path):
    return False
`;
