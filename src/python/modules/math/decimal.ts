import { decimalContextSource } from "./decimal-context.js";

/** `decimal`, written in Python and run by the evaluator; its first half ends within the class of numbers. */
export const decimalSource = `${decimalContextSource}
${`
    def __add__(self, other):
        other = self._number(other)
        if other is None:
            return NotImplemented
        if self._special or other._special:
            if self.is_nan() or other.is_nan():
                return Decimal("NaN")
            if self._special and other._special and self._sign != other._sign:
                raise InvalidOperation([InvalidOperation])
            return self if self._special else other
        exponent = min(self._exp, other._exp)
        total = self._signed() * 10 ** (self._exp - exponent) + other._signed() * 10 ** (other._exp - exponent)
        sign = 1 if total < 0 or total == 0 and self._sign and other._sign else 0
        return _make(sign, abs(total), exponent)._fixed()

    __radd__ = __add__

    def __neg__(self):
        if not self._special and self._int == 0:
            return _make(0, 0, self._exp)._fixed()
        return _make(1 - self._sign, self._int, self._exp, self._special)._fixed()

    def __pos__(self):
        if not self._special and self._int == 0:
            return _make(0, 0, self._exp)._fixed()
        return self._fixed()

    def __abs__(self):
        return _make(0, self._int, self._exp, self._special)._fixed()

    def copy_abs(self):
        return _make(0, self._int, self._exp, self._special)

    def copy_negate(self):
        return _make(1 - self._sign, self._int, self._exp, self._special)

    def __sub__(self, other):
        other = self._number(other)
        return NotImplemented if other is None else self + other.copy_negate()

    def __rsub__(self, other):
        other = self._number(other)
        return NotImplemented if other is None else other - self

    def __mul__(self, other):
        other = self._number(other)
        if other is None:
            return NotImplemented
        sign = self._sign ^ other._sign
        if self._special or other._special:
            if self.is_nan() or other.is_nan():
                return Decimal("NaN")
            if self.is_zero() or other.is_zero():
                raise InvalidOperation([InvalidOperation])
            return _make(sign, 0, 0, "Infinity")
        return _make(sign, self._int * other._int, self._exp + other._exp)._fixed()

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = self._number(other)
        if other is None:
            return NotImplemented
        if self.is_nan() or other.is_nan():
            return Decimal("NaN")
        sign = self._sign ^ other._sign
        if self._special:
            if other._special:
                raise InvalidOperation([InvalidOperation])
            return _make(sign, 0, 0, "Infinity")
        if other._special:
            return _make(sign, 0, 0)
        if other._int == 0:
            if self._int == 0:
                raise InvalidOperation([DivisionUndefined])
            raise DivisionByZero([DivisionByZero])
        if self._int == 0:
            return _make(sign, 0, self._exp - other._exp)
        precision = getcontext().prec
        shift = len(str(other._int)) - len(str(self._int)) + precision + 1
        exponent = self._exp - other._exp - shift
        if shift >= 0:
            quotient, rest = divmod(self._int * 10 ** shift, other._int)
        else:
            quotient, rest = divmod(self._int, other._int * 10 ** -shift)
        if rest:
            if quotient % 5 == 0:
                quotient += 1
        else:
            ideal = self._exp - other._exp
            while exponent < ideal and quotient % 10 == 0:
                quotient //= 10
                exponent += 1
        return _make(sign, quotient, exponent)._fixed()

    def __rtruediv__(self, other):
        other = self._number(other)
        return NotImplemented if other is None else other / self

    def _divide(self, other):
        if self._special or other._special:
            raise InvalidOperation([InvalidOperation])
        if other._int == 0:
            raise InvalidOperation([DivisionUndefined]) if self._int == 0 else DivisionByZero([DivisionByZero])
        exponent = min(self._exp, other._exp)
        a = self._int * 10 ** (self._exp - exponent)
        b = other._int * 10 ** (other._exp - exponent)
        return _make(self._sign ^ other._sign, a // b, 0), _make(self._sign, a % b, exponent)

    def __floordiv__(self, other):
        other = self._number(other)
        return NotImplemented if other is None else self._divide(other)[0]

    def __rfloordiv__(self, other):
        other = self._number(other)
        return NotImplemented if other is None else other // self

    def __mod__(self, other):
        other = self._number(other)
        if other is None:
            return NotImplemented
        if not other._special and other._int == 0:
            raise InvalidOperation([DivisionUndefined] if self.is_zero() else [InvalidOperation])
        return self._divide(other)[1]._fixed()

    def __rmod__(self, other):
        other = self._number(other)
        return NotImplemented if other is None else other % self

    def __divmod__(self, other):
        other = self._number(other)
        return NotImplemented if other is None else self._divide(other)

    def __pow__(self, other, modulo=None):
        other = self._number(other)
        if other is None:
            return NotImplemented
        if other != int(other):
            raise NotImplementedError("Decimal powers with a fraction are not supported")
        n = int(other)
        if n == 0:
            return Decimal(1)
        power = _make(self._sign if n % 2 else 0, self._int ** abs(n), self._exp * abs(n))
        return power._fixed() if n > 0 else (Decimal(1) / power)

    def __rpow__(self, other):
        other = self._number(other)
        return NotImplemented if other is None else other ** self

    def sqrt(self, context=None):
        from math import isqrt
        if self._sign and self._int:
            raise InvalidOperation([InvalidOperation])
        if self._int == 0:
            return _make(self._sign, 0, self._exp // 2)
        precision = getcontext().prec + 1
        e = self._exp >> 1
        if self._exp & 1:
            c = self._int * 10
            digits = (len(str(self._int)) >> 1) + 1
        else:
            c = self._int
            digits = len(str(self._int)) + 1 >> 1
        shift = precision - digits
        exact = True
        if shift >= 0:
            c *= 100 ** shift
        else:
            c, rest = divmod(c, 100 ** -shift)
            exact = not rest
        e -= shift
        n = isqrt(c)
        exact = exact and n * n == c
        if exact:
            n = n // 10 ** shift if shift >= 0 else n * 10 ** -shift
            e += shift
        elif n % 5 == 0:
            n += 1
        return _make(0, n, e)._fixed()

    def _rescale(self, exponent, rounding=None):
        if self._exp >= exponent:
            return _make(self._sign, self._int * 10 ** (self._exp - exponent), exponent)
        drop = exponent - self._exp
        return _make(self._sign, _round_digits(self._sign, self._int, drop, rounding or getcontext().rounding), exponent)

    def quantize(self, exp, rounding=None, context=None):
        exp = self._number(exp)
        if self._special or exp._special:
            if self.is_nan() or exp.is_nan():
                return Decimal("NaN")
            if self._special and exp._special:
                return self
            raise InvalidOperation([InvalidOperation])
        result = self._rescale(exp._exp, rounding)
        if len(str(result._int)) > getcontext().prec:
            raise InvalidOperation([InvalidOperation])
        return result

    def normalize(self, context=None):
        fixed = self._fixed()
        if fixed._special:
            return fixed
        if fixed._int == 0:
            return _make(fixed._sign, 0, 0)
        number, exponent = fixed._int, fixed._exp
        while number % 10 == 0:
            number //= 10
            exponent += 1
        return _make(fixed._sign, number, exponent)

    def to_integral_value(self, rounding=None, context=None):
        return self if self._special or self._exp >= 0 else self._rescale(0, rounding)

    to_integral = to_integral_value
    to_integral_exact = to_integral_value

    def __round__(self, ndigits=None):
        if ndigits is None:
            return int(self._rescale(0, ROUND_HALF_EVEN)) if self._exp < 0 else int(self)
        return self.quantize(_make(0, 1, -ndigits), ROUND_HALF_EVEN)

    def __int__(self):
        if self._special:
            if self.is_nan():
                raise ValueError("cannot convert NaN to integer")
            raise OverflowError("cannot convert Infinity to integer")
        size = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
        return -size if self._sign else size

    __trunc__ = __int__

    def __floor__(self):
        return int(self._rescale(0, ROUND_FLOOR)) if self._exp < 0 else int(self)

    def __ceil__(self):
        return int(self._rescale(0, ROUND_CEILING)) if self._exp < 0 else int(self)

    def __float__(self):
        return float(str(self))

    def __bool__(self):
        return self._special is not None or self._int != 0

    def _compare(self, other):
        if self._special == "Infinity" or other._special == "Infinity":
            a = (-1 if self._sign else 1) if self._special else 0
            b = (-1 if other._sign else 1) if other._special else 0
            return (a > b) - (a < b)
        exponent = min(self._exp, other._exp)
        a = self._signed() * 10 ** (self._exp - exponent)
        b = other._signed() * 10 ** (other._exp - exponent)
        return (a > b) - (a < b)

    def compare(self, other, context=None):
        return Decimal(self._compare(self._number(other)))

    def _other(self, other):
        return Decimal(other) if isinstance(other, float) else self._number(other)

    def __eq__(self, other):
        other = self._other(other)
        if other is None:
            return NotImplemented
        return not (self.is_nan() or other.is_nan()) and self._compare(other) == 0

    def _ordered(self, other, test):
        other = self._other(other)
        if other is None:
            return NotImplemented
        if self.is_nan() or other.is_nan():
            raise InvalidOperation([InvalidOperation])
        return test(self._compare(other))

    def __lt__(self, other):
        return self._ordered(other, lambda order: order < 0)

    def __le__(self, other):
        return self._ordered(other, lambda order: order <= 0)

    def __gt__(self, other):
        return self._ordered(other, lambda order: order > 0)

    def __ge__(self, other):
        return self._ordered(other, lambda order: order >= 0)

    def max(self, other, context=None):
        other = self._number(other)
        return self if self >= other else other

    def min(self, other, context=None):
        other = self._number(other)
        return self if self <= other else other

    def __hash__(self):
        if self._special:
            return hash(float(self))
        if self._exp >= 0:
            return hash(int(self))
        modulus = 2 ** 61 - 1
        value = self._int * pow(10, -1, modulus) ** -self._exp % modulus if -self._exp < 50 else self._int * pow(pow(10, -self._exp, modulus), modulus - 2, modulus) % modulus
        value = -value if self._sign else value
        return -2 if value == -1 else value

    def scaleb(self, other, context=None):
        return _make(self._sign, self._int, self._exp + int(other))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _make(sign, number, exponent, special=None):
    return object.__new__(Decimal)._set(sign, number, exponent, special)


from collections import namedtuple
DecimalTuple = namedtuple("DecimalTuple", "sign digits exponent")
`}`;
