"""Requirement sheets: what a pack says of one product's operations, points and thresholds, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from comity.basis.citation import Citation
from comity.basis.dates import ALWAYS, Span
from comity.basis.exact import Number, parse_number
from comity.basis.words import Words
from comity.law.expression import ANYTHING, Expression, Test
from comity.law.pack import Entry, Pack, RawRow, Section
from comity.law.reader import citation, read_formula, read_span, read_test, row_citation
from comity.law.rule import Type

KEYS = frozenset({"sheet", "section", "scale", "absent", "partial", "full code"})
TABLES = ("codes", "items", "groups", "tiers", "conditions", "mandatory", "minimums")


class Mode(StrEnum):
    """How an item is met: an operation done, a component used, a document, a fact, or a measured quantity."""

    MAKE = "make"
    USE = "use"
    DOCUMENT = "document"
    FACT = "fact"
    TIER = "tier"
    RATIO = "ratio"
    COUNT = "count"


class Absent(StrEnum):
    """What an operation means that the product by its design does not have."""

    NO_POINTS = "no points"
    DROP = "drop from maximum"
    ADD = "add to score"
    SCALE = "scale threshold"


class Scale(StrEnum):
    """What the threshold counts."""

    POINTS = "points"
    PERCENT = "percent of maximum"


@dataclass(frozen=True, slots=True)
class Code:
    """A product code the sheet covers, with all codes below it; `only_named` narrows it by name."""

    code: str
    only_named: bool
    variant: str
    words: Words


@dataclass(frozen=True, slots=True)
class Item:
    """One scored line: points when made or proven, `use` when bought, `eaeu` when of the wider union."""

    id: str
    variant: str
    words: Words
    points: Number
    use: Number | None
    eaeu: Number | None
    group: str
    mode: Mode
    alt: str
    once: str
    part: str
    named: str
    needs: Expression | None
    span: Span
    citation: Citation
    line: int
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """Items that count together: summed or the best one, capped, multiplied, and only if the gate holds."""

    id: str
    words: Words
    one_of: bool
    cap: Number | None
    factor: Number | None
    when: Expression | None
    gate: Expression | None
    line: int


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact about the product or its maker that other lines name."""

    id: str
    words: Words
    type: Type
    unit: str
    line: int


@dataclass(frozen=True, slots=True)
class Mandatory:
    """A condition that must hold whatever the points, in the span in which it is demanded."""

    id: str
    words: Words
    type: Type
    test: Test
    unit: str
    only_if: Expression | None
    span: Span
    citation: Citation
    line: int


@dataclass(frozen=True, slots=True)
class Tier:
    """Points for a measured quantity that passes the test."""

    item: str
    test: Test
    points: Number
    line: int


@dataclass(frozen=True, slots=True)
class Minimum:
    """The least points a group must have in a span."""

    group: str
    min: Number
    span: Span
    line: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One product's requirement sheet; with variants, the lines of all of them."""

    pack: Pack
    id: str
    section: str
    scale: Scale
    absent: Absent
    partial: bool
    words: Words
    codes: tuple[Code, ...]
    items: tuple[Item, ...]
    groups: tuple[Group, ...]
    tiers: tuple[Tier, ...]
    conditions: tuple[Condition, ...]
    mandatory: tuple[Mandatory, ...]
    minimums: tuple[Minimum, ...]
    citation: Citation

    @property
    def full_code(self) -> str:
        """The form of a complete product code, as `00.00.00.000`; empty where the pack names none."""
        return self.pack.one("full code")

    @property
    def variants(self) -> tuple[str, ...]:
        """Its variants; one empty name where it has none."""
        return tuple(dict.fromkeys(code.variant for code in self.codes)) or ("",)

    def lines(self, variant: str) -> tuple[Item, ...]:
        """The items of a variant."""
        return tuple(item for item in self.items if item.variant in ("", variant))


def read_sheet(pack: Pack) -> Sheet:
    """The sheet a pack holds; PackError with the line of its first fault."""
    return _Reader(pack).sheet()


def is_sheet(pack: Pack) -> bool:
    """Whether the pack is a requirement sheet."""
    return bool(pack.one("sheet"))


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
            pack.one("partial") == "yes",
            Words(pack.title, pack.one("ru"), pack.one("be")),
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
            self._need(row, "code"), cell("only named") == "yes", cell("variant", ""), self._words(row)
        )

    def _item(self, row: RawRow) -> Item:
        cell = row.cells.get
        mode = self._choice(Mode, self._need(row, "mode"), row.line)
        points = self._number(row, "points")
        if points is None and mode is not Mode.TIER:
            raise self._pack.broken("goods.sheet.no_points", row.line, value=cell("id", ""))
        return Item(
            self._need(row, "id"),
            cell("variant", ""),
            self._words(row),
            points or 0,
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

    def _group(self, row: RawRow) -> Group:
        combine = row.cells.get("combine") or "sum"
        if combine not in ("sum", "one of"):
            raise self._pack.broken(
                "goods.sheet.bad_choice", row.line, value=combine, expected=("sum", "one of")
            )
        return Group(
            self._need(row, "id"),
            self._words(row),
            combine == "one of",
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
