/**
 * `logging.config`: the host sets up its log from the sections of the file. Most `env.py` import this module, so it imports
 * no more than `fileConfig()` needs.
 */
export const loggingConfigSource = `
import logging
from _host import file_config as _file_config


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    if not isinstance(fname, str):
        from os.path import fspath
        fname = fspath(fname)
    _file_config(fname)
    logging._host_decides[0] = True


def dictConfig(config):
    from _dict_config import dictConfig
    dictConfig(config)
`;

/** `logging.config.dictConfig()`: the host sets up its log from the dictionary. */
export const dictConfigSource = `
import logging
import sys
from _host import dict_config as _dict_config


def _refuse(what):
    raise NotImplementedError("logging.config.dictConfig() does not support %s; use fileConfig() or basicConfig()" % what)


def _only(config, known, what):
    for name in config:
        if name not in known:
            _refuse("%r of %s" % (name, what))


def _format(name, formatters):
    if name is None:
        return ("%(message)s", None)
    if name not in formatters:
        raise ValueError("Unable to set formatter %r" % name)
    config = formatters[name]
    _only(config, ("format", "fmt", "datefmt", "class", "style", "validate"), "a formatter")
    if config.get("class", "logging.Formatter") not in ("logging.Formatter", logging.Formatter):
        _refuse("the formatter class %r" % config["class"])
    if config.get("style", "%") != "%":
        _refuse("style=%r of a formatter" % config["style"])
    return (config.get("format", config.get("fmt")) or "%(message)s", config.get("datefmt"))


def _handler(config, formatters):
    kind = config.get("class")
    name = kind if isinstance(kind, str) else getattr(kind, "__name__", None)
    level = logging._level(config.get("level") or 0)
    if name in ("logging.NullHandler", "NullHandler"):
        return ("nowhere", level, "", None)
    if name not in ("logging.StreamHandler", "StreamHandler"):
        _refuse("the handler class %r" % (name or config.get("()")))
    _only(config, ("class", "level", "formatter", "stream"), "a handler")
    stream = config.get("stream") or "ext://sys.stderr"
    if stream not in ("ext://sys.stdout", "ext://sys.stderr", sys.stdout, sys.stderr):
        _refuse("the stream %r" % stream)
    target = "stdout" if stream in ("ext://sys.stdout", sys.stdout) else "stderr"
    return (target, level) + _format(config.get("formatter"), formatters)


def dictConfig(config):
    if "version" not in config:
        raise ValueError("dictionary doesn't specify a version")
    if config["version"] != 1:
        raise ValueError("Unsupported version: %s" % config["version"])
    if config.get("incremental"):
        _refuse("incremental=True")
    if config.get("filters"):
        _refuse("filters")
    formatters = config.get("formatters", {})
    handlers = {name: _handler(one, formatters) for name, one in config.get("handlers", {}).items()}

    def setup(name, one):
        _only(one, ("level", "handlers", "propagate"), "the logger %r" % (name or "root"))
        for handler in one.get("handlers", ()):
            if handler not in handlers:
                raise ValueError("Unable to add handler %r" % handler)
        level = logging._level(one.get("level") or 0)
        return (name, level, one.get("propagate", True) is not False, [handlers[each] for each in one.get("handlers", ())])

    loggers = [setup(name, one) for name, one in config.get("loggers", {}).items()]
    loggers = [one for one in loggers if one[0]] + [("",) + one[1:] for one in loggers if not one[0]]
    if "root" in config:
        loggers.append(setup("", config["root"]))
    elif not any(one[0] == "" for one in loggers):
        loggers.append(("", logging.WARNING, True, []))
    logging.root.handlers.clear()
    _dict_config(loggers, bool(config.get("disable_existing_loggers", True)))
    logging._host_decides[0] = True
`;

/** `logging`, written in Python and run by the evaluator: records without a handler of the script go to the host. */
export const loggingSource = String.raw`
import sys
import time
from _host import log as _log, basic_config as _basic_config

__path__ = []

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0

_names = {50: "CRITICAL", 40: "ERROR", 30: "WARNING", 20: "INFO", 10: "DEBUG", 0: "NOTSET"}
_levels = {"CRITICAL": 50, "FATAL": 50, "ERROR": 40, "WARN": 30, "WARNING": 30, "INFO": 20, "DEBUG": 10, "NOTSET": 0}
raiseExceptions = True
BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"


def getLevelName(level):
    return _names.get(level, _levels.get(level, f"Level {level}"))


def getLevelNamesMapping():
    return dict(_levels)


def addLevelName(level, name):
    _names[level] = name
    _levels[name] = level


def _level(level):
    if isinstance(level, str):
        if level not in _levels:
            raise ValueError(f"Unknown level: {level!r}")
        return _levels[level]
    return level


class LogRecord:
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None):
        self.name = name
        self.msg = msg
        if args and len(args) == 1 and isinstance(args[0], dict) and args[0]:
            args = args[0]
        self.args = args
        self.levelno = level
        self.levelname = getLevelName(level)
        self.pathname = pathname
        self.lineno = lineno
        self.exc_info = exc_info
        self.funcName = func
        self.created = time.time()

    def getMessage(self):
        message = str(self.msg)
        return message % self.args if self.args else message


class Formatter:
    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, defaults=None):
        self._fmt = fmt or "%(message)s"
        self.datefmt = datefmt
        self._style = style

    def formatTime(self, record, datefmt=None):
        return time.strftime(datefmt or "%Y-%m-%d %H:%M:%S", time.localtime(record.created))

    def format(self, record):
        record.message = record.getMessage()
        record.asctime = self.formatTime(record, self.datefmt)
        if self._style == "{":
            return self._fmt.format(**record.__dict__)
        return self._fmt % record.__dict__


class Filter:
    def __init__(self, name=""):
        self.name = name

    def filter(self, record):
        return not self.name or record.name == self.name or record.name.startswith(self.name + ".")


class Filterer:
    def addFilter(self, filter):
        self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        return all(one.filter(record) if hasattr(one, "filter") else one(record) for one in self.filters)


class Handler(Filterer):
    def __init__(self, level=NOTSET):
        self.level = _level(level)
        self.formatter = None
        self.filters = []

    def setLevel(self, level):
        self.level = _level(level)

    def setFormatter(self, fmt):
        self.formatter = fmt

    def format(self, record):
        return (self.formatter or Formatter()).format(record)

    def handle(self, record):
        if self.filter(record):
            self.emit(record)

    def emit(self, record):
        raise NotImplementedError("emit must be implemented by Handler subclasses")

    def flush(self):
        pass

    def close(self):
        pass


class StreamHandler(Handler):
    terminator = "\n"

    def __init__(self, stream=None):
        super().__init__()
        self.stream = stream or sys.stderr

    def emit(self, record):
        self.stream.write(self.format(record) + self.terminator)


class NullHandler(Handler):
    def emit(self, record):
        pass


class Logger(Filterer):
    def __init__(self, name, level=NOTSET):
        self.name = name
        self.level = _level(level)
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.filters = []
        self.disabled = False

    def setLevel(self, level):
        self.level = _level(level)

    def getEffectiveLevel(self):
        one = self
        while one is not None:
            if one.level:
                return one.level
            one = one.parent
        return NOTSET

    def isEnabledFor(self, level):
        return not self.disabled and level >= self.getEffectiveLevel() and level > _disabled[0]

    def addHandler(self, handler):
        if handler not in self.handlers:
            self.handlers.append(handler)

    def removeHandler(self, handler):
        if handler in self.handlers:
            self.handlers.remove(handler)

    def hasHandlers(self):
        return bool(self.handlers) or bool(self.propagate and self.parent and self.parent.hasHandlers())

    def getChild(self, suffix):
        return getLogger(f"{self.name}.{suffix}" if self.name != "root" else suffix)

    def _emit(self, level, msg, args, exc_info=None):
        record = LogRecord(self.name, level, "", 0, msg, args, exc_info)
        if not self.filter(record):
            return
        found = 0
        one = self
        while one is not None:
            for handler in one.handlers:
                found += 1
                if level >= handler.level:
                    handler.handle(record)
            if not one.propagate:
                break
            one = one.parent
        if not found:
            _log(self.name, level, record.getMessage())

    def log(self, level, msg, *args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        if not isinstance(level, int):
            raise TypeError("level must be an integer")
        # Which levels are shown is the host's to say where no script has said it.
        if _host_decides[0] and not self.level or self.isEnabledFor(level):
            self._emit(level, msg, args, exc_info)

    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)

    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)

    warn = warning

    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)

    fatal = critical

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>"


class LoggerAdapter:
    def __init__(self, logger, extra=None):
        self.logger = logger
        self.extra = extra

    def __getattr__(self, name):
        return getattr(self.logger, name)


_host_decides = [True]
_disabled = [0]
root = Logger("root", WARNING)
root.level = NOTSET
_loggers = {}


def getLogger(name=None):
    if not name or name == "root":
        return root
    if name not in _loggers:
        made = Logger(name)
        made.parent = getLogger(name.rpartition(".")[0])
        _loggers[name] = made
    return _loggers[name]


def basicConfig(**kwargs):
    _host_decides[0] = False
    if not root.handlers and not kwargs.get("handlers"):
        _basic_config(_level(kwargs.get("level") or WARNING), kwargs.get("format") or BASIC_FORMAT)
    root.level = _level(kwargs.get("level") or WARNING)
    if not root.handlers or kwargs.get("force"):
        handlers = kwargs.get("handlers") or [StreamHandler(kwargs.get("stream"))]
        for handler in handlers:
            handler.setFormatter(Formatter(kwargs.get("format", BASIC_FORMAT), kwargs.get("datefmt"), kwargs.get("style", "%")))
            root.addHandler(handler)


def disable(level=CRITICAL):
    _disabled[0] = level


def captureWarnings(capture):
    pass


def log(level, msg, *args, **kwargs):
    root.log(level, msg, *args, **kwargs)


debug, info, warning, error, exception, critical = root.debug, root.info, root.warning, root.error, root.exception, root.critical
warn, fatal = warning, critical
`;
