/** `sqlmodel.Field` and `sqlmodel.Relationship`, which declare the attributes of a model. */
export const fieldsSource = `
import copy

from _orm_host import annotation_parts, missing_name, module_name

COLUMN_OPTIONS = ("sa_column_args", "sa_column_kwargs", "primary_key", "nullable", "foreign_key", "ondelete", "unique", "index", "sa_type")
# The limits by which pydantic checks a value.
LIMITS = ("gt", "ge", "lt", "le", "multiple_of", "max_digits", "decimal_places", "min_length", "max_length", "regex", "pattern", "discriminator")


class UndefinedType:
    """The class of Undefined, which means that an option was not given: None is a value."""

    def __repr__(self):
        return "PydanticUndefined"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


Undefined = UndefinedType()


class FieldInfo:
    def __init__(self, default=Undefined, default_factory=None, alias=None, repr=True, **options):
        if options.get("sa_column", Undefined) is not Undefined:
            for name in COLUMN_OPTIONS:
                if options.get(name, Undefined) is not Undefined:
                    raise RuntimeError("Passing %s is not supported when also passing a sa_column" % name)
        given = options.get("sa_column_kwargs", Undefined)
        if given is not Undefined and "type_" in given:
            raise RuntimeError("Passing type_ is not supported in sa_column_kwargs, use sa_type instead")
        if options.get("ondelete", Undefined) is not Undefined and options.get("foreign_key", Undefined) is Undefined:
            raise RuntimeError("ondelete can only be used with foreign_key")
        if default_factory is not None and default is not Undefined and default is not ...:
            raise TypeError("cannot specify both default and default_factory")
        self.annotation = None
        self.default = Undefined if default is ... else default
        self.default_factory = default_factory
        self.alias = alias
        self.repr = repr
        self.sa_column = options.get("sa_column", Undefined)
        for name in COLUMN_OPTIONS:
            setattr(self, name, options.get(name, Undefined))
        self.limits = {name: options[name] for name in LIMITS if options.get(name) is not None}
        # What else the annotation has in Annotated[...].
        self.marks = []

    def is_required(self):
        return self.default is Undefined and self.default_factory is None

    def get_default(self, *, call_default_factory=False, validated_data=None):
        if self.default_factory is None:
            return copy.deepcopy(self.default)
        return self.default_factory() if call_default_factory else None

    def annotated(self, annotation, owner, name):
        """The field with an annotation, whose Annotated[...] may have a Field() as well."""
        made = copy.copy(self)
        if isinstance(annotation, str):
            annotation = read_annotation(annotation, owner, name)
        parts = annotation_parts(annotation)
        if parts is not None and parts[0] == "Annotated":
            annotation = parts[1][0]
            for mark in parts[1][1:]:
                if isinstance(mark, FieldInfo):
                    made._fill(mark)
                else:
                    made.marks = made.marks + [mark]
        made.annotation = annotation
        return made

    def _fill(self, other):
        """Takes the options of another Field() that are not given in this one."""
        if self.is_required():
            self.default = other.default
            self.default_factory = other.default_factory
        self.alias = self.alias if self.alias is not None else other.alias
        self.repr = self.repr and other.repr
        self.limits = {**other.limits, **self.limits}
        for name in COLUMN_OPTIONS + ("sa_column",):
            if getattr(self, name) is Undefined:
                setattr(self, name, getattr(other, name))


def Field(
    default=Undefined,
    *,
    default_factory=None,
    alias=None,
    validation_alias=None,
    serialization_alias=None,
    title=None,
    description=None,
    exclude=None,
    include=None,
    const=None,
    gt=None,
    ge=None,
    lt=None,
    le=None,
    multiple_of=None,
    max_digits=None,
    decimal_places=None,
    min_items=None,
    max_items=None,
    unique_items=None,
    min_length=None,
    max_length=None,
    allow_mutation=True,
    regex=None,
    discriminator=None,
    repr=True,
    primary_key=Undefined,
    foreign_key=Undefined,
    ondelete=Undefined,
    unique=Undefined,
    nullable=Undefined,
    index=Undefined,
    sa_type=Undefined,
    sa_column=Undefined,
    sa_column_args=Undefined,
    sa_column_kwargs=Undefined,
    schema_extra=None,
):
    return FieldInfo(
        default,
        default_factory=default_factory,
        alias=alias,
        repr=repr,
        gt=gt,
        ge=ge,
        lt=lt,
        le=le,
        multiple_of=multiple_of,
        max_digits=max_digits,
        decimal_places=decimal_places,
        min_length=min_items if min_length is None else min_length,
        max_length=max_items if max_length is None else max_length,
        regex=regex,
        discriminator=discriminator,
        primary_key=primary_key,
        foreign_key=foreign_key,
        ondelete=ondelete,
        unique=unique,
        nullable=nullable,
        index=index,
        sa_type=sa_type,
        sa_column=sa_column,
        sa_column_args=sa_column_args,
        sa_column_kwargs=sa_column_kwargs,
    )


class RelationshipInfo:
    def __init__(self, **options):
        if options["sa_relationship"] is not None:
            for name in ("sa_relationship_args", "sa_relationship_kwargs"):
                if options[name] is not None:
                    raise RuntimeError("Passing %s is not supported when also passing a sa_relationship" % name)
        self.__dict__.update(options)


def Relationship(
    *,
    back_populates=None,
    cascade_delete=False,
    passive_deletes=False,
    link_model=None,
    sa_relationship=None,
    sa_relationship_args=None,
    sa_relationship_kwargs=None,
):
    return RelationshipInfo(
        back_populates=back_populates,
        cascade_delete=cascade_delete,
        passive_deletes=passive_deletes,
        link_model=link_model,
        sa_relationship=sa_relationship,
        sa_relationship_args=sa_relationship_args,
        sa_relationship_kwargs=sa_relationship_kwargs,
    )


def read_annotation(text, owner, name):
    """The type that an annotation in quotes names: a name, or several of them with |, or one in Optional[...]."""
    inner = text.strip()
    nullable = False
    for start in ("Optional[", "typing.Optional["):
        if inner.startswith(start) and inner.endswith("]"):
            inner, nullable = inner[len(start):-1].strip(), True
    names = [one.strip() for one in inner.split("|")]
    nullable = nullable or "None" in names
    found = [module_name(owner.__module__, one) for one in names if one != "None"]
    if len(found) != 1 or found[0] is None:
        raise NotImplementedError("the annotation %r of %s.%s is not supported: write it without quotes" % (text, owner.__name__, name))
    return found[0] | None if nullable else found[0]


def own_fields(cls):
    """The fields and relationships that the text of a class declares."""
    fields = {}
    relationships = {}
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        value = cls.__dict__.get(name, Undefined)
        if isinstance(value, RelationshipInfo):
            relationships[name] = (value, annotation)
            continue
        if name.startswith("_") or name == "model_config" or _is_class_variable(annotation):
            continue
        if missing_name(value) is not None:
            raise NotImplementedError("%s.%s is made by %s, which is not supported" % (cls.__name__, name, missing_name(value)))
        field = value if isinstance(value, FieldInfo) else FieldInfo(value)
        fields[name] = field.annotated(annotation, cls, name)
    return fields, relationships


def _is_class_variable(annotation):
    if isinstance(annotation, str):
        return annotation.startswith(("ClassVar", "typing.ClassVar"))
    parts = annotation_parts(annotation)
    return parts is not None and parts[0] == "ClassVar"


def relationship_arguments(info):
    """What SQLAlchemy's relationship() is given for a Relationship()."""
    options = {}
    if info.back_populates:
        options["back_populates"] = info.back_populates
    if info.cascade_delete:
        options["cascade"] = "all, delete-orphan"
    if info.passive_deletes:
        options["passive_deletes"] = info.passive_deletes
    if info.link_model:
        options["secondary"] = info.link_model.__table__
    if info.sa_relationship_args:
        raise NotImplementedError("Relationship(sa_relationship_args=...) is not supported")
    options.update(info.sa_relationship_kwargs or {})
    return options
`;
