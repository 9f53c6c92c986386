/**
 * `sqlalchemy.ext.mutable`, written in Python and run by the evaluator. It keeps a list of the types whose values can be
 * changed in place. The ORM compares such values before it writes. The type of a column stays as it is.
 */
export const mutableModule = {
  name: "sqlalchemy.ext.mutable",
  source: `
# The types whose values can be changed in place.
mutable_types = []


class MutableBase:
    @classmethod
    def coerce(cls, key, value):
        if value is None or isinstance(value, cls):
            return value
        for base in (dict, list, set):
            if issubclass(cls, base) and isinstance(value, base):
                return cls(value)
        raise ValueError("Attribute '%s' does not accept objects of type %s" % (key, type(value)))


class Mutable(MutableBase):
    @classmethod
    def as_mutable(cls, sqltype):
        made = sqltype() if isinstance(sqltype, type) else sqltype
        mutable_types.append(made)
        return made

    @classmethod
    def associate_with(cls, sqltype):
        pass

    @classmethod
    def associate_with_attribute(cls, attribute):
        pass

    def changed(self):
        pass


class MutableComposite(MutableBase):
    def changed(self):
        pass


class MutableDict(Mutable, dict):
    pass


class MutableList(Mutable, list):
    pass


class MutableSet(Mutable, set):
    pass
`,
};
