"""The rows of a batch of contracts: as they were sent, what is wrong with them, what is told of drivers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from comity.basis.errors import InputError
from comity.law.evaluate import Checked
from comity.law.rule import show_value
from comity.law.vector import Array
from comity.motor.fleet_cells import KNOWN, NONE, Cells, Told

ID = "id"
DRIVER = re.compile(r"driver([1-9]\d?)\.\w+", re.ASCII)
_LONGEST_ID = 200


class Faults:
    """The fault of each row of a batch, the first one found; 0 is none."""

    def __init__(self, rows: int) -> None:
        """Begin with none."""
        self.why = np.zeros(rows, np.int32)
        self.told: list[InputError] = []
        self._codes: dict[int, int] = {}

    def add(self, rows: Array, fault: InputError) -> None:
        """Refuse the rows for it, as far as they are not refused yet."""
        rows = rows[self.why[rows] == 0]
        if not len(rows):
            return
        if id(fault) not in self._codes:
            self.told.append(fault)
            self._codes[id(fault)] = len(self.told)
        self.why[rows] = self._codes[id(fault)]

    def of(self, row: int) -> InputError | None:
        """Why the row is refused, if it is."""
        return self.told[self.why[row] - 1] if self.why[row] else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a batch as they were sent, with the drivers counted where nobody told how many."""

    told: Mapping[str, Told]
    count: Array | None

    def few(self, row: int, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Some facts of a row, as far as they are told."""
        return tuple((name, text) for name in dict.fromkeys(names) if (text := self._text(row, name)))

    def _text(self, row: int, name: str) -> str:
        word = self.told[name].word(row) if name in self.told else b""
        if not word and name == "drivers" and self.count is not None and self.count[row]:
            return show_value(int(self.count[row]))
        return word.decode()

    def texts(self, row: int) -> dict[str, str]:
        """One row as the facts of a contract."""
        return dict(self.few(row, (*self.told, "drivers")))


@dataclass(frozen=True, slots=True)
class Left:
    """Rows that the plan leaves, and their facts as they were read."""

    rows: Array
    facts: Mapping[str, Told]
    cells: Mapping[str, Cells]

    def told(self, place: int) -> Checked:
        """The facts of one of them as `evaluate` takes them."""
        codes = ((name, fact, int(fact.codes[place])) for name, fact in self.facts.items())
        return Checked(
            (name, self.cells[name].exact(int(fact.numbers[code])))
            for name, fact, code in codes
            if fact.kinds[code] == KNOWN
        )


def bare(fault: InputError) -> InputError:
    """The same fault without its traceback, which would keep the whole batch in memory."""
    return InputError(fault.code, **fault.facts)


def shown(word: bytes) -> str:
    """Bytes as text, those that are none spelt out; at most 80 characters."""
    return word[:80].decode("utf-8", "backslashreplace")[:80]


def count_drivers(facts: Mapping[str, Told], rows: int) -> Array:
    """The last driver of whom anything is told."""
    count = np.zeros(rows, np.int64)
    for name, fact in facts.items():
        if slot := DRIVER.fullmatch(name):
            np.maximum(count, np.where(fact.which(KNOWN), int(slot[1]), 0), out=count)
    return count


def after_first(rest: int) -> Array:
    """The kinds of a first cell that is none, and of the known ones after it."""
    return np.array([NONE] + [KNOWN] * rest, np.int8)


def complete(facts: dict[str, Told], name: str, other: Told) -> None:
    """Give a fact these cells where nobody told it."""
    if name not in facts:
        facts[name] = other
    elif not facts[name].is_full:
        facts[name] = facts[name].completed(other)


def refuse_ids(ids: pa.Array, found: Faults) -> None:
    """Refuse the rows whose id is missing, too long or no text."""
    lengths = pc.binary_length(ids).fill_null(0).to_numpy(zero_copy_only=False)
    fault = InputError("motor.fleet.no_id", path=ID, value="")
    found.add(np.flatnonzero(lengths == 0), fault)
    for row in np.flatnonzero(lengths > _LONGEST_ID):
        value = shown(ids[int(row)].as_py())
        long = InputError("motor.fleet.id_too_long", path=ID, value=value, expected=_LONGEST_ID)
        found.add(np.array([row]), long)
    try:
        ids.cast(pa.string())
    except pa.ArrowInvalid:
        for place, word in enumerate(ids.to_pylist()):
            if word and not is_text(word):
                broken = InputError("motor.fleet.not_text", path=ID, value=shown(word))
                found.add(np.array([place]), broken)


def is_text(word: bytes) -> bool:
    """Whether the bytes are UTF-8."""
    try:
        word.decode()
    except UnicodeDecodeError:
        return False
    return True
