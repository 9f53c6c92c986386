/** The lists of objects that relationships hold. */
export const collectionsSource = `
class InstrumentedList(list):
    """The objects of a one-to-many relationship. A change of it is a change of its owner."""

    def _bind(self, state, relationship):
        self._state = state
        self._relationship = relationship
        return self

    def append(self, item):
        self._before()
        list.append(self, item)
        self._relationship.added(self._state, item)

    def insert(self, index, item):
        self._before()
        list.insert(self, index, item)
        self._relationship.added(self._state, item)

    def extend(self, items):
        for item in list(items):
            self.append(item)

    def __iadd__(self, items):
        self.extend(items)
        return self

    def remove(self, item):
        self._before()
        list.remove(self, item)
        self._relationship.removed(self._state, item)

    def pop(self, index=-1):
        self._before()
        item = list.pop(self, index)
        self._relationship.removed(self._state, item)
        return item

    def clear(self):
        for item in list(self):
            self.remove(item)

    def __delitem__(self, index):
        self._before()
        items = self[index] if isinstance(index, slice) else [self[index]]
        list.__delitem__(self, index)
        for item in items:
            self._relationship.removed(self._state, item)

    def __setitem__(self, index, item):
        if isinstance(index, slice):
            raise NotImplementedError("an assignment to a slice of a relationship is not supported")
        self._before()
        old = self[index]
        list.__setitem__(self, index, item)
        self._relationship.removed(self._state, old)
        self._relationship.added(self._state, item)

    def _before(self):
        self._relationship.note(self._state, list(self))
`;
