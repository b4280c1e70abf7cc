"""The expression tree of a formula and the unary tests of a cell: what they say, never how they are run."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the law."""

    value: Any


@dataclass(frozen=True, slots=True)
class Name:
    """An input or another rule, by its name; after resolution `rule` holds the rule's full name."""

    name: str
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a value: `.year`, `.month`, `.day` of a date, or one output of a table with several."""

    of: "Expression"
    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    """Arithmetic minus."""

    of: "Expression"


@dataclass(frozen=True, slots=True)
class Binary:
    """Two sides and an operator: + - * / < <= > >= = !=."""

    operator: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Logic:
    """`and` or `or` over its parts."""

    operator: str
    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class If:
    """`if test then yes else no`."""

    test: "Expression"
    yes: "Expression"
    no: "Expression"


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list."""

    items: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Call:
    """A built-in function of FEEL, by its FEEL name."""

    function: str
    args: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Invoke:
    """Another rule run on its own inputs, bound by name (a DMN business knowledge model)."""

    rule: str
    bindings: "tuple[tuple[str, Expression], ...]"


@dataclass(frozen=True, slots=True)
class Matches:
    """Whether a value passes a unary test."""

    of: "Expression"
    test: "Test"


Expression = Literal | Name | Field | Negative | Binary | Logic | If | ListOf | Call | Invoke | Matches


@dataclass(frozen=True, slots=True)
class Anything:
    """`-`: every value passes."""


@dataclass(frozen=True, slots=True)
class Compared:
    """`< 5`, `= "a"` or plain `5`: a comparison with a literal."""

    operator: str
    value: Any


@dataclass(frozen=True, slots=True)
class Within:
    """An interval, each end included or not."""

    low: Any
    high: Any
    low_in: bool = True
    high_in: bool = True


@dataclass(frozen=True, slots=True)
class StartsWith:
    """`starts with(?, "28.15")`: a code and everything below it in its classifier."""

    prefix: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """A comma list: at least one of the tests passes."""

    tests: "tuple[Test, ...]"


@dataclass(frozen=True, slots=True)
class NoneOf:
    """`not(...)`: none of the tests passes."""

    tests: "tuple[Test, ...]"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of the tests passes: what several rules allow of one fact. No cell is written so."""

    tests: "tuple[Test, ...]"


Test = Anything | Compared | Within | StartsWith | OneOf | NoneOf | AllOf

ANYTHING = Anything()


def children(node: Expression) -> "tuple[Expression, ...]":
    """The expressions directly below a node."""
    match node:
        case Field() | Negative() | Matches():
            return (node.of,)
        case Binary():
            return (node.left, node.right)
        case Logic():
            return node.parts
        case If():
            return (node.test, node.yes, node.no)
        case ListOf():
            return node.items
        case Call():
            return node.args
        case Invoke():
            return tuple(value for _, value in node.bindings)
        case _:
            return ()


def names_in(tree: Expression) -> list[Name]:
    """The names a tree mentions, in order."""
    below = [name for child in children(tree) for name in names_in(child)]
    return [*below, tree] if isinstance(tree, Name) else below


def has_calls(tree: Expression) -> bool:
    """Whether the tree calls another rule."""
    return isinstance(tree, Invoke) or any(map(has_calls, children(tree)))


def depth(tree: Expression) -> int:
    """How many levels the tree has; without recursion, so that no tree is too deep to ask."""
    level, count = [tree], 0
    while level:
        level = [child for node in level for child in children(node)]
        count += 1
    return count


def constants(test: Test) -> list[Any]:
    """The literals a test compares with: its cut points."""
    match test:
        case Compared(_, value):
            return [value]
        case Within(low, high):
            return [low, high]
        case StartsWith(prefix):
            return [prefix]
        case OneOf(tests) | NoneOf(tests) | AllOf(tests):
            return [value for each in tests for value in constants(each)]
        case _:
            return []
