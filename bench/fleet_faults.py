"""Bad rows for a fleet, one kind each: what a reader must name, count and refuse."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from bench.fleet_arrays import Array, Column, Drawn
from comity.motor.tariff import PLACE

CATEGORY, BASE, ID = "vehicle.category", "base", "id"
OVERLONG = 1 << 20
CELLS = (
    "impossible experience",
    "unknown place",
    "unknown category",
    "missing class",
    "base outside the corridor",
    "duplicate id",
)
LINES = ("not a number", "broken UTF-8", "wrong number of fields")
ONCE = "overlong line"  # one in a file: each is a megabyte
_NUMBERS = ("base", "owner.age", "accidents")


def kinds_of(drawn: Drawn, share: float, columns: Mapping[str, Column], as_text: bool) -> dict[str, Array]:
    """The rows of each kind of fault; `as_text` adds those that only a line of text can have."""
    kinds = [kind for kind in CELLS if kind != "base outside the corridor" or BASE in columns]
    kinds += LINES if as_text else ()
    rows = np.flatnonzero(drawn.often(share))
    drawn_kinds = drawn.of([1] * len(kinds))[rows]
    experienced = columns[_driver(columns, "experience")].said
    able = np.ones(drawn.rows, bool) if experienced is None else experienced
    # Where nobody's experience is told there is none to falsify, nor a class to leave out.
    named = np.isin(drawn_kinds, [kinds.index("impossible experience"), kinds.index("missing class")])
    drawn_kinds = np.where(named & ~able[rows], kinds.index("unknown category"), drawn_kinds)
    drawn_kinds = np.where((drawn_kinds == kinds.index("duplicate id")) & (rows == 0), 1, drawn_kinds)
    return {kind: rows[drawn_kinds == code] for code, kind in enumerate(kinds)}


def spoil(columns: dict[str, Column], rows: Mapping[str, Array]) -> dict[str, Column]:
    """The columns with the faults of their cells; an id that stands twice is that of the row before."""
    spoilt = dict(columns)
    experience = _driver(columns, "experience")
    age = columns[experience.replace("experience", "age")].numbers
    at = rows["impossible experience"]
    spoilt[experience] = _changed(columns[experience], at, age[at] - 3)
    for name, kind in ((PLACE, "unknown place"), (CATEGORY, "unknown category")):
        column = replace(columns[name], words=(*columns[name].words, "no-such"))
        spoilt[name] = _changed(column, rows[kind], len(column.words) - 1)
    lacking = _driver(columns, "class")
    said = columns[lacking].said
    told = np.ones(len(age), bool) if said is None else said.copy()
    told[rows["missing class"]] = False
    spoilt[lacking] = replace(columns[lacking], said=told)
    if BASE in columns:
        spoilt[BASE] = _changed(columns[BASE], rows["base outside the corridor"], 9_999_999)
    at = rows["duplicate id"]
    spoilt[ID] = _changed(columns[ID], at, columns[ID].numbers[at - 1])
    return spoilt


def _driver(columns: Mapping[str, Column], fact: str) -> str:
    return next(name for name in (f"driver1.{fact}", f"owner.{fact}") if name in columns)


def _changed(column: Column, rows: Array, numbers: Array | int) -> Column:
    changed = column.numbers.copy()
    changed[rows] = numbers
    if column.said is None:
        return replace(column, numbers=changed)
    said = column.said.copy()
    said[rows] = True
    return replace(column, numbers=changed, said=said)


def spoil_lines(text: bytes, names: list[str], rows: Mapping[str, Array], overlong: bool) -> bytes:
    """The lines of a chunk, some of them no longer lines of this file."""
    lines = text.split(b"\n")
    number = next(names.index(name) for name in _NUMBERS if name in names)
    breaks: dict[str, Callable[[bytes], bytes]] = {
        "not a number": lambda line: b",".join(_swapped(line.split(b","), number, b"12e")),
        "broken UTF-8": lambda line: b"\xff\xfe" + line,
        "wrong number of fields": lambda line: line + b",surplus",
    }
    for kind, broken in breaks.items():
        for row in rows[kind]:
            lines[row] = broken(lines[row])
    if overlong:
        lines[-2] = b"x" * OVERLONG + lines[-2]  # the last piece is the nothing behind the last line
    return b"\n".join(lines)


def _swapped(cells: list[bytes], place: int, cell: bytes) -> list[bytes]:
    return [*cells[:place], cell, *cells[place + 1 :]]


def counted(rows: Mapping[str, Array], below: int) -> Counter[str]:
    """How many rows of each kind stand before a row."""
    return Counter({kind: int((at < below).sum()) for kind, at in rows.items()})
