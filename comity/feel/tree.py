"""The expressions of FEEL as a tree (DMN 1.5, 10.3.1.2): what is said, never how it is run."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written out."""

    value: Any


@dataclass(frozen=True, slots=True)
class At:
    """`@"2026-11-21"`: a temporal value by its text."""

    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A variable; `?` is the input of a unary test."""

    name: str


@dataclass(frozen=True, slots=True)
class Path:
    """`of.name`: an entry of a context, a property of a value, or either of each item of a list."""

    of: "Tree"
    name: str


@dataclass(frozen=True, slots=True)
class Filter:
    """`of[test]`: the items that pass, or the item at a place."""

    of: "Tree"
    test: "Tree"


@dataclass(frozen=True, slots=True)
class Call:
    """A function called; `named` holds the parameters' names, empty when they are positional."""

    of: "Tree"
    args: "tuple[Tree, ...]"
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Negative:
    """Arithmetic minus."""

    of: "Tree"


@dataclass(frozen=True, slots=True)
class Binary:
    """Two sides and one of + - * / ** = != < <= > >= and or."""

    sign: str
    left: "Tree"
    right: "Tree"


@dataclass(frozen=True, slots=True)
class Between:
    """`of between low and high`, both ends included."""

    of: "Tree"
    low: "Tree"
    high: "Tree"


@dataclass(frozen=True, slots=True)
class In:
    """Whether a value passes one of the tests."""

    of: "Tree"
    tests: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class Interval:
    """`[low..high]`, each end included or not."""

    low: "Tree"
    high: "Tree"
    low_in: bool
    high_in: bool


@dataclass(frozen=True, slots=True)
class Bound:
    """`< 10`, `>= 10`, `= 10`, `!= 10`: a range with one end, as a test or in brackets."""

    sign: str
    of: "Tree"


@dataclass(frozen=True, slots=True)
class If:
    """`if test then yes else no`."""

    test: "Tree"
    yes: "Tree"
    no: "Tree"


@dataclass(frozen=True, slots=True)
class Steps:
    """`from..to` of a loop, up or down."""

    low: "Tree"
    high: "Tree"


@dataclass(frozen=True, slots=True)
class Each:
    """`for`, `some` or `every` over names; `partial`: the body reads what came before."""

    word: str
    runs: "tuple[tuple[str, Tree], ...]"
    of: "Tree"
    partial: bool = False


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list."""

    items: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class ContextOf:
    """A context; an entry sees those before it."""

    entries: "tuple[tuple[str, Tree], ...]"


@dataclass(frozen=True, slots=True)
class TypeName:
    """A type as written: a name, or list, range, context or function of others."""

    name: str
    parts: "tuple[TypeName, ...]" = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InstanceOf:
    """Whether a value is of a type."""

    of: "Tree"
    kind: TypeName


@dataclass(frozen=True, slots=True)
class Lambda:
    """A function definition; `of` is None for an external one, which is never run."""

    names: tuple[str, ...]
    kinds: tuple[TypeName | None, ...]
    of: "Tree | None"


@dataclass(frozen=True, slots=True)
class Not:
    """`not(...)` of unary tests: none of them passes."""

    tests: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class Asked:
    """A test that speaks of `?`: its value is the answer."""

    of: "Tree"


Tree = (
    Asked | Literal | At | Name | Path | Filter | Call | Negative | Binary | Between | In | Interval | Bound
    | If | Steps | Each | ListOf | ContextOf | InstanceOf | Lambda | Not
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tests:
    """The unary tests of a cell; none of them means anything passes."""

    tests: tuple[Tree, ...]
    negated: bool = False
