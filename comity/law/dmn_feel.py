"""Formulas and cells of packs written as FEEL (DMN 1.5, 10.3): the same text any DMN tool reads."""

from collections.abc import Callable
from datetime import date
from typing import Any

from comity.basis.exact import show
from comity.law.expression import (
    AllOf,
    Anything,
    Binary,
    Call,
    Compared,
    Expression,
    Field,
    If,
    Invoke,
    ListOf,
    Literal,
    Logic,
    Matches,
    Name,
    Negative,
    NoneOf,
    OneOf,
    StartsWith,
    Test,
    Within,
)
from comity.law.value import Duration, is_number

Named = Callable[[Name | Invoke], str]  # what an input, another rule or a called one is named in the model

_RANK = {"or": 1, "and": 2, "+": 4, "-": 4, "*": 5, "/": 5}
_ATOM, _UNARY, _COMPARED = 7, 6, 3
_SCALED = ("round up", "round down", "round half up", "round half down", "round half even")


def literal(value: Any) -> str:
    """A value of a pack as FEEL writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if is_number(value):
        return show(value)
    if isinstance(value, date):
        return f'date("{value.isoformat()}")'
    if isinstance(value, Duration):
        sign = "-" if min(value.months, value.days) < 0 else ""
        size = f"{abs(value.months)}M" if value.months else f"{abs(value.days)}D"
        return f'duration("{sign}P{size}")'
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def cell(test: Test) -> str:
    """A unary test as FEEL writes it; `?` is the value tested."""
    match test:
        case Anything():
            return "-"
        case Compared("!=", value):
            return f"not({literal(value)})"
        case NoneOf(tests):
            return f"not({', '.join(_part(each) for each in tests)})"
        case OneOf(tests):
            return ", ".join(_part(each) for each in tests)
        case AllOf(tests):
            return " and ".join(f"? in ({cell(each)})" for each in tests)
    return _part(test)


def _part(test: Test) -> str:
    match test:
        case Compared("=", value):
            return literal(value)
        case Compared(operator, value):
            return f"{operator} {literal(value)}"
        case Within(low, high, low_in, high_in):
            ends = "[" if low_in else "(", "]" if high_in else ")"
            return f"{ends[0]}{literal(low)}..{literal(high)}{ends[1]}"
        case StartsWith(prefix):
            return f"starts with(?, {literal(prefix)})"
    raise TypeError(f"no part of a cell: {type(test).__name__}")


def formula(tree: Expression, named: Named) -> str:
    """An expression as FEEL writes it."""
    return _text(tree, named)[0]


def _text(tree: Expression, named: Named) -> tuple[str, int]:
    """The text and how tightly it holds together."""
    match tree:
        case Literal(value):
            return literal(value), _ATOM
        case Name() | Invoke():
            return _named(tree, named), _ATOM
        case Field(of, name):
            return f"{_held(of, named, _ATOM)}.{name}", _ATOM
        case Negative(of):
            return f"-{_held(of, named, _UNARY + 1)}", _UNARY
        case Binary(operator, left, right):
            return _binary(operator, left, right, named)
        case Logic(operator, parts):
            rank = _RANK[operator]
            return f" {operator} ".join(_held(part, named, rank + 1) for part in parts), rank
        case If(test, yes, no):
            told = [_text(part, named)[0] for part in (test, yes, no)]
            return f"if {told[0]} then {told[1]} else {told[2]}", 0
        case ListOf(items):
            return f"[{_listed(items, named)}]", _ATOM
        case Call(function, args):
            return _call(function, args, named)
        case Matches(of, test):
            return _matches(_held(of, named, 4), test)


def _held(tree: Expression, named: Named, least: int) -> str:
    text, rank = _text(tree, named)
    return text if rank >= least else f"({text})"


def _listed(items: tuple[Expression, ...], named: Named) -> str:
    return ", ".join(_text(item, named)[0] for item in items)


def _named(tree: Name | Invoke, named: Named) -> str:
    if isinstance(tree, Name):
        return named(tree)
    bound = [f"{named(Name(key))}: {_text(value, named)[0]}" for key, value in tree.bindings]
    return f"{named(tree)}({', '.join(bound)})"


def _binary(operator: str, left: Expression, right: Expression, named: Named) -> tuple[str, int]:
    rank = _RANK.get(operator, _COMPARED)
    least = rank + 1 if rank == _COMPARED else rank
    return f"{_held(left, named, least)} {operator} {_held(right, named, rank + 1)}", rank


def _call(function: str, args: tuple[Expression, ...], named: Named) -> tuple[str, int]:
    if function == "sum" and len(args) == 1:
        # FEEL's sum of nothing is null; the sum of no fees is 0.
        items = _text(args[0], named)[0]
        return f"if count({items}) = 0 then 0 else sum({items})", 0
    if function == "sum" and not args:
        return "0", _ATOM
    if function == "count" and len(args) != 1:
        return f"count([{_listed(args, named)}])", _ATOM
    told = _listed(args, named)
    if function in _SCALED and len(args) == 1:
        told += ", 0"
    return f"{'decimal' if function == 'round half even' else function}({told})", _ATOM


def _matches(of: str, test: Test) -> tuple[str, int]:
    match test:
        case NoneOf(tests):
            return f"not({of} in ({', '.join(_part(each) for each in tests)}))", _ATOM
        case AllOf(tests):
            return " and ".join(f"({_matches(of, each)[0]})" for each in tests), _RANK["and"]
        case Anything():
            return "true", _ATOM
    return f"{of} in ({cell(test) if isinstance(test, OneOf) else _part(test)})", _COMPARED
