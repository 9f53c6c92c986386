/** `abc`, written in Python and run by the evaluator. */
export const abcSource = `
class ABCMeta(type):
    def __new__(metacls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(metacls, name, bases, namespace, **kwargs)
        names = [key for key, value in namespace.items() if getattr(value, "__isabstractmethod__", False) or getattr(getattr(value, "fget", None), "__isabstractmethod__", False) or getattr(getattr(value, "__func__", None), "__isabstractmethod__", False)]
        for base in bases:
            for key in getattr(base, "__abstractmethods__", ()):
                value = getattr(cls, key, None)
                own = getattr(value, "fget", value)
                if getattr(own, "__isabstractmethod__", False) and key not in names:
                    names.append(key)
        cls.__abstractmethods__ = tuple(sorted(names))
        cls._registered = []
        return cls

    def register(cls, subclass):
        cls._registered.append(subclass)
        return subclass

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        hook = getattr(cls, "__subclasshook__", None)
        if hook is not None:
            answer = hook(subclass)
            if answer is not NotImplemented:
                return answer
        return cls in subclass.__mro__ or any(issubclass(subclass, one) for one in cls._registered)


class ABC(metaclass=ABCMeta):
    pass


def abstractmethod(function):
    function.__isabstractmethod__ = True
    return function


abstractproperty = lambda function: property(abstractmethod(function))
abstractclassmethod = lambda function: classmethod(abstractmethod(function))
abstractstaticmethod = lambda function: staticmethod(abstractmethod(function))
`;
