"""A decision model as values: its types, its elements and their boxed logic (DMN 1.5, 6 to 8 and 10.2)."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A literal expression; `kind` is the type it is given, in every box nothing when it has none."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A named part of a context, or a formal parameter without its box; without a name it is the result."""

    name: str
    kind: str
    box: "Box | None" = None


@dataclass(frozen=True, slots=True)
class ContextBox:
    """A boxed context."""

    entries: tuple[Entry, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ListBox:
    """A boxed list."""

    items: "tuple[Box, ...]"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class RelationBox:
    """A boxed relation: a list of contexts."""

    columns: tuple[Entry, ...]
    rows: "tuple[tuple[Box, ...], ...]"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class InvokeBox:
    """A boxed invocation."""

    function: "Box"
    bindings: tuple[Entry, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class FunctionBox:
    """A function definition; `body` is None for one that is not FEEL, which is never run."""

    params: tuple[Entry, ...]
    body: "Box | None"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class IfBox:
    """A boxed conditional (DMN 1.4)."""

    test: "Box"
    yes: "Box"
    no: "Box"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class FilterBox:
    """A boxed filter (DMN 1.4)."""

    over: "Box"
    test: "Box"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class EachBox:
    """A boxed iterator: `word` is for, some or every (DMN 1.4)."""

    word: str
    name: str
    over: "Box"
    body: "Box"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class InputClause:
    """A column of tests: the expression tested, and the values allowed as unary tests."""

    text: str
    kind: str = ""
    allowed: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class OutputClause:
    """A column of outputs: its name, its values best first, and what holds when no row matches."""

    name: str
    kind: str = ""
    values: str = ""
    default: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as written: unary tests, then output expressions with the types they are given."""

    tests: tuple[str, ...]
    outputs: tuple[Text, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableBox:
    """A decision table; `hit` and `aggregation` as the XML spells them."""

    inputs: tuple[InputClause, ...]
    outputs: tuple[OutputClause, ...]
    rows: tuple[TableRow, ...]
    hit: str = "UNIQUE"
    aggregation: str = ""
    kind: str = ""


Box = (
    Text | ContextBox | ListBox | RelationBox | InvokeBox
    | FunctionBox | IfBox | FilterBox | EachBox | TableBox
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """A type of the model: another one, a structure of parts, or a function; `many` makes it a list of it.

    `allowed` are unary tests on each value, `constraint` on the whole (DMN 1.5, 7.3.2); a function `gives`
    a type for the parameters it `takes`.
    """

    name: str
    kind: str = ""
    parts: "tuple[Item, ...]" = ()
    many: bool = False
    allowed: str = ""
    constraint: str = ""
    gives: str = ""
    takes: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Datum:
    """Input data; `called` is what the model itself names an element whose variable has another name."""

    id: str
    name: str
    kind: str = ""
    called: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision; `needs` are the elements it requires, as `#id` or `namespace#id`."""

    id: str
    name: str
    kind: str
    needs: tuple[str, ...]
    box: Box | None
    words: str = ""
    called: str = ""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A business knowledge model: a function other logic calls."""

    id: str
    name: str
    kind: str
    needs: tuple[str, ...]
    box: FunctionBox | None
    called: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """A decision service: the decisions it answers, and what it is given."""

    id: str
    name: str
    kind: str
    outputs: tuple[str, ...]
    decisions: tuple[str, ...]
    data: tuple[str, ...]
    called: str = ""


Element = Datum | Decision | Knowledge | Service


@dataclass(frozen=True, slots=True)
class Import:
    """Another model, under the name its elements are reached by; an empty one brings them in as they are."""

    name: str
    namespace: str


@dataclass(frozen=True, slots=True)
class Model:
    """A model of DMN: its namespace, imports, types by name and elements by id."""

    namespace: str
    name: str
    imports: tuple[Import, ...]
    types: Mapping[str, Item]
    elements: Mapping[str, Element]

    def named(self, name: str) -> Element | None:
        """The element of a name; a decision before a service, its own name before that of its variable."""
        found = [each for each in self.elements.values() if name in (each.name, each.called)]
        found.sort(key=lambda each: each.called != name)
        return next((each for each in found if isinstance(each, Decision)), found[0] if found else None)
