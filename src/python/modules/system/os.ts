/** `os`, written in Python and run by the evaluator: the environment and the files that the host gives, for reading. */
export const osSource = String.raw`
import os.path as path
from os.path import fspath, sep, altsep, pathsep, curdir, pardir, extsep, devnull
from _host import environ as _environ, folder as _folder, list_folder as _list_folder, random_bytes as urandom

name = "posix"
linesep = "\n"
error = OSError
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1


class PathLike:
    pass


class _Environ:
    def __init__(self):
        self._values = dict(_environ())

    def _text(self, value):
        if not isinstance(value, str):
            raise TypeError(f"str expected, not {type(value).__name__}")
        return value

    def __getitem__(self, key):
        return self._values[self._text(key)]

    def __setitem__(self, key, value):
        self._values[self._text(key)] = self._text(value)

    def __delitem__(self, key):
        del self._values[self._text(key)]

    def __contains__(self, key):
        return key in self._values

    def __iter__(self):
        return iter(list(self._values))

    def __len__(self):
        return len(self._values)

    def get(self, key, default=None):
        return self._values.get(key, default)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()

    def pop(self, key, *default):
        return self._values.pop(key, *default)

    def setdefault(self, key, value):
        return self._values.setdefault(self._text(key), self._text(value))

    def update(self, other=(), **kwargs):
        for key, value in dict(other, **kwargs).items():
            self[key] = value

    def copy(self):
        return dict(self._values)

    def __repr__(self):
        return f"environ({self._values!r})"


environ = _Environ()


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


def getcwd():
    return _folder()


def getpid():
    return 1


def listdir(path="."):
    names = _list_folder(globals()["path"].abspath(path))
    if names is None:
        raise FileNotFoundError(2, "No such file or directory", path)
    return names


def walk(top, topdown=True):
    where = globals()["path"]
    folders = []
    files = []
    for one in listdir(top):
        (folders if where.isdir(where.join(top, one)) else files).append(one)
    if topdown:
        yield top, folders, files
    for one in folders:
        yield from walk(where.join(top, one), topdown)
    if not topdown:
        yield top, folders, files


def _refused(what):
    def function(*args, **kwargs):
        raise PermissionError(1, f"a script may not {what}")
    return function


remove = unlink = _refused("remove files")
mkdir = makedirs = _refused("make folders")
rename = replace = _refused("rename files")
rmdir = removedirs = _refused("remove folders")
chdir = _refused("change the working folder")
system = popen = _refused("start programs")
`;
