"""Types of FEEL: whether a value conforms to one, and the conversions DMN makes (DMN 1.5, 10.3.2.9)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from comity.feel.value import Function, Nothing, Range, Value, kind_of, midnight

BASIC = frozenset(
    ("number", "string", "boolean", "date", "time", "date and time",
     "days and time duration", "years and months duration")
)  # fmt: skip
# Other spellings models of DMN 1.1 to 1.5 use for the same types.
SPELT = {
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "days and time": "days and time duration",
    "yearMonthDuration": "years and months duration",
    "years and months": "years and months duration",
    "any": "Any",
    "integer": "number",
    "decimal": "number",
    "double": "number",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A type: a basic one, `Any`, or list, range, context or function with parts. None in a part is unknown.

    `allowed` says whether a value is one of those the model allows; None allows all.
    """

    name: str
    of: "Kind | None" = None
    fields: "tuple[tuple[str, Kind], ...]" = ()
    allowed: Callable[[Value], bool] | None = field(default=None, compare=False)


ANY = Kind("Any")


def conforms(value: Value, kind: Kind, allowed: bool = True) -> bool:
    """Whether a value is of a type; null is of every type. `allowed` also asks for the allowed values."""
    if value is None or kind.name == "Any":
        return value is None or not allowed or _allows(value, kind)
    return _has_shape(value, kind, allowed) and (not allowed or _allows(value, kind))


def _allows(value: Value, kind: Kind) -> bool:
    return kind.allowed is None or kind.allowed(value)


def _has_shape(value: Value, kind: Kind, allowed: bool) -> bool:
    if kind.name == "list":
        of = kind.of or ANY
        return isinstance(value, list) and all(conforms(item, of, allowed) for item in value)
    if kind.name == "context":
        return isinstance(value, dict) and all(
            name in value and conforms(value[name], of, allowed) for name, of in kind.fields
        )
    if kind.name == "range":
        ends = [value.low, value.high] if isinstance(value, Range) else []
        return bool(ends) and all(conforms(end, kind.of or ANY, allowed) for end in ends)
    if kind.name == "function":
        return isinstance(value, Function)
    return kind_of(value) == kind.name


def coerced(value: Value, kind: Kind) -> Value:
    """The value as the type has it: an item from its list, a list of one, midnight of a day; or Nothing."""
    if isinstance(value, Function) and kind.name == "function" and kind.of:
        return _checked(value, kind)
    if conforms(value, kind):
        return value
    for other in _conversions(value, kind):
        if conforms(other, kind):
            return other
    if conforms(value, kind, allowed=False):
        raise Nothing("not one of its values")
    raise Nothing(f"{kind_of(value)}, not {kind.name}")


def _checked(function: Function, kind: Kind) -> Function:
    """The function with its arguments and its result converted to those of its type."""
    takes = dict(kind.fields)

    def call(args: list[Value]) -> Value:
        named = zip(function.names, args, strict=False)
        fitted = [coerced(arg, takes.get(name, ANY)) for name, arg in named]
        return coerced(function.call(fitted + args[len(fitted) :]), kind.of or ANY)

    return Function(function.names, call, function.least)


def _conversions(value: Value, kind: Kind) -> list[Any]:
    from_list = value[0] if isinstance(value, list) and len(value) == 1 else None
    if kind.name == "list" and value is not None:
        return [[value]]
    if from_list is not None:
        return [from_list]
    if kind.name == "date and time" and kind_of(value) == "date":
        return [midnight(value)]
    return []
