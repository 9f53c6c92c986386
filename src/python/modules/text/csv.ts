/** `csv`, written in Python and run by the evaluator. */
export const csvSource = String.raw`
class Error(Exception):
    pass


QUOTE_MINIMAL = 0
QUOTE_ALL = 1
QUOTE_NONNUMERIC = 2
QUOTE_NONE = 3


class Dialect:
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL
    escapechar = None
    strict = False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    lineterminator = "\n"
    quoting = QUOTE_ALL


_dialects = {"excel": excel, "excel-tab": excel_tab, "unix": unix_dialect}


def register_dialect(name, dialect=excel, **options):
    _dialects[name] = _options(dialect, options)


def list_dialects():
    return list(_dialects)


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def _options(dialect, options):
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)

    class chosen(Dialect):
        pass

    for name in ("delimiter", "quotechar", "doublequote", "skipinitialspace", "lineterminator", "quoting", "escapechar", "strict"):
        setattr(chosen, name, options.get(name, getattr(dialect, name)))
    return chosen


class reader:
    def __init__(self, csvfile, dialect="excel", **fmtparams):
        self._lines = iter(csvfile)
        self.dialect = _options(dialect, fmtparams)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        dialect = self.dialect
        fields = []
        field = ""
        quoted = False
        state = "start"
        while True:
            line = next(self._lines, None)
            if line is None:
                if state == "quoted":
                    if dialect.strict:
                        raise Error("unexpected end of data")
                    fields.append(field)
                    return fields
                raise StopIteration
            self.line_num += 1
            for index, c in enumerate(line):
                if state == "escape":
                    field += c
                    state = "field"
                elif state == "quoted":
                    if c == dialect.escapechar:
                        state = "quoted escape"
                    elif c == dialect.quotechar and dialect.quoting != QUOTE_NONE:
                        state = "quote"
                    else:
                        field += c
                elif state == "quoted escape":
                    field += c
                    state = "quoted"
                elif state == "quote" and c == dialect.quotechar and dialect.doublequote:
                    field += c
                    state = "quoted"
                elif c in "\r\n":
                    if line[index:].strip("\r\n"):
                        raise Error("new-line character seen in unquoted field - do you need to open the file in universal-newline mode?")
                    break
                elif c == dialect.delimiter:
                    fields.append(self._value(field, quoted))
                    field = ""
                    quoted = False
                    state = "start"
                elif state == "start" and c == dialect.quotechar and dialect.quoting != QUOTE_NONE:
                    quoted = True
                    state = "quoted"
                elif state == "start" and c == " " and dialect.skipinitialspace:
                    pass
                elif c == dialect.escapechar:
                    state = "escape"
                else:
                    field += c
                    state = "field"
            if state == "quoted":
                continue
            if not fields and state == "start" and not field and not quoted:
                return fields
            fields.append(self._value(field, quoted))
            return fields

    def _value(self, field, quoted):
        if self.dialect.quoting == QUOTE_NONNUMERIC and not quoted:
            return float(field)
        return field


class writer:
    def __init__(self, csvfile, dialect="excel", **fmtparams):
        self._file = csvfile
        self.dialect = _options(dialect, fmtparams)

    def _text(self, value, only):
        dialect = self.dialect
        text = "" if value is None else repr(value) if isinstance(value, float) else str(value)
        is_number = isinstance(value, (int, float))
        special = any(c in text for c in (dialect.delimiter, dialect.quotechar or "", "\r", "\n") if c) or any(c in dialect.lineterminator for c in text)
        needs = special or (only and text == "") or (text.startswith(" ") and dialect.skipinitialspace)
        if dialect.quoting == QUOTE_ALL or dialect.quoting == QUOTE_NONNUMERIC and not is_number:
            needs = True
        if dialect.quoting == QUOTE_NONE:
            if special:
                if dialect.escapechar is None:
                    raise Error("need to escape, but no escapechar set")
                for c in (dialect.escapechar, dialect.delimiter, dialect.quotechar or ""):
                    if c:
                        text = text.replace(c, dialect.escapechar + c)
            return text
        if needs:
            quote = dialect.quotechar
            if dialect.doublequote:
                text = text.replace(quote, quote + quote)
            else:
                text = text.replace(quote, dialect.escapechar + quote)
            return quote + text + quote
        return text

    def writerow(self, row):
        try:
            values = list(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        line = self.dialect.delimiter.join(self._text(one, len(values) == 1) for one in values)
        return self._file.write(line + self.dialect.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        return self._fieldnames

    @property
    def line_num(self):
        return self.reader.line_num

    def __iter__(self):
        return self

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        result = dict(zip(names, row))
        if len(row) > len(names):
            result[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            result[name] = self.restval
        return result


class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        self.fieldnames = fieldnames
        self.restval = restval
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, row):
        if self.extrasaction == "raise":
            wrong = [name for name in row if name not in self.fieldnames]
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join(map(repr, wrong)))
        return [row.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, row):
        return self.writer.writerow(self._row(row))

    def writerows(self, rows):
        return self.writer.writerows(map(self._row, rows))
`;
