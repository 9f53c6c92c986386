/** `itertools`, written in Python and run by the evaluator. */
export const itertoolsSource = `
class chain:
    def __init__(self, *iterables):
        self._values = (item for iterable in iterables for item in iterable)

    @classmethod
    def from_iterable(cls, iterables):
        self = cls()
        self._values = (item for iterable in iterables for item in iterable)
        return self

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._values)


def count(start=0, step=1):
    if isinstance(start, bool) and step == 1:
        start = int(start)
    while True:
        yield start
        start += step


def cycle(iterable):
    saved = []
    for item in iterable:
        saved.append(item)
        yield item
    while saved:
        for item in saved:
            yield item


def repeat(object, times=None):
    if times is None:
        while True:
            yield object
    for _ in range(times):
        yield object


def accumulate(iterable, func=None, *, initial=None):
    iterator = iter(iterable)
    total = initial
    if initial is None:
        try:
            total = next(iterator)
        except StopIteration:
            return
    yield total
    for item in iterator:
        total = total + item if func is None else func(total, item)
        yield total


def batched(iterable, n):
    if n < 1:
        raise ValueError("n must be at least one")
    iterator = iter(iterable)
    while batch := tuple(islice(iterator, n)):
        yield batch


def compress(data, selectors):
    return (item for item, selected in zip(data, selectors) if selected)


def dropwhile(predicate, iterable):
    iterator = iter(iterable)
    for item in iterator:
        if not predicate(item):
            yield item
            break
    yield from iterator


def takewhile(predicate, iterable):
    for item in iterable:
        if not predicate(item):
            break
        yield item


def filterfalse(predicate, iterable):
    return (item for item in iterable if not (item if predicate is None else predicate(item)))


def starmap(function, iterable):
    return (function(*args) for args in iterable)


def islice(iterable, *args):
    if not 1 <= len(args) <= 3:
        bound = "at least 2 arguments" if not args else "at most 4 arguments"
        raise TypeError(f"islice expected {bound}, got {len(args) + 1}")
    part = slice(*args)
    for one in (part.start, part.stop):
        if one is not None and one < 0:
            raise ValueError(
                "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
                if len(args) > 1
                else "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
            )
    step = 1 if part.step is None else part.step
    if step < 1:
        raise ValueError("Step for islice() must be a positive integer or None.")
    return _islice(iter(iterable), part.start or 0, part.stop, step)


def _islice(iterator, start, stop, step):
    index = 0
    wanted = start
    while stop is None or wanted < stop:
        for item in iterator:
            index += 1
            if index > wanted:
                yield item
                break
        else:
            return
        wanted += step
    while stop is not None and index < stop:
        if next(iterator, _islice) is _islice:
            return
        index += 1


def pairwise(iterable):
    iterator = iter(iterable)
    try:
        before = next(iterator)
    except StopIteration:
        return
    for item in iterator:
        yield before, item
        before = item


def tee(iterable, n=2):
    iterator = iter(iterable)
    queues = [[] for _ in range(n)]

    def values(queue):
        while True:
            if not queue:
                try:
                    item = next(iterator)
                except StopIteration:
                    return
                for other in queues:
                    other.append(item)
            yield queue.pop(0)

    return tuple(values(queue) for queue in queues)


def zip_longest(*iterables, fillvalue=None):
    iterators = [iter(one) for one in iterables]
    running = len(iterators)
    if not running:
        return
    while True:
        values = []
        for index, iterator in enumerate(iterators):
            try:
                value = next(iterator)
            except StopIteration:
                running -= 1
                if not running:
                    return
                iterators[index] = repeat(fillvalue)
                value = fillvalue
            values.append(value)
        yield tuple(values)


class groupby:
    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key = key
        self._group = 0
        self._waiting = []
        self._current = None
        self._take()

    def _take(self):
        for item in self._iterator:
            self._waiting = [(item if self._key is None else self._key(item), item)]
            return True
        self._waiting = []
        return False

    def __iter__(self):
        return self

    def __next__(self):
        if self._group:
            while self._waiting and self._waiting[0][0] == self._current:
                self._take()
        if not self._waiting:
            raise StopIteration
        self._group += 1
        self._current = self._waiting[0][0]
        return self._current, self._members(self._group, self._current)

    def _members(self, group, key):
        while self._group == group and self._waiting and self._waiting[0][0] == key:
            item = self._waiting[0][1]
            self._take()
            yield item


def product(*iterables, repeat=1):
    pools = [tuple(one) for one in iterables] * repeat
    return _product(pools, ())


def _product(pools, chosen):
    if not pools:
        yield chosen
        return
    for item in pools[0]:
        yield from _product(pools[1:], chosen + (item,))


def permutations(iterable, r=None):
    pool = tuple(iterable)
    if r is not None and r < 0:
        raise ValueError("r must be non-negative")
    return _choose(pool, len(pool) if r is None else r, (), lambda chosen, n: [i for i in range(n) if i not in chosen])


def combinations(iterable, r):
    pool = tuple(iterable)
    if r < 0:
        raise ValueError("r must be non-negative")
    return _choose(pool, r, (), lambda chosen, n: range(chosen[-1] + 1 if chosen else 0, n))


def combinations_with_replacement(iterable, r):
    pool = tuple(iterable)
    if r < 0:
        raise ValueError("r must be non-negative")
    return _choose(pool, r, (), lambda chosen, n: range(chosen[-1] if chosen else 0, n))


def _choose(pool, r, chosen, following):
    if len(chosen) == r:
        yield tuple(pool[i] for i in chosen)
        return
    for index in following(chosen, len(pool)):
        yield from _choose(pool, r, chosen + (index,), following)
`;
