/** The first half of `decimal`: contexts, and how a number is read and written. */
export const decimalContextSource = String.raw`
from math import floor as _floor

ROUND_DOWN = "ROUND_DOWN"
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_HALF_EVEN = "ROUND_HALF_EVEN"
ROUND_CEILING = "ROUND_CEILING"
ROUND_FLOOR = "ROUND_FLOOR"
ROUND_UP = "ROUND_UP"
ROUND_HALF_DOWN = "ROUND_HALF_DOWN"
ROUND_05UP = "ROUND_05UP"


class DecimalException(ArithmeticError):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded):
    pass


class Context:
    def __init__(self, prec=28, rounding=ROUND_HALF_EVEN, **kwargs):
        self.prec = prec
        self.rounding = rounding

    def copy(self):
        return Context(self.prec, self.rounding)

    def create_decimal(self, value="0"):
        return +Decimal(value)

    def quantize(self, a, b):
        return Decimal(a).quantize(b)


_context = [Context()]


def getcontext():
    return _context[-1]


def setcontext(context):
    _context[-1] = context


class localcontext:
    def __init__(self, ctx=None, **kwargs):
        self._new = (ctx or getcontext()).copy()
        for name, value in kwargs.items():
            setattr(self._new, name, value)

    def __enter__(self):
        _context.append(self._new)
        return self._new

    def __exit__(self, *exc_info):
        _context.pop()


def _rounded_up(rounding, sign, kept, rest, half):
    if not rest:
        return False
    if rounding == ROUND_DOWN:
        return False
    if rounding == ROUND_UP:
        return True
    if rounding == ROUND_CEILING:
        return not sign
    if rounding == ROUND_FLOOR:
        return bool(sign)
    if rounding == ROUND_05UP:
        return kept % 10 in (0, 5)
    if rest != half:
        return rest > half
    if rounding == ROUND_HALF_UP:
        return True
    if rounding == ROUND_HALF_DOWN:
        return False
    return kept % 2 == 1


def _round_digits(sign, number, drop, rounding):
    unit = 10 ** drop
    kept, rest = divmod(number, unit)
    return kept + 1 if _rounded_up(rounding, sign, kept, rest * 2, unit) else kept


class Decimal:
    __slots__ = ("_sign", "_int", "_exp", "_special")

    def __new__(cls, value="0", context=None):
        self = object.__new__(cls)
        if isinstance(value, Decimal):
            return self._set(value._sign, value._int, value._exp, value._special)
        if isinstance(value, int):
            return self._set(1 if value < 0 else 0, abs(value), 0)
        if isinstance(value, float):
            if value != value or value in (float("inf"), float("-inf")):
                return self._parse(repr(value))
            n, d = value.as_integer_ratio()
            k = d.bit_length() - 1
            return self._set(1 if value < 0 or repr(value).startswith("-") else 0, abs(n) * 5 ** k, -k)
        if isinstance(value, str):
            return self._parse(value.strip().replace("_", ""))
        if isinstance(value, (tuple, list)):
            sign, digits, exponent = value
            return self._set(sign, int("".join(map(str, digits)) or "0"), exponent)
        raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")

    def _set(self, sign, number, exponent, special=None):
        object.__setattr__(self, "_sign", sign)
        object.__setattr__(self, "_int", number)
        object.__setattr__(self, "_exp", exponent)
        object.__setattr__(self, "_special", special)
        return self

    def _parse(self, text):
        low = text.lower()
        sign = 1 if low.startswith("-") else 0
        body = low.lstrip("+-") if len(low) - len(low.lstrip("+-")) <= 1 else "?"
        if body in ("inf", "infinity"):
            return self._set(sign, 0, 0, "Infinity")
        if body in ("nan", "snan"):
            return self._set(sign, 0, 0, "NaN")
        mantissa, e, exponent = body.partition("e")
        whole, dot, fraction = mantissa.partition(".")
        digits = whole + fraction
        shift = exponent[1:] if exponent[:1] in "+-" and exponent else exponent
        if not digits.isdecimal() or e and not shift.isdecimal():
            raise InvalidOperation([ConversionSyntax])
        return self._set(sign, int(digits), (int(exponent) if e else 0) - len(fraction))

    @classmethod
    def from_float(cls, value):
        return cls(value)

    def __setattr__(self, name, value):
        raise AttributeError(f"'decimal.Decimal' object has no attribute {name!r}")

    def _fixed(self):
        if self._special:
            return self
        context = getcontext()
        digits = len(str(self._int))
        if digits <= context.prec:
            return self
        drop = digits - context.prec
        number = _round_digits(self._sign, self._int, drop, context.rounding)
        exponent = self._exp + drop
        if len(str(number)) > context.prec:
            number //= 10
            exponent += 1
        return _make(self._sign, number, exponent)

    def is_nan(self):
        return self._special == "NaN"

    def is_infinite(self):
        return self._special == "Infinity"

    def is_finite(self):
        return self._special is None

    def is_zero(self):
        return self._special is None and self._int == 0

    def is_signed(self):
        return self._sign == 1

    def is_qnan(self):
        return self.is_nan()

    def as_tuple(self):
        exponent = {"Infinity": "F", "NaN": "n"}.get(self._special, self._exp)
        return DecimalTuple(self._sign, tuple(map(int, str(self._int))), exponent)

    def as_integer_ratio(self):
        top, bottom = self._int * (-1) ** self._sign, 1
        if self._exp >= 0:
            top *= 10 ** self._exp
        else:
            bottom = 10 ** -self._exp
        a, b = abs(top), bottom
        while b:
            a, b = b, a % b
        return top // a, bottom // a

    def adjusted(self):
        return 0 if self._special else self._exp + len(str(self._int)) - 1

    def __str__(self):
        sign = "-" if self._sign else ""
        if self._special:
            return sign + self._special
        digits = str(self._int)
        left = self._exp + len(digits)
        point = left if self._exp <= 0 and left > -6 else 1
        if point <= 0:
            whole, fraction = "0", "." + "0" * -point + digits
        elif point >= len(digits):
            whole, fraction = digits + "0" * (point - len(digits)), ""
        else:
            whole, fraction = digits[:point], "." + digits[point:]
        exponent = "" if left == point else f"E{left - point:+d}"
        return sign + whole + fraction + exponent

    def __repr__(self):
        return f"Decimal('{self}')"

    def __format__(self, spec):
        import re
        found = re.fullmatch(r"(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([eEfFgGn%])?", spec)
        if not found:
            raise ValueError("invalid format string")
        fill, align, sign, _, zero, width, comma, precision, kind = found.groups()
        value = self
        if kind == "%":
            value = _make(self._sign, self._int, self._exp + 2)
        if precision is not None and not self._special:
            if kind in ("f", "F", "%"):
                value = value._rescale(-int(precision))
            elif kind in ("e", "E"):
                drop = len(str(value._int)) - int(precision) - 1
                value = value._rescale(value._exp + drop)
            elif int(precision) and len(str(value._int)) > int(precision):
                value = value._rescale(value._exp + len(str(value._int)) - int(precision))
        if kind in ("f", "F", "%") and not value._special:
            if value._exp > 0:
                value = value._rescale(0)
            digits = str(value._int).rjust(1 - value._exp, "0")
            text = digits[: len(digits) + value._exp] + ("." + digits[len(digits) + value._exp:] if value._exp else "")
        elif kind in ("e", "E") and not value._special:
            digits = str(value._int)
            text = digits[0] + ("." + digits[1:] if len(digits) > 1 else "") + f"{kind}{value.adjusted():+d}"
        else:
            text = str(value).lstrip("-")
            if kind == "g":
                text = text.replace("E", "e")
        if kind == "%":
            text += "%"
        prefix = "-" if self._sign else sign if sign in ("+", " ") else ""
        whole, rest = (text, "") if self._special else re.fullmatch(r"(\d+)(.*)", text).groups()
        if zero and align is None:
            fill, align = "0", "="
        room = int(width or 0)
        if comma and not self._special:
            whole = f"{int(whole):,}".replace(",", comma)
        missing = room - len(prefix) - len(whole) - len(rest)
        align = align or ">"
        fill = fill or " "
        if missing <= 0:
            return prefix + whole + rest
        if align == "=":
            return prefix + fill * missing + whole + rest
        text = prefix + whole + rest
        if align == "<":
            return text + fill * missing
        if align == "^":
            return fill * (missing // 2) + text + fill * (missing - missing // 2)
        return fill * missing + text

    def _number(self, other):
        if isinstance(other, Decimal):
            return other
        if isinstance(other, int):
            return Decimal(other)
        return None

    def _signed(self):
        return -self._int if self._sign else self._int
`;
