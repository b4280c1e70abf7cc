"""Rules of law: typed inputs, and versions each with its span, its body and the citation it holds by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from comity.basis.citation import Citation
from comity.basis.dates import Day, Span, parse_day
from comity.basis.errors import InputError
from comity.basis.exact import parse_number, show, tidy
from comity.basis.words import Words
from comity.law.expression import (
    ANYTHING,
    AllOf,
    Compared,
    Expression,
    NoneOf,
    OneOf,
    StartsWith,
    Test,
    Within,
)
from comity.law.grammar import duration
from comity.law.match import passes
from comity.law.table import Body, Formula
from comity.law.value import BOTH, Duration, Kind, Open, is_number, kind_of


class Type(StrEnum):
    """The types of inputs."""

    TEXT = "text"
    NUMBER = "number"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    DURATION = "duration"


_KINDS: Mapping[Type, Kind] = {
    Type.TEXT: Kind.TEXT,
    Type.NUMBER: Kind.NUMBER,
    Type.INTEGER: Kind.NUMBER,
    Type.BOOLEAN: Kind.BOOLEAN,
    Type.DATE: Kind.DATE,
    Type.DURATION: Kind.DURATION,
}
_MOST_NUMBER = 10**40  # as parse_number; nothing a law measures is larger
_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Input:
    """A fact a rule asks for: its type, what is allowed, its unit and its words."""

    name: str
    type: Type
    words: Words = field(default_factory=lambda: Words(en=""))
    allowed: Test = ANYTHING
    unit: str = ""

    @property
    def kind(self) -> Kind:
        """The kind of its values."""
        return _KINDS[self.type]

    def takes(self, value: object) -> bool:
        """Whether the value is of its type, whatever is allowed."""
        return kind_of(value) is self.kind and (self.type is not Type.INTEGER or isinstance(value, int))

    def parse(self, text: str, path: str = "") -> Any:
        """The value a text names; InputError at the path when it is of another type or not allowed."""
        try:
            value = self._read(text.strip())
        except (ValueError, KeyError) as fault:
            raise self._refused(text, path) from fault
        return self.check(value, path)

    def check(self, value: Any, path: str = "") -> Any:
        """The value itself; InputError at the path when it is of another type or not allowed."""
        if not self.takes(value) or _is_huge(value):
            raise self._refused(value, path)
        if self.allowed is not ANYTHING and passes(self.allowed, value) is not True:
            raise self._refused(value, path)
        return tidy(value) if isinstance(value, Fraction) else value

    def allows(self, value: Any) -> bool:
        """Whether a value is of its type and allowed, whatever an open one turns out to be."""
        if not isinstance(value, Open):
            return self.takes(value) and passes(self.allowed, value) is True
        if value.options is not None:
            return all(map(self.allows, value.options))
        bounded = value.low is not None or value.high is not None
        return self.type is Type.NUMBER and bounded and passes(self.allowed, value) is True

    def unknown(self) -> Open:
        """The open value of the input while nobody has said it."""
        missing = frozenset({self.name})
        if self.type is Type.BOOLEAN:
            return Open(missing, options=BOTH)
        match self.allowed:
            case OneOf(tests) if all(isinstance(t, Compared) and t.operator == "=" for t in tests):
                values: tuple[Any, ...] = tuple(t.value for t in tests if isinstance(t, Compared))
                bounds = {"low": min(values), "high": max(values)} if self.kind is Kind.NUMBER else {}
                return Open(missing, options=values, **bounds)
            case Within(low, high) if is_number(low):
                return Open(missing, low=low, high=high)
            case Compared(">=" | ">", low) if is_number(low):
                return Open(missing, low=low)
            case Compared("<=" | "<", high) if is_number(high):
                return Open(missing, high=high)
        return Open(missing)

    def expected(self) -> str:
        """What it takes, in the notation of packs."""
        return f"{self.type.value} {tell(self.allowed)}".strip()

    def _read(self, text: str) -> Any:
        match self.type:
            case Type.NUMBER | Type.INTEGER:
                return parse_number(text)
            case Type.BOOLEAN:
                return _TRUTHS[text]
            case Type.DATE:
                return parse_day(text)
            case Type.DURATION:
                return duration(text)
            case _:
                return text

    def _refused(self, value: Any, path: str) -> InputError:
        told = value if isinstance(value, str) else show_value(value)
        return InputError(
            "law.input.refused", path=path or self.name, value=told[:80], expected=self.expected()
        )


@dataclass(frozen=True, slots=True)
class Version:
    """What a rule says in a span of days; `silent` is why it has no answer for some cases, if it says so."""

    span: Span
    body: Body
    citation: Citation
    line: int = 0
    silent: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule of a pack; its versions do not overlap in time.

    `name` is `pack.section`. The day it is tested on is `evaluate`'s, or the input `day` names.
    """

    name: str
    pack: str
    words: Words
    inputs: tuple[Input, ...]
    versions: tuple[Version, ...]
    unit: str = ""
    day: str | None = None

    @property
    def section(self) -> str:
        """Its name within its pack."""
        return self.name[len(self.pack) + 1 :]

    def on(self, day: Day) -> Version | None:
        """The version in force on the day."""
        for version in self.versions:
            if version.span.holds(day):
                return version
        return None


def lined_trees(version: Version) -> list[tuple[int, Expression]]:
    """Every expression of a version, each with its line in the pack."""
    body = version.body
    head = body.line or version.line
    if isinstance(body, Formula):
        return [(head, body.tree)]
    sources = [(head, source) for _, source in body.columns]
    return sources + [(row.line, output) for row in body.rows for output in row.outputs]


def trees(version: Version) -> list[Expression]:
    """Every expression of a version."""
    return [tree for _, tree in lined_trees(version)]


def show_value(value: Any) -> str:
    """A known value as packs write it, text without quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if is_number(value):
        return show(value)
    if isinstance(value, Duration):
        return f"P{value.months}M" if value.months else f"P{value.days}D"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {show_value(item)}" for key, item in value.items())
    if isinstance(value, tuple):
        return "[" + ", ".join(show_value(item) for item in value) + "]"
    return str(value)


def tell(test: Test) -> str:
    """A unary test as packs write it; nothing for the test that takes everything."""
    match test:
        case Compared(operator, value):
            return f"{'' if operator == '=' else operator + ' '}{show_value(value)}"
        case Within(low, high, low_in, high_in):
            return f"{'[' if low_in else '('}{show_value(low)}..{show_value(high)}{']' if high_in else ')'}"
        case OneOf(tests):
            return ", ".join(tell(each) for each in tests)
        case NoneOf(tests):
            return f"not({', '.join(tell(each) for each in tests)})"
        case AllOf(tests):
            return " and ".join(tell(each) for each in tests)
        case StartsWith(prefix):
            return f"{prefix}…"
    return ""


def _is_huge(value: Any) -> bool:
    return is_number(value) and (abs(value) >= _MOST_NUMBER or value.denominator >= _MOST_NUMBER)
