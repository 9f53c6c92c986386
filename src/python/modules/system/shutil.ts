/** The functions of `shutil` that copy files, written in Python and run by the evaluator. */
export const shutilSource = `
import os.path as _path
from _host import copy_file as _copy_file


class Error(OSError):
    pass


class SameFileError(Error):
    pass


def copyfile(src, dst, *, follow_symlinks=True):
    source, target = _path.fspath(src), _path.fspath(dst)
    if _path.abspath(source) == _path.abspath(target):
        raise SameFileError(f"{src!r} and {dst!r} are the same file")
    _copy_file(source, target)
    return dst


def copy(src, dst, *, follow_symlinks=True):
    if _path.isdir(dst):
        dst = _path.join(_path.fspath(dst), _path.basename(src))
    return copyfile(src, dst)


copy2 = copy


def _refused(name):
    def function(*args, **kwargs):
        raise PermissionError(1, f"shutil.{name}() is not supported: a script may copy files")
    return function


move, rmtree, copytree, chown = _refused("move"), _refused("rmtree"), _refused("copytree"), _refused("chown")
`;
