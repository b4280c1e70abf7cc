"""Built-in functions: their parameters by name and kind, and how arguments are fitted (DMN 1.5, 10.3.4)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from comity.feel.value import Function, Nothing, Value, kind_of, size_of
from comity.feel.zones import Zones

Work = Callable[..., Value]
Charge = Callable[[int], None]

# The letters of a parameter's kinds: n number, s string, b boolean, l list, c context, r range, f function,
# d date or date and time, D date, t time, T date and time, m months, h days and time, p point, * also null.
_LETTERS: dict[str, frozenset[str]] = {
    "n": frozenset({"number"}),
    "s": frozenset({"string"}),
    "b": frozenset({"boolean"}),
    "l": frozenset({"list"}),
    "c": frozenset({"context"}),
    "d": frozenset({"date", "date and time"}),
    "D": frozenset({"date"}),
    "t": frozenset({"time"}),
    "T": frozenset({"date and time"}),
    "m": frozenset({"years and months duration"}),
    "h": frozenset({"days and time duration"}),
    "r": frozenset({"range"}),
    "f": frozenset({"function"}),
}
_POINTS = frozenset(
    {
        "number",
        "string",
        "date",
        "time",
        "date and time",
        "days and time duration",
        "years and months duration",
    }
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its name, the kinds it takes (None: any), whether it is optional, repeats, may be null."""

    name: str
    kinds: frozenset[str] | None
    optional: bool = False
    many: bool = False
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Builtin:
    """One signature of a function and its work; `zoned` work takes the zones first, `counted` a counter.

    Work is charged by the size of its arguments, `square` work by the square of it. `open_ended` ones leave
    out a named argument they do not know, as the conformance suite has it for `is`.
    """

    params: tuple[Parameter, ...]
    work: Work
    zoned: bool = False
    square: bool = False
    counted: bool = False
    open_ended: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its parameters."""
        return tuple(param.name for param in self.params)

    def takes(self, count: int) -> bool:
        """Whether so many positional arguments can fit; of a list given item by item at least one."""
        sole = len(self.params) == 1
        least = sum(1 for param in self.params if not param.optional and (sole or not param.many))
        return least <= count and (count <= len(self.params) or self.params[-1].many)

    def fitted(self, args: Sequence[Value]) -> list[Value]:
        """The arguments as its parameters take them; Nothing when one cannot."""
        found = [_fitted(self._param(place), value) for place, value in enumerate(args)]
        if self.params and self.params[-1].many:
            last = len(self.params) - 1
            return [*found[:last], found[last:]]
        return found + [None] * (len(self.params) - len(found))

    def _param(self, place: int) -> Parameter:
        return self.params[min(place, len(self.params) - 1)]


def signature(text: str, work: Work, **traits: bool) -> Builtin:
    """A built-in from its parameters as `string:s, length:n?`; `~`: optional, never null; `+`: any number."""
    params = []
    for part in text.split(",") if text else ():
        name, _, letters = part.strip().partition(":")
        params.append(
            Parameter(
                name,
                _kinds(letters.rstrip("?~+")),
                optional=letters[-1] in "?~",
                many=letters[-1] == "+",
                nullable=letters[-1] == "?",
            )
        )
    return Builtin(tuple(params), work, **traits)


def _kinds(letters: str) -> frozenset[str] | None:
    if letters == "*":
        return None
    kinds: frozenset[str] = frozenset()
    for letter in letters:
        kinds |= _POINTS if letter == "p" else _LETTERS[letter]
    return kinds


def _fitted(param: Parameter, value: Any) -> Value:
    if param.kinds is None or (param.nullable and value is None):
        return value
    kind = kind_of(value)
    if kind in param.kinds:
        return value
    if kind == "list" and len(value) == 1 and kind_of(value[0]) in param.kinds:
        return value[0]
    if "list" in param.kinds and value is not None:
        return [value]
    raise Nothing(f"{param.name} is {kind}")


def _worked(each: Builtin, fitted: list[Value], zones: Zones, charge: Charge) -> Value:
    size = sum(size_of(arg) for arg in fitted)
    charge(size * size // 8 if each.square else size)
    try:
        if each.counted:
            return each.work(charge, *fitted)
        return each.work(zones, *fitted) if each.zoned else each.work(*fitted)
    except (ValueError, ArithmeticError) as fault:
        raise Nothing(str(fault) or "no such value") from fault


def named_of(
    signatures: Sequence[Builtin], named: Sequence[str], args: Sequence[Value]
) -> tuple[list[Builtin], list[Value]]:
    """The signatures that have all the names, and the arguments in their order; Nothing when none has."""
    given = dict(zip(named, args, strict=True))
    found: list[Builtin] = []
    for each in signatures:
        needed = {param.name for param in each.params if not param.optional}
        known = needed <= given.keys() and (each.open_ended or given.keys() <= set(each.names))
        if known and (not found or found[0].names == each.names):
            found.append(each)
    if not found or len(given) != len(args):
        raise Nothing("no such parameters")
    names = found[0].names
    last = max(place for place, name in enumerate(names) if name in given)
    return found, [given.get(name) for name in names[: last + 1]]


def function_of(
    signatures: Sequence[Builtin], zones: Zones, check: Callable[[Value], Value], charge: Charge
) -> Function:
    """Signatures of one name as a value: the first that the arguments fit is run.

    `check` is asked for each result, `charge` told the steps taken.
    """

    def call(args: list[Value]) -> Value:
        why = Nothing(f"{len(args)} arguments")
        for each in signatures:
            if each.takes(len(args)):
                try:
                    fitted = each.fitted(args)
                except Nothing as nothing:
                    why = nothing
                    continue
                return check(_worked(each, fitted, zones, charge))
        raise why

    longest = max(signatures, key=lambda each: len(each.params))
    return Function(longest.names, call, 0)
