/** `pathlib`, written in Python and run by the evaluator: paths are POSIX's, files are the host's, for reading. */
export const pathlibSource = `
import os.path as _path
from os import listdir as _listdir


class PurePath:
    def __new__(cls, *args, **kwargs):
        return object.__new__(cls)

    def __init__(self, *args):
        text = ""
        for one in args:
            text = _path.join(text, _path.fspath(one)) if text else _path.fspath(one)
        root = "//" if text.startswith("//") and not text.startswith("///") else "/" if text.startswith("/") else ""
        parts = [one for one in text.split("/") if one and one != "."]
        self._root = root
        self._parts = parts
        self._text = root + "/".join(parts) or "."

    def __fspath__(self):
        return self._text

    __str__ = __fspath__

    def as_posix(self):
        return self._text

    def __repr__(self):
        return f"{self.__class__.__name__}({self._text!r})"

    def __eq__(self, other):
        return self._text == other._text if isinstance(other, PurePath) else NotImplemented

    def __hash__(self):
        return hash(self._text)

    def __lt__(self, other):
        return self._parts < other._parts if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self._parts <= other._parts if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self._parts > other._parts if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self._parts >= other._parts if isinstance(other, PurePath) else NotImplemented

    def __truediv__(self, key):
        try:
            return self.__class__(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self.__class__(key, self)
        except TypeError:
            return NotImplemented

    def joinpath(self, *others):
        return self.__class__(self, *others)

    @property
    def parts(self):
        return ((self._root,) if self._root else ()) + tuple(self._parts)

    @property
    def drive(self):
        return ""

    @property
    def root(self):
        return self._root

    @property
    def anchor(self):
        return self._root

    @property
    def name(self):
        return self._parts[-1] if self._parts else ""

    @property
    def suffix(self):
        name = self.name
        at = name.rfind(".")
        return name[at:] if 0 < at < len(name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        if name.endswith("."):
            return []
        return ["." + one for one in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        name = self.name
        at = name.rfind(".")
        return name[:at] if 0 < at < len(name) - 1 else name

    def _from(self, parts):
        return self.__class__(self._root + "/".join(parts) or ".")

    @property
    def parent(self):
        return self._from(self._parts[:-1]) if self._parts else self

    @property
    def parents(self):
        found = []
        one = self
        while one._parts:
            one = one.parent
            found.append(one)
        return tuple(found)

    def is_absolute(self):
        return bool(self._root)

    def with_name(self, name):
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        if not name or "/" in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        return self._from([*self._parts[:-1], name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if suffix and not suffix.startswith(".") or suffix == "." or "/" in suffix:
            raise ValueError(f"Invalid suffix {suffix!r}")
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        return self.with_name(self.stem + suffix)

    def relative_to(self, *other):
        base = self.__class__(*other)
        count = len(base._parts)
        if base._root != self._root or self._parts[:count] != base._parts:
            raise ValueError(f"{self._text!r} is not in the subpath of {base._text!r} OR one path is relative and the other is absolute.")
        return self.__class__("/".join(self._parts[count:]) or ".")

    def is_relative_to(self, *other):
        try:
            self.relative_to(*other)
            return True
        except ValueError:
            return False

    def match(self, pattern):
        import fnmatch
        wanted = [one for one in pattern.split("/") if one]
        if pattern.startswith("/") and len(wanted) != len(self._parts) or len(wanted) > len(self._parts):
            return False
        return all(fnmatch.fnmatchcase(a, b) for a, b in zip(reversed(self._parts), reversed(wanted)))


class PurePosixPath(PurePath):
    pass


class Path(PurePath):
    @classmethod
    def cwd(cls):
        from _host import folder
        return cls(folder())

    @classmethod
    def home(cls):
        return cls(_path.expanduser("~"))

    def absolute(self):
        return self if self._root else self.__class__(self.cwd(), self)

    def resolve(self, strict=False):
        return self.__class__(_path.abspath(self._text))

    def expanduser(self):
        return self.__class__(_path.expanduser(self._text))

    def exists(self):
        return _path.exists(self._text)

    def is_file(self):
        return _path.isfile(self._text)

    def is_dir(self):
        return _path.isdir(self._text)

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return open(self._text, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None):
        with self.open("r", -1, encoding, errors) as file:
            return file.read()

    def read_bytes(self):
        with self.open("rb") as file:
            return file.read()

    def iterdir(self):
        for name in _listdir(self._text):
            yield self / name

    def glob(self, pattern):
        parts = [one for one in pattern.split("/") if one]
        return iter(sorted(set(self._matching(parts))))

    def rglob(self, pattern):
        return self.glob("**/" + pattern)

    def _matching(self, parts):
        import fnmatch
        if not parts:
            yield self
            return
        first, rest = parts[0], parts[1:]
        if first == "**":
            yield from self._matching(rest)
            for one in self.iterdir():
                if one.is_dir():
                    yield from one._matching(parts)
            return
        if not self.is_dir():
            return
        for one in self.iterdir():
            if fnmatch.fnmatchcase(one.name, first):
                yield from one._matching(rest)

    def write_text(self, *args, **kwargs):
        raise PermissionError(1, "a script may not write files")

    write_bytes = mkdir = unlink = rename = touch = write_text


PosixPath = Path
`;
