"""Packs read as requirement sheets: fixed tables, each fault told with its line, nothing taken half."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from comity.basis.citation import Citation
from comity.basis.dates import ALWAYS, Span
from comity.basis.exact import Number, parse_number
from comity.basis.words import Words
from comity.goods.sheet import (
    Absent,
    Code,
    Condition,
    Group,
    Item,
    Mandatory,
    Minimum,
    Mode,
    Scale,
    Sheet,
    Tier,
)
from comity.goods.soundness import faults
from comity.law.expression import ANYTHING, Expression
from comity.law.pack import Entry, Pack, RawRow, Section
from comity.law.reader import citation, read_formula, read_span, read_test, row_citation
from comity.law.rule import Type

KEYS = frozenset({"sheet", "section", "scale", "absent", "partial", "full code"})
TABLES = ("codes", "items", "groups", "tiers", "conditions", "mandatory", "minimums")


def read_sheet(pack: Pack) -> Sheet:
    """The sheet a pack holds; PackError with the line of its first fault.

    Refused are rows that would never count: of an unknown group or item, twice on one day, or half said.
    """
    sheet = _Reader(pack).sheet()
    for fault in faults(sheet):
        raise fault
    return sheet


def is_sheet(pack: Pack) -> bool:
    """Whether the pack is a requirement sheet."""
    return bool(pack.one("sheet"))


class _Yes(StrEnum):
    YES = "yes"
    NO = "no"


class _Combine(StrEnum):
    SUM = "sum"
    ONE_OF = "one of"


_Choice = TypeVar("_Choice", bound=StrEnum)


class _Reader:
    """Reads the fixed tables of one pack; cells are plain text, empty means none."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._sections: Mapping[str, Section] = {s.name: s for s in pack.sections if s.name in TABLES}

    def sheet(self) -> Sheet:
        pack = self._pack
        return Sheet(
            pack,
            pack.one("sheet"),
            pack.one("section"),
            self._choice(Scale, pack.one("scale") or Scale.POINTS, 1),
            self._choice(Absent, pack.one("absent") or Absent.NO_POINTS, 1),
            self._choice(_Yes, pack.one("partial") or "no", 1) is _Yes.YES,
            pack.words,
            tuple(self._code(row) for row in self._rows("codes")),
            tuple(self._item(row) for row in self._rows("items")),
            tuple(self._group(row) for row in self._rows("groups")),
            tuple(self._tier(row) for row in self._rows("tiers")),
            tuple(self._condition(row) for row in self._rows("conditions")),
            tuple(self._mandatory(row) for row in self._rows("mandatory")),
            tuple(self._minimum(row) for row in self._rows("minimums")),
            citation(pack),
        )

    def _rows(self, name: str) -> Sequence[RawRow]:
        section = self._sections.get(name)
        return section.table.rows if section and section.table else ()

    def _code(self, row: RawRow) -> Code:
        cell = row.cells.get
        return Code(
            self._need(row, "code"),
            self._choice(_Yes, cell("only named") or "no", row.line) is _Yes.YES,
            cell("variant", ""),
            self._words(row),
            row.line,
        )

    def _item(self, row: RawRow) -> Item:
        cell = row.cells.get
        mode = self._choice(Mode, self._need(row, "mode"), row.line)
        points = self._best_tier(row) if mode is Mode.TIER else self._number(row, "points")
        if points is None:
            raise self._pack.broken("goods.sheet.no_points", row.line, value=cell("id", ""))
        return Item(
            self._need(row, "id"),
            cell("variant", ""),
            self._words(row),
            points,
            self._number(row, "use"),
            self._number(row, "eaeu"),
            cell("group", ""),
            mode,
            cell("alt", ""),
            cell("once", ""),
            cell("part", ""),
            cell("named", ""),
            self._formula(row, "needs"),
            self._span(row),
            self._cited("items", row),
            row.line,
            cell("note", ""),
        )

    def _best_tier(self, row: RawRow) -> Number | None:
        """The most points a measured item can have."""
        tiers = [self._tier(each) for each in self._rows("tiers")]
        return max((tier.points for tier in tiers if tier.item == row.cells.get("id")), default=None)

    def _group(self, row: RawRow) -> Group:
        return Group(
            self._need(row, "id"),
            self._words(row),
            self._choice(_Combine, row.cells.get("combine") or "sum", row.line) is _Combine.ONE_OF,
            self._number(row, "cap"),
            self._number(row, "factor"),
            self._formula(row, "when"),
            self._formula(row, "gate"),
            row.line,
        )

    def _tier(self, row: RawRow) -> Tier:
        test = read_test(self._pack, row.line, self._need(row, "test"), Type.NUMBER)
        return Tier(self._need(row, "item"), test, self._number(row, "points") or 0, row.line)

    def _condition(self, row: RawRow) -> Condition:
        return Condition(
            self._need(row, "id"), self._words(row), self._type(row), row.cells.get("unit", ""), row.line
        )

    def _mandatory(self, row: RawRow) -> Mandatory:
        type_ = self._type(row)
        told = row.cells.get("test", "")
        return Mandatory(
            self._need(row, "id"),
            self._words(row),
            type_,
            read_test(self._pack, row.line, told, type_) if told else ANYTHING,
            row.cells.get("unit", ""),
            self._formula(row, "only if"),
            self._span(row),
            self._cited("mandatory", row),
            row.line,
        )

    def _minimum(self, row: RawRow) -> Minimum:
        least = self._number(row, "min")
        if least is None:
            raise self._pack.broken("goods.sheet.no_points", row.line, value=row.cells.get("group", ""))
        return Minimum(self._need(row, "group"), least, self._span(row), row.line)

    def _cited(self, name: str, row: RawRow) -> Citation:
        base = citation(self._pack, self._sections[name])
        return row_citation(self._pack, row, base) or base

    def _words(self, row: RawRow) -> Words:
        cell = row.cells.get
        return Words(cell("en") or cell("id") or cell("code") or "", cell("ru", ""), cell("be", ""))

    def _span(self, row: RawRow) -> Span:
        told = row.cells.get("in force", "")
        return read_span(self._pack, Entry(told, row.line)) if told else ALWAYS

    def _formula(self, row: RawRow, key: str) -> Expression | None:
        told = row.cells.get(key, "")
        return read_formula(self._pack, Entry(told, row.line)) if told else None

    def _number(self, row: RawRow, key: str) -> Number | None:
        told = row.cells.get(key, "")
        if not told:
            return None
        try:
            return parse_number(told)
        except ValueError as fault:
            raise self._pack.broken("goods.sheet.bad_number", row.line, value=told, column=key) from fault

    def _type(self, row: RawRow) -> Type:
        return self._choice(Type, row.cells.get("type") or Type.BOOLEAN, row.line)

    def _need(self, row: RawRow, key: str) -> str:
        if not row.cells.get(key):
            raise self._pack.broken("goods.sheet.empty_cell", row.line, column=key)
        return row.cells[key]

    def _choice(self, kind: type[_Choice], told: str, line: int) -> _Choice:
        try:
            return kind(told)
        except ValueError as fault:
            expected = tuple(each.value for each in kind)
            raise self._pack.broken("goods.sheet.bad_choice", line, value=told, expected=expected) from fault
