"""Requirement sheets: what a pack says of one product's operations, points and thresholds, as values."""

from dataclasses import dataclass
from enum import StrEnum

from comity.basis.citation import Citation
from comity.basis.dates import Span
from comity.basis.exact import Number
from comity.basis.words import Words
from comity.law.expression import Expression, Test
from comity.law.pack import Pack
from comity.law.rule import Type


class Mode(StrEnum):
    """How an item is met: an operation done, a component used, a document, a fact, or a measured quantity."""

    MAKE = "make"
    USE = "use"
    DOCUMENT = "document"
    FACT = "fact"
    TIER = "tier"
    RATIO = "ratio"
    COUNT = "count"

    @property
    def ranked(self) -> bool:
        """Whether its lines are operations or components, with an origin that ranks."""
        return self in (Mode.MAKE, Mode.USE)

    @property
    def done(self) -> bool:
        """Whether its lines are done or not; the others are measured or counted."""
        return self.ranked or self in (Mode.DOCUMENT, Mode.FACT)


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
    line: int


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
