/** `fnmatch`, written in Python and run by the evaluator. */
export const fnmatchSource = String.raw`
import re


def translate(pattern):
    result = ""
    at = 0
    while at < len(pattern):
        c = pattern[at]
        at += 1
        if c == "*":
            result += ".*"
        elif c == "?":
            result += "."
        elif c == "[":
            end = pattern.find("]", at + 1 if pattern[at:at + 1] not in ("!", "]") else at + 2)
            if end < 0:
                result += "\\["
            else:
                body = pattern[at:end].replace("\\", "\\\\")
                result += "[" + ("^" + body[1:] if body.startswith("!") else body) + "]"
                at = end + 1
        else:
            result += re.escape(c)
    return f"(?s:{result})\\Z"


def fnmatchcase(name, pat):
    return re.match(translate(pat), name) is not None


fnmatch = fnmatchcase


def filter(names, pat):
    return [one for one in names if fnmatchcase(one, pat)]
`;
