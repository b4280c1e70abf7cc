"""Many contracts of one state priced at once, each as `premium.price` prices it alone.

Texts in, as a file has them; whole minor units out, and for every other row the fault that names it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

import numpy as np
import pyarrow as pa

from comity.basis.dates import Day
from comity.basis.errors import InputError
from comity.law.evaluate import evaluate
from comity.law.library import Library
from comity.law.value import Open
from comity.law.vector import Array
from comity.motor.fleet_cells import BEYOND, KNOWN, NONE, REFUSED, Cells, Told
from comity.motor.fleet_plan import Plan, Reasons
from comity.motor.fleet_rows import (
    DRIVER,
    ID,
    Faults,
    Left,
    Sheet,
    after_first,
    bare,
    complete,
    count_drivers,
    is_text,
    refuse_ids,
    shown,
)
from comity.motor.model import Contract, parse_contract
from comity.motor.premium import Premium, price, refuse_impossible, refuse_outside
from comity.motor.tariff import PLACE, Tariff

Sure = Callable[[pa.RecordBatch], tuple[Array, Array, int]]  # values, 1 where sure of them, and their unit
Refuse = Callable[[Contract, Tariff, Day], None]

_SWITCH = "switch."
_ENDS = ("base_low", "base_high")
_MOST_AGE = 128  # years of age and experience in the grid of pairs; a power of two
_MOST_NEAR = 100  # places of one batch whose nearest names are looked for: a millisecond each
_MOST_KEPT = 100_000  # faults; bounds memory where every row has another one


@dataclass(frozen=True, slots=True)
class Priced:
    """What became of the rows of a batch: each stands in `rows` with its premium, or in `refused`.

    `minor[n]` are whole minor units; `faults[why[n]]` says why a row was refused. `unlike` are rows of the
    spot check that came out otherwise when priced alone, `doubts` the unconfirmed rules that check met.
    """

    rows: Array
    minor: Array
    refused: Array
    why: Array
    faults: tuple[InputError, ...]
    unlike: tuple[int, ...] = ()
    doubts: frozenset[str] = frozenset()


class Fleet:
    """The tariff of a state on a day, made ready for many contracts."""

    def __init__(self, library: Library, state: str, at: Day, language: str = "en") -> None:
        """Find the tariff; InputError for a state without one. `language` is that of reasons in the packs."""
        self.tariff = Tariff.of(library, state)
        self._library, self._at, self._language = library, at, language
        self._plan = Plan(self.tariff.premium, library, at)
        rules = {section: name for section in _ENDS if (name := self.tariff.rule(section))}
        self._ends = {section: list(library.asked(name)) for section, name in rules.items()}
        self._corridor = {section: Plan(name, library, at) for section, name in rules.items()}
        self._reasons = Reasons(self.tariff.premium, library, at)
        self._cells = {name: Cells(asked, self.tariff) for name, asked in self.tariff.inputs.items()}
        self._possible = np.full(_MOST_AGE * _MOST_AGE, -1, np.int8)
        self._kept: dict[Any, InputError] = {}
        self._doubts: set[str] = set()

    def refuse_columns(self, names: Sequence[str]) -> None:
        """Nothing; InputError for a file without `id`, a column that stands twice or that no rule asks for.

        A column of a driver beyond the last one the tariff takes may stand there, as long as it is empty.
        """
        for place, name in enumerate(names):
            if name in names[:place]:
                raise InputError("motor.fleet.column_twice", path=name[:80], value=name[:80])
            if name != ID and name not in self.tariff.inputs and not self._surplus(name):
                parse_contract({name: ""}, self.tariff)  # refuses it and names the nearest
        if ID not in names:
            raise InputError("motor.fleet.no_id_column", path=ID, expected=tuple(names[:12]))

    def price(self, batch: pa.RecordBatch, spot: Sequence[int] = (), engine: Sure | None = None) -> Priced:
        """The premiums of a batch: `id` as binary, the other columns as dictionaries of binary texts.

        `spot` are rows to be priced alone too; `engine` works out the premiums instead of NumPy.
        """
        found = Faults(batch.num_rows)
        refuse_ids(batch.column(ID), found)
        told = {name: self._read(name, batch.column(name)) for name in batch.schema.names if name != ID}
        self._refuse_cells(told, found)
        facts, count = self._facts(told, batch.num_rows)
        sheet = Sheet(told, count)
        self._refuse_pairs(facts, sheet, found)
        minor = np.zeros(batch.num_rows, np.int64)
        beyond = np.zeros(batch.num_rows, bool)
        for each in told.values():
            if each.has(BEYOND):
                beyond |= each.which(BEYOND)
        self._price_many(np.flatnonzero((found.why == 0) & ~beyond), facts, sheet, minor, found, engine)
        for row in np.flatnonzero(beyond & (found.why == 0)):
            self._settle(int(row), self._alone(sheet.texts(int(row))), minor, found)
        self._doubts.clear()  # those of the rows of the check alone: they do not depend on what came before
        unlike = tuple(row for row in spot if not self._same(row, sheet, minor, found))
        refused = np.flatnonzero(found.why)
        rows = np.flatnonzero(found.why == 0)
        why = found.why[refused] - 1
        return Priced(rows, minor[rows], refused, why, tuple(found.told), unlike, frozenset(self._doubts))

    def _surplus(self, name: str) -> bool:
        slot = DRIVER.fullmatch(name)
        return bool(slot) and re.sub(r"\d+", "1", name, count=1) in self.tariff.inputs

    def _read(self, name: str, column: pa.Array) -> Told:
        if name in self._cells:
            return self._cells[name].read(column)
        # A driver beyond the last one: whatever is told of him is refused.
        words = column.dictionary.cast(pa.binary())
        kinds = np.array([REFUSED if word else NONE for word in words.to_pylist()] + [NONE], np.int8)
        codes = column.indices.fill_null(len(words)).to_numpy(zero_copy_only=False)
        return Told(codes, np.zeros(len(kinds), np.int64), kinds, words)

    def _refuse_cells(self, told: Mapping[str, Told], found: Faults) -> None:
        for name, each in told.items():
            if not each.has(REFUSED):
                continue
            rows = np.flatnonzero(each.which(REFUSED))
            rows = rows[np.argsort(each.codes[rows], kind="stable")]
            alike = np.split(rows, np.flatnonzero(np.diff(each.codes[rows])) + 1)
            for place, these in enumerate(alike):
                found.add(these, self._fault_of(name, each.word(int(these[0])), place >= _MOST_NEAR))

    def _fault_of(self, name: str, word: bytes, plainly: bool) -> InputError:
        """Why a cell is refused; `plainly` without a search for the nearest names."""
        if not is_text(word):
            return InputError("motor.fleet.not_text", path=name, value=shown(word))
        text = word.decode()
        if plainly and name == PLACE and not self.tariff.knows_place(text):
            return InputError("motor.place.unknown", path=name, value=text[:80], expected=("-",))
        return self._few_alone(((name, text),), refuse_impossible)

    def _keep(self, key: Any, fault: InputError) -> None:
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[key] = fault

    def _facts(self, told: Mapping[str, Told], rows: int) -> tuple[dict[str, Told], Array | None]:
        """The inputs as `parse_contract` completes them, and how many drivers are named."""
        facts = {name: each for name, each in told.items() if name in self._cells and each.has(KNOWN)}
        count = None
        if "drivers" in self._cells and not ("drivers" in facts and facts["drivers"].is_full):
            count = count_drivers(facts, rows)
            most = int(count.max(initial=0))
            complete(facts, "drivers", Told(count, np.arange(most + 1), after_first(most)))
        if "limited" in self._cells and "drivers" in facts:
            there = facts["drivers"].which(KNOWN).astype(np.int64)
            complete(facts, "limited", Told(there, np.array([0, 1]), after_first(1)))
        for name in self._cells:
            if name.startswith(_SWITCH):
                off = np.zeros(1, np.int64)
                complete(facts, name, Told(np.zeros(rows, np.int64), off, off.astype(np.int8)))
        return facts, count

    def _refuse_pairs(self, facts: Mapping[str, Told], sheet: Sheet, found: Faults) -> None:
        """Refuse drivers named where there is no limit on them, and more experience than an age allows."""
        if "limited" in facts and "drivers" in facts:
            limited = facts["limited"]
            unlimited = (limited.kinds == KNOWN) & (limited.numbers == 0)
            rows = np.flatnonzero(np.take(unlimited, limited.codes) & facts["drivers"].which(KNOWN))
            self._refuse_alone(rows, ("limited", "drivers"), sheet, found)
        if not self.tariff.rule("driver_possible"):
            return
        for name in sheet.told:
            age = f"{name.removesuffix('.experience')}.age"
            if name.endswith(".experience") and name in facts and age in facts:
                rows = self._impossible(facts[age], facts[name])
                self._refuse_alone(rows, (age, name), sheet, found)

    def _impossible(self, age: Told, experience: Told) -> Array:
        """The rows whose driver cannot have that experience; each pair is worked out once."""
        rows = np.flatnonzero(age.which(KNOWN) & experience.which(KNOWN))
        ages, years = age.of(rows).values(), experience.of(rows).values()
        apart = (ages | years) & -_MOST_AGE != 0  # a pair beyond the grid
        cells = np.where(apart, 0, ages * _MOST_AGE + years)
        states = np.take(self._possible, cells)
        for cell in np.flatnonzero(np.bincount(cells[states < 0])):
            self._possible[cell] = self._can_be(int(cell) // _MOST_AGE, int(cell) % _MOST_AGE)
        found = np.take(self._possible, cells) == 0
        for place in np.flatnonzero(apart):
            found[place] = not self._can_be(int(ages[place]), int(years[place]))
        wrong: Array = rows[found]
        return wrong

    def _can_be(self, age: int, experience: int) -> bool:
        pair = {"age": age, "experience": experience}
        return self.tariff.value("driver_possible", pair, self._at) is not False

    def _refuse_alone(self, rows: Array, names: Sequence[str], sheet: Sheet, found: Faults) -> None:
        """Refuse rows for a few facts of each: what these alone are refused for."""
        for row in rows[found.why[rows] == 0]:
            found.add(np.array([row]), self._few_alone(sheet.few(int(row), names), refuse_impossible))

    def _few_alone(self, few: tuple[tuple[str, str], ...], refuse: Refuse) -> InputError:
        """What a few facts are refused for, by a check of the single contract."""
        if few not in self._kept:
            try:
                refuse(parse_contract(dict(few), self.tariff), self.tariff, self._at)
            except InputError as fault:
                self._keep(few, bare(fault))
            else:
                raise ValueError(f"{few}: refused in columns and not alone")
        return self._kept[few]

    def _price_many(
        self,
        rows: Array,
        facts: Mapping[str, Told],
        sheet: Sheet,
        minor: Array,
        found: Faults,
        engine: Sure | None,
    ) -> None:
        if not len(rows):
            return
        taken = facts if len(rows) == len(minor) else {name: fact.of(rows) for name, fact in facts.items()}
        if engine is None:
            values, sure, unit = self._plan.run(self._cells, taken, len(rows))
        else:
            values, sure, unit = engine(self._batch(taken))
        minor[rows] = self._minor(values, sure, unit)
        left = np.flatnonzero(~sure)
        if len(left):
            few = {name: fact.of(left) for name, fact in taken.items()}
            self._settle_left(rows[left], few, sheet, minor, found)

    def _batch(self, facts: Mapping[str, Told]) -> pa.RecordBatch:
        return pa.record_batch({name: self._cells[name].law_column(fact) for name, fact in facts.items()})

    def _minor(self, values: Array, sure: Array, unit: int) -> Array:
        """Whole minor units; ValueError where the tariff does not round to them."""
        top = 10**self.tariff.currency.places
        finer = unit // top
        if top % unit and (values[sure] % finer).any():
            raise ValueError(f"{self.tariff.premium}: not whole minor units")
        minor: Array = values // finer if top % unit else values * (top // unit)
        return minor

    def _settle_left(
        self, rows: Array, facts: Mapping[str, Told], sheet: Sheet, minor: Array, found: Faults
    ) -> None:
        """Work out by `evaluate` what the plan leaves, one row of each group that is open for one reason."""
        names = [name for section in _ENDS for name in self._ends.get(section, ())]
        outside = self._outside(facts, len(rows))
        for row in rows[outside].tolist():
            found.add(np.array([row]), self._few_alone(sheet.few(row, ("base", *names)), refuse_outside))
        inside = np.flatnonzero(~outside)
        left = Left(rows[inside], {name: fact.of(inside) for name, fact in facts.items()}, self._cells)
        groups = self._reasons.groups(self._cells, left.facts, len(inside))
        for alike in np.split(np.argsort(groups, kind="stable"), _steps(groups)):
            answers = {int(place): self._evaluated(left, int(place), sheet) for place in _three(alike)}
            first = next(iter(answers.values()), None)
            if all(each is first for each in answers.values()) and _is_gap(first):
                found.add(left.rows[alike], first)
                continue
            for place in alike.tolist():
                answer = answers[place] if place in answers else self._evaluated(left, place, sheet)
                self._settle(int(left.rows[place]), answer, minor, found)

    def _evaluated(self, left: Left, place: int, sheet: Sheet) -> int | InputError:
        """What `evaluate` says of a row; each reason is told by the first row that has it."""
        value = evaluate(self.tariff.premium, left.told(place), self._library, self._at, trace=False).value
        row = int(left.rows[place])
        if not isinstance(value, Open):
            minor = value * 10**self.tariff.currency.places
            return int(minor) if minor == int(minor) else self._alone(sheet.texts(row))
        reason = value.missing, value.gaps
        if reason not in self._kept:
            answer = self._alone(sheet.texts(row))
            if isinstance(answer, int):
                raise ValueError(f"row {row} is open in columns and has a premium alone")
            self._keep(reason, answer)
        return self._kept[reason]

    def _outside(self, facts: Mapping[str, Told], rows: int) -> Array:
        """Which rows have a base rate that an end of the corridor of the day excludes."""
        found = np.zeros(rows, bool)
        if "base" not in facts:
            return found
        base, scale = facts["base"].values(), 10 ** self._cells["base"].places
        for section, plan in self._corridor.items():
            ends, sure, unit = plan.run(self._cells, facts, rows)
            apart = base * unit < ends * scale if section == "base_low" else base * unit > ends * scale
            found |= apart & sure
        return found & facts["base"].which(KNOWN)

    def _alone(self, texts: Mapping[str, str]) -> int | InputError:
        """What one contract comes to by itself: minor units, or why there are none."""
        try:
            premium = price(parse_contract(texts, self.tariff), self._library, self._at)
        except InputError as fault:
            return bare(fault)
        self._doubts |= {step.rule for step in premium.doubts()}
        return premium.money.minor if premium.money else self._open(premium)

    def _open(self, premium: Premium) -> InputError:
        if premium.missing:
            return InputError(
                "motor.fleet.missing", path=premium.missing[0], value="", missing=premium.missing
            )
        reasons = dict.fromkeys(self.tariff.why(gap, self._language) for gap in premium.gaps)
        return InputError(
            "motor.fleet.gap", path=premium.gaps[0].rule, value="", day=str(self._at), why=" ".join(reasons)
        )

    def _settle(self, row: int, answer: int | InputError, minor: Array, found: Faults) -> None:
        if isinstance(answer, int):
            minor[row] = answer
        else:
            found.add(np.array([row]), answer)

    def _same(self, row: int, sheet: Sheet, minor: Array, found: Faults) -> bool:
        """Whether the row comes out the same when it is priced alone."""
        fault = found.of(row)
        if fault is not None and fault.code in _OF_THE_FILE:
            return True
        alone = self._alone(sheet.texts(row))
        return fault is not None if isinstance(alone, InputError) else fault is None and alone == minor[row]


_OF_THE_FILE = {"motor.fleet.not_text", "motor.fleet.no_id", "motor.fleet.id_too_long"}


def _three(rows: Array) -> Array:
    """The first, the last and one between: a group is what they agree on."""
    return np.unique(rows[[0, len(rows) // 2, -1]]) if len(rows) else rows


def _is_gap(answer: int | InputError | None) -> TypeGuard[InputError]:
    # A missing fact may be bridged by bounds in one row and not in the next; a gap has none.
    return isinstance(answer, InputError) and answer.code == "motor.fleet.gap"


def _steps(groups: Array) -> Array:
    """Where the next group begins, in the rows in order of their groups."""
    return np.flatnonzero(np.diff(np.sort(groups))) + 1
