/** `string`, written in Python and run by the evaluator. */
export const stringSource = String.raw`
import re

ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_" + chr(96) + "{|}~"
whitespace = " \t\n\r\v\f"
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join(word.capitalize() for word in s.split(sep))


class Template:
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _fill(self, mapping, safe):
        def convert(found):
            if found.group("escaped") is not None:
                return self.delimiter
            name = found.group("named") or found.group("braced")
            if name is not None:
                if safe and name not in mapping:
                    return found.group()
                return str(mapping[name])
            if safe:
                return found.group()
            before = self.template[: found.start()]
            lines = before.splitlines(True)
            column = found.start() - len("".join(lines[:-1])) if lines else found.start()
            if before.endswith("\n"):
                lines.append("")
                column = 0
            raise ValueError(f"Invalid placeholder in string: line {max(1, len(lines))}, col {column + 1}")
        return re.sub(r"(?i)\$(?:(?P<escaped>\$)|(?P<named>[_a-z][_a-z0-9]*)|\{(?P<braced>[_a-z][_a-z0-9]*)\}|(?P<invalid>))", convert, self.template)

    def substitute(self, mapping={}, /, **kwds):
        return self._fill({**mapping, **kwds}, False)

    def safe_substitute(self, mapping={}, /, **kwds):
        return self._fill({**mapping, **kwds}, True)


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
`;
