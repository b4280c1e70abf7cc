"""Decision tables: input columns, dated rows and the DMN hit policies (DMN 1.5, 8.2.10)."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from comity.basis.citation import Citation
from comity.basis.dates import ALWAYS, Day, Span, cuts
from comity.law.expression import Expression, Test


class Hit(StrEnum):
    """Which of the matching rows count."""

    UNIQUE = "U"
    FIRST = "F"
    ANY = "A"
    PRIORITY = "P"
    RULE_ORDER = "R"
    OUTPUT_ORDER = "O"
    COLLECT = "C"
    SUM = "C+"
    LEAST = "C<"
    MOST = "C>"
    COUNT = "C#"


@dataclass(frozen=True, slots=True)
class Row:
    """One dated row: a test per input column, an expression per output; `line` is its place in the pack."""

    line: int
    tests: tuple[Test, ...]
    outputs: tuple[Expression, ...]
    span: Span = ALWAYS
    cite: Citation | None = None
    note: str = ""


@dataclass(frozen=True)
class Table:
    """A decision table. Row spans are half open; `priority` lists outputs for P and O, best first.

    Several outputs make a context, one value a name; one output is the value itself. `line` is the
    place of its head in the pack.
    """

    columns: tuple[tuple[str, Expression], ...]
    outputs: tuple[str, ...]
    rows: tuple[Row, ...]
    hit: Hit = Hit.UNIQUE
    priority: tuple[object, ...] = ()
    line: int = 0

    @cached_property
    def edges(self) -> list[Day]:
        """The days on which the rows in force change."""
        return cuts(row.span for row in self.rows)

    @cached_property
    def _eras(self) -> list[tuple[Row, ...]]:
        days = [date.min, *self.edges]
        return [tuple(row for row in self.rows if row.span.holds(day)) for day in days]

    def rows_on(self, day: Day) -> tuple[Row, ...]:
        """The rows in force on the day, in the order of the pack."""
        return self._eras[bisect_right(self.edges, day)]


@dataclass(frozen=True, slots=True)
class Formula:
    """One expression; `line` is its place in the pack."""

    tree: Expression
    line: int = 0


Body = Table | Formula
