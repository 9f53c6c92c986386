/** `textwrap`, written in Python and run by the evaluator. */
export const textwrapSource = String.raw`
import re


def dedent(text):
    lines = text.split("\n")
    margin = None
    for index, line in enumerate(lines):
        if not line.strip(" \t"):
            lines[index] = ""
            continue
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if margin is None:
            margin = indent
        else:
            size = 0
            while size < len(margin) and size < len(indent) and margin[size] == indent[size]:
                size += 1
            margin = margin[:size]
    if margin:
        lines = [line[len(margin):] if line else line for line in lines]
    return "\n".join(lines)


def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = str.strip
    return "".join(prefix + line if predicate(line) else line for line in text.splitlines(True))


class TextWrapper:
    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True, fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _chunks(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = re.sub(r"[\t\n\v\f\r ]", " ", text)
        chunks = []
        for part in re.findall(r"[\t\n\v\f\r ]+|[^\t\n\v\f\r ]+", text):
            if part.strip() and self.break_on_hyphens:
                chunks.extend(one for one in re.split(r"((?<=[^\W\d_]{2})-(?=[^\W\d_]-?[^\W\d_])|(?<=[\w!\"'&.,?])-{2,}(?=\w))", part) if one) if "--" in part else chunks.extend(self._hyphens(part))
            else:
                chunks.append(part)
        return chunks

    def _hyphens(self, word):
        parts = []
        rest = word
        while True:
            found = re.match(r".*?[^\W\d_]{2}-(?=[^\W\d_]-?[^\W\d_])", rest)
            if not found:
                break
            parts.append(found.group())
            rest = rest[found.end():]
        return parts + [rest] if rest else parts

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        chunks = self._chunks(text)
        lines = []
        chunks.reverse()
        while chunks:
            current = []
            length = 0
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and chunks[-1].strip() == "" and lines:
                chunks.pop()
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                current.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                space = 1 if width < 1 else width - length
                if self.break_long_words:
                    end = space
                    chunk = chunks[-1]
                    if self.break_on_hyphens and len(chunk) > space:
                        hyphen = chunk.rfind("-", 0, space)
                        if hyphen > 0 and any(c != "-" for c in chunk[:hyphen]):
                            end = hyphen + 1
                    current.append(chunk[:end])
                    chunks[-1] = chunk[end:]
                elif not current:
                    current.append(chunks.pop())
                length = sum(map(len, current))
            if self.drop_whitespace and current and current[-1].strip() == "":
                length -= len(current[-1])
                current.pop()
            if not current:
                continue
            if self.max_lines is None or len(lines) + 1 < self.max_lines or (not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()) and length <= width:
                lines.append(indent + "".join(current))
                continue
            while current:
                if current[-1].strip() and length + len(self.placeholder) <= width:
                    current.append(self.placeholder)
                    lines.append(indent + "".join(current))
                    break
                length -= len(current[-1])
                current.pop()
            else:
                if lines:
                    before = lines[-1].rstrip()
                    if len(before) + len(self.placeholder) <= self.width:
                        lines[-1] = before + self.placeholder
                        break
                lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def fill(self, text):
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    kwargs.setdefault("max_lines", 1)
    return TextWrapper(width=width, **kwargs).fill(" ".join(text.strip().split()))
`;
