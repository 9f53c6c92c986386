"""Every method of bytes and bytearray, and what each refuses."""


def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__, error)


show(
    lambda: b'a'.startswith('a'), lambda: b'a'.startswith(('a',)), lambda: b'abc'.startswith((b'b', b'c'), 1),
    lambda: b'abc'.endswith(b'b', 0, 2), lambda: bytearray(b'a').startswith('a'), lambda: bytearray(b'a').endswith(5),
)
show(
    lambda: b'a'.split('a'), lambda: b'a'.split(b''), lambda: b' a  b c '.split(None, 1),
    lambda: b' a  b c '.rsplit(None, 1), lambda: b'a,b,c'.rsplit(b',', 1), lambda: b'a'.split(maxsplit='x'),
    lambda: b'a\x1cb\x85c'.split(), lambda: bytearray(b'a b').split(), lambda: b'a'.rsplit(5),
)
show(
    lambda: b'a,b'.partition(bytearray(b',')), lambda: b'ab'.partition(b','), lambda: b'ab'.rpartition(b','),
    lambda: bytearray(b'a,b').partition(b','), lambda: bytearray(b'a,b').rpartition(b'x'),
    lambda: b'a'.partition('a'), lambda: b'a'.partition(b''), lambda: bytearray(b'a').partition('a'),
    lambda: bytearray(b'a').partition(5), lambda: b'a'.partition(5),
)
show(
    lambda: b'abc'.removeprefix('a'), lambda: b'abc'.removeprefix(b'a'), lambda: b'abc'.removesuffix(b''),
    lambda: bytearray(b'abc').removesuffix(b'c'),
)
show(
    lambda: b'abc'.translate(None, b'a'), lambda: b'abc'.translate(b'a'),
    lambda: b'abc'.translate(bytes.maketrans(b'ab', b'xy'), delete=b'c'), lambda: bytes.maketrans(b'a', b''),
    lambda: bytes.maketrans('a', 'b'), lambda: bytearray.maketrans(b'a', b'b')[95:99], lambda: b'abc'.translate('a'),
    lambda: b'abc'.translate({}), lambda: b'abc'.translate(None, 'a'), lambda: b'abc'.translate(None, None),
)
show(
    lambda: b'a\tb'.expandtabs(), lambda: b'a\tb'.expandtabs(0), lambda: b'a\tb'.expandtabs(tabsize=3),
    lambda: b'a\tb'.expandtabs(-3), lambda: b'ab\n\tc\r\td'.expandtabs(4), lambda: b'a'.expandtabs('x'),
)
show(
    lambda: b'a'.center(4), lambda: b'a'.center(5, b'*'), lambda: b'a'.center(4, '*'), lambda: b'a'.center(4, b'**'),
    lambda: b'ab'.center(5), lambda: b'a'.ljust(3, bytearray(b'x')), lambda: b'a'.rjust(3),
    lambda: bytearray(b'-5').zfill(4), lambda: b'a'.zfill(3), lambda: b'a'.ljust(1, 'x'), lambda: b'a'.center('x'),
    lambda: b'a'.center(4, 5), lambda: b'a'.zfill(-1),
)
show(
    lambda: b'aB cD'.swapcase(), lambda: b'aB cD'.title(), lambda: b'aB cD'.capitalize(),
    lambda: b"they're 3rd".title(), lambda: b'\xe4B'.title(), lambda: b''.islower(), lambda: b'a1'.islower(),
    lambda: b'1'.isupper(), lambda: b'Aa Bb'.istitle(), lambda: b' \t\x0b'.isspace(), lambda: b''.isspace(),
    lambda: b''.isdigit(), lambda: b''.isascii(), lambda: b'\xb2'.isdigit(), lambda: b'\xe4'.isalpha(),
    lambda: b'A'.isupper(), lambda: b'\x1c'.isspace(),
)
show(
    lambda: b'a\nb\r\nc\rd\x0be'.splitlines(), lambda: b'a\nb\r\nc'.splitlines(True),
    lambda: b'a\n'.splitlines(keepends=1), lambda: bytearray(b'a\nb').splitlines(), lambda: b'a'.splitlines('x'),
    lambda: b'a'.splitlines(keepends=1.5),
)
show(
    lambda: b'abcde'.hex(':'), lambda: b'abcde'.hex(':', 2), lambda: b'abcde'.hex(':', -2),
    lambda: b'abcde'.hex(b'_', 0), lambda: b'abc'.hex('::'), lambda: b'abc'.hex(5), lambda: b'abc'.hex('é'),
    lambda: b'abc'.hex(sep='-', bytes_per_sep=3), lambda: b''.hex(':'), lambda: b'abc'.hex(''),
    lambda: b'abc'.hex(b''), lambda: b'abc'.hex(':', 'x'), lambda: b'abc'.hex(None), lambda: b'abc'.hex(b'\xff'),
    lambda: b'abcdef'.hex(':', 100),
)
show(
    lambda: bytes.fromhex('a b'), lambda: bytes.fromhex('ab\u00a0cd'), lambda: bytes.fromhex(b'aa'),
    lambda: bytes.fromhex(5), lambda: bytes.fromhex('abc'), lambda: bytes.fromhex('a'), lambda: bytes.fromhex('zz'),
    lambda: bytes.fromhex('aaz'), lambda: bytearray.fromhex('aa zz'), lambda: bytearray.fromhex(b'aa'),
    lambda: bytes.fromhex(' '), lambda: bytes.fromhex('äa'), lambda: bytes.fromhex('aä'),
)
show(
    lambda: b'%b' % 'a', lambda: b'%s' % 5, lambda: b'%s|%b' % (b'a', bytearray(b'b')), lambda: b'%a' % 'é',
    lambda: b'%r' % 'é', lambda: b'%c' % 300, lambda: b'%c' % b'ab', lambda: b'%c' % 65, lambda: b'%c' % b'x',
    lambda: b'%c' % 'x', lambda: b'%d' % b'a', lambda: b'%x' % 1.5, lambda: b'%f' % 'a',
    lambda: b'%(k)s' % {b'k': b'v'}, lambda: b'%(k)s' % {'k': b'v'}, lambda: b'%q' % 5, lambda: b'%d' % (1, 2),
    lambda: b'%d %d' % 1, lambda: b'a' % 5, lambda: b'a' % {}, lambda: b'%'%(), lambda: b'%(a' % {},
    lambda: b'%.2s' % b'abc', lambda: b'%5s|%-5s' % (b'a', b'b'), lambda: b'%s' % None,
    lambda: b'%05d|%+.2f|%#x|%e' % (3, 2.5, 255, 1e10), lambda: b'%*d' % (5, 3), lambda: b'%i' % 3.7,
    lambda: b'%s' % [1], lambda: b'%b' % 3.5, lambda: b'%(k)d' % {b'k': 3}, lambda: b'%%' % (), lambda: b'%c' % 1.5,
    lambda: b'\xff%d' % 1, lambda: bytearray(b'%d') % 3, lambda: b'%s' % (b'a',) % (), lambda: b'%(k)s' % 5,
    lambda: b'%d' % None, lambda: b'%a' % b'x', lambda: b'%5.1f' % float('nan'), lambda: b'%c' % -1,
    lambda: b'%\xff' % 1,
)
show(
    lambda: bytes(5.5), lambda: bytes(None), lambda: bytes('a'), lambda: bytes('a', 5), lambda: bytes(object()),
    lambda: bytes([1.5]), lambda: bytes(['a']), lambda: bytes([256]), lambda: bytes(-1), lambda: bytearray(-1),
    lambda: bytearray(5.5), lambda: bytearray('a'), lambda: bytearray(['a']), lambda: bytearray([300]),
    lambda: bytes(3), lambda: bytes(b'a', 'utf-8'), lambda: bytearray(b'a', 'x'), lambda: bytes(True),
    lambda: bytes(encoding='utf-8'), lambda: bytes(10**30), lambda: bytes(b'a', errors='x'),
)
show(
    lambda: b''.join(5), lambda: b','.join([b'a', bytearray(b'b')]), lambda: b','.join(['a']),
    lambda: bytearray(b',').join([b'a', b'c']), lambda: ''.join(5), lambda: b''.join('a'), lambda: b''.join(b'ab'),
)
for name in ["find", "index", "rindex", "count"]:
    of = getattr(b"abcb", name)
    also = getattr(bytearray(b"abcb"), name)
    show(lambda: of('b'), lambda: of(300), lambda: of(98), lambda: of(b'', 9), lambda: of(b'', 4), lambda: of(b'b', 'x'))
    show(lambda: of(1.5), lambda: also(b'z'), lambda: also('z'), lambda: of(b'b', -2, None))

b = bytearray(b"abcdef")
try:
    b[0] = 65
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b[0] = 300
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b[0] = 'a'
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b[9] = 1
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b['a'] = 1
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b[1:3] = b'XYZ'
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b[1:3] = [1, 2, 3]
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b[1:3] = 'ab'
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b[1:3] = 5
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b[::2] = b'XYZ'
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b[::2] = b'XY'
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b[::2] = b''
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    del b[0]
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    del b[1:3]
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    del b[::2]
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    del b[9]
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    del b['a']
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b += b'x'
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b += 'x'
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b += 5
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b *= 2
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b *= 'x'
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b *= -1
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b += [1]
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b[1:3] = b
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b[5:1] = b'Q'
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b[1:3] = [300]
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b[1:3] = ['a']
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b[::-1] = b'123456'
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
try:
    b[1.5]=2
except Exception as error:
    print(type(error).__name__, error)
print(b)
b = bytearray(b"abcdef")
show(lambda: b.append(5), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.append(300), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.append('a'), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.append(-1), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.append(1.5), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.extend(b'xy'), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.extend([1,2]), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.extend([300]), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.extend(['a']), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.extend('ab'), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.extend(5), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.extend(b), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.insert(1, 65), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.insert(-1, 300), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.insert(100, 65), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.insert('a', 65), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.insert(1, 'a'), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.pop(), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.pop(0), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.pop(-7), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.pop(6), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.pop('a'), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.remove(97), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.remove(1), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.remove('a'), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.remove(300), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.reverse(), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.clear(), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.copy(), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b[1.5], lambda: b)
b = bytearray(b"abcdef")
show(lambda: b[10], lambda: b)
b = bytearray(b"abcdef")
show(lambda: b[::-1], lambda: b)
b = bytearray(b"abcdef")
show(lambda: b[1:3], lambda: b)
b = bytearray(b"abcdef")
show(lambda: bytearray().pop(), lambda: b)
b = bytearray(b"abcdef")
show(lambda: bytearray(b'a') < b'b', lambda: b)
b = bytearray(b"abcdef")
show(lambda: b'a' < bytearray(b'b'), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b'a' + bytearray(b'b'), lambda: b)
b = bytearray(b"abcdef")
show(lambda: bytearray(b'b') + b'a', lambda: b)
b = bytearray(b"abcdef")
show(lambda: b'a' + 'b', lambda: b)
b = bytearray(b"abcdef")
show(lambda: bytearray(b'a') + 'b', lambda: b)
b = bytearray(b"abcdef")
show(lambda: b'a' * 2.5, lambda: b)
b = bytearray(b"abcdef")
show(lambda: hash(b), lambda: b)
b = bytearray(b"abcdef")
show(lambda: {b: 1}, lambda: b)
b = bytearray(b"abcdef")
show(lambda: b in {}, lambda: b)
b = bytearray(b"abcdef")
show(lambda: 98 in b, lambda: b)
b = bytearray(b"abcdef")
show(lambda: b'bc' in b, lambda: b)
b = bytearray(b"abcdef")
show(lambda: 'a' in b, lambda: b)
b = bytearray(b"abcdef")
show(lambda: 300 in b, lambda: b)
b = bytearray(b"abcdef")
show(lambda: list(b), lambda: b)
b = bytearray(b"abcdef")
show(lambda: sorted(b), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b == b'abcdef', lambda: b)
b = bytearray(b"abcdef")
show(lambda: b'abcdef' == b, lambda: b)
b = bytearray(b"abcdef")
show(lambda: b != b'a', lambda: b)
b = bytearray(b"abcdef")
show(lambda: repr(b), lambda: b)
b = bytearray(b"abcdef")
show(lambda: str(b), lambda: b)
b = bytearray(b"abcdef")
show(lambda: bool(bytearray()), lambda: b)
b = bytearray(b"abcdef")
show(lambda: len(b), lambda: b)
b = bytearray(b"abcdef")
show(lambda: max(b), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.decode(), lambda: b)
b = bytearray(b"abcdef")
show(lambda: str(b, 'ascii'), lambda: b)
b = bytearray(b"abcdef")
show(lambda: bytes(b), lambda: b)
b = bytearray(b"abcdef")
show(lambda: bytearray(b), lambda: b)
b = bytearray(b"abcdef")
show(lambda: isinstance(b, bytes), lambda: b)
b = bytearray(b"abcdef")
show(lambda: list(reversed(b)), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.lower().upper(), lambda: b)
b = bytearray(b"abcdef")
show(lambda: type(b[0:2]), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b''.decode(5), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b'a'.decode('nope'), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b'\xff'.decode(), lambda: b)
b = bytearray(b"abcdef")
show(lambda: [*b], lambda: b)
b = bytearray(b"abcdef")
show(lambda: ord(b'ab'), lambda: b)
b = bytearray(b"abcdef")
show(lambda: ord(bytearray(b'a')), lambda: b)
b = bytearray(b"abcdef")
show(lambda: ord(b''), lambda: b)
b = bytearray(b"abcdef")
show(lambda: int(b'12'), lambda: b)
b = bytearray(b"abcdef")
show(lambda: int(bytearray(b'12')), lambda: b)
b = bytearray(b"abcdef")
show(lambda: float(b'1.5'), lambda: b)
b = bytearray(b"abcdef")
show(lambda: int(b'x'), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b'a'[5], lambda: b)
b = bytearray(b"abcdef")
show(lambda: b'a'['x'], lambda: b)
b = bytearray(b"abcdef")
show(lambda: b'a' in 'a', lambda: b)
b = bytearray(b"abcdef")
show(lambda: f'{b}', lambda: b)
b = bytearray(b"abcdef")
show(lambda: f'{b!r:>20}', lambda: b)
b = bytearray(b"abcdef")
show(lambda: f'{b:5}', lambda: b)
b = bytearray(b"abcdef")
show(lambda: format(b'a', '5'), lambda: b)
b = bytearray(b"abcdef")
show(lambda: b'a'.nope, lambda: b)
b = bytearray(b"abcdef")
show(lambda: b.nope, lambda: b)
