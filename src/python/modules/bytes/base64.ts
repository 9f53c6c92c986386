/** `base64`, written in Python and run by the evaluator. */
export const base64Source = String.raw`
class Error(ValueError):
    pass


_standard = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_base32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def _bytes(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    if not isinstance(s, (bytes, bytearray)):
        raise TypeError(f"argument should be a bytes-like object or ASCII string, not {type(s).__name__!r}")
    return bytes(s)


def b64encode(s, altchars=None):
    if isinstance(s, str) or not isinstance(s, (bytes, bytearray)):
        raise TypeError(f"a bytes-like object is required, not {type(s).__name__!r}")
    alphabet = _standard if altchars is None else _standard[:62] + altchars
    result = []
    for at in range(0, len(s), 3):
        part = s[at:at + 3]
        number = int.from_bytes(part + b"\0" * (3 - len(part)), "big")
        letters = [alphabet[number >> shift & 63] for shift in (18, 12, 6, 0)]
        result.extend(letters[: len(part) + 1] + [61] * (3 - len(part)))
    return bytes(result)


def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    if altchars is not None:
        s = bytes(b"+/"[altchars.index(c)] if c in altchars else c for c in s)
    if validate and any(c not in _standard and c != 61 for c in s):
        raise Error("Only base64 data is allowed")
    values = {c: index for index, c in enumerate(_standard)}
    digits = []
    pads = 0
    for c in s:
        if c == 61:
            pads += 1
            if len(digits) % 4 >= 2 and (len(digits) % 4 + pads) % 4 == 0:
                break
        elif c in values:
            digits.append(values[c])
    left = len(digits) % 4
    if left == 1:
        raise Error(f"Invalid base64-encoded string: number of data characters ({len(digits)}) cannot be 1 more than a multiple of 4")
    if left and left + pads < 4:
        raise Error("Incorrect padding")
    result = []
    for at in range(0, len(digits), 4):
        part = digits[at:at + 4]
        number = 0
        for index in range(4):
            number = number << 6 | (part[index] if index < len(part) else 0)
        result.extend(number.to_bytes(3, "big")[: len(part) - 1])
    return bytes(result)


standard_b64encode = b64encode
standard_b64decode = b64decode
encodebytes = lambda s: b"".join(b64encode(s[at:at + 57]) + b"\n" for at in range(0, len(s), 57))
decodebytes = lambda s: b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s).replace(b"+", b"-").replace(b"/", b"_")


def urlsafe_b64decode(s):
    return b64decode(_bytes(s).replace(b"-", b"+").replace(b"_", b"/"))


def b32encode(s):
    result = []
    for at in range(0, len(s), 5):
        part = s[at:at + 5]
        number = int.from_bytes(part + b"\0" * (5 - len(part)), "big")
        letters = [_base32[number >> shift & 31] for shift in range(35, -1, -5)]
        used = {1: 2, 2: 4, 3: 5, 4: 7, 5: 8}[len(part)]
        result.extend(letters[:used] + [61] * (8 - used))
    return bytes(result)


def b32decode(s, casefold=False, map01=None):
    s = _bytes(s)
    if casefold:
        s = s.upper()
    if len(s) % 8:
        raise Error("Incorrect padding")
    digits = s.rstrip(b"=")
    number = 0
    for c in digits:
        if c not in _base32:
            raise Error("Non-base32 digit found")
        number = number << 5 | _base32.index(c)
    pads = len(s) - len(digits)
    if pads not in (0, 1, 3, 4, 6):
        raise Error("Incorrect padding")
    size = len(digits) * 5 // 8
    return (number >> (len(digits) * 5 - size * 8)).to_bytes(size, "big")


def b16encode(s):
    return s.hex().upper().encode("ascii")


def b16decode(s, casefold=False):
    s = _bytes(s)
    if casefold:
        s = s.upper()
    if any(c not in b"0123456789ABCDEF" for c in s):
        raise Error("Non-base16 digit found")
    if len(s) % 2:
        raise Error("Odd-length string")
    return bytes.fromhex(s.decode("ascii"))
`;
