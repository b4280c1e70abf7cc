"""What was known on a day about a day: against a reference that reads the list of rows by brute force."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.basis.dates import Day
from comity.basis.errors import InputError
from comity.exchange.accept import ACT, ENDED, Fact, Standing, examine, follows, own_facts
from comity.node import known, ledger
from comity.node.database import Cursor
from comity.node.known import EVER, NOT_ON_DAY, UNKNOWN
from comity.register import act
from comity.register.act import Act
from comity.register.keys import ED25519, PrivateKey
from comity.register.kinds import Kind
from comity.register.merkle import leaf_hash
from comity.register.trust import Role, TrustedKey, TrustList, by_kid
from tests.faults.memory import MemoryDatabase

FIRST = Day(2026, 11, 1)
ACTS = [bytes([n]) * 32 for n in range(4)]
COUNTS = (UNKNOWN, Standing.IN_FORCE, Standing.ENDING)
DATABASE = MemoryDatabase()


class UndoneError(Exception):
    pass


@contextmanager
def empty() -> Iterator[Cursor]:
    """A cursor whose work is undone: each example starts with no rows."""
    try:
        with DATABASE.transaction() as cursor:
            yield cursor
            raise UndoneError
    except UndoneError:
        pass


def day(number: int | None) -> Day | None:
    return None if number is None else FIRST + timedelta(days=number)


@dataclass(frozen=True)
class Row:
    """A row as it is written: the act, what it says, from when until when, recorded when, from which act."""

    about: int
    standing: str
    start: int | None
    until: int | None
    recorded: int
    source: int

    def fact(self) -> Fact:
        name = ACTS[self.about].hex()
        return Fact(
            ACT, name, {"standing": self.standing}, day(self.start), day(self.until), self.source_hash
        )

    @property
    def source_hash(self) -> bytes:
        return ACTS[self.source]

    def holds(self, on: int, at: int) -> bool:
        begun = self.start is None or self.start <= on
        return self.recorded <= at and begun and (self.until is None or on < self.until)


@st.composite
def rows(draw: st.DrawFn) -> list[Row]:
    """Rows in the order they are written; only an act after another ends it, as leaf hashes have it."""
    made = []
    for _ in range(draw(st.integers(0, 12))):
        about = draw(st.integers(0, len(ACTS) - 1))
        ends = about + 1 < len(ACTS) and draw(st.booleans())
        source = draw(st.integers(about + 1, len(ACTS) - 1)) if ends else about
        standing = ENDED if ends else str(draw(st.sampled_from(list(Standing))))
        start = draw(st.none() | st.integers(0, 6))
        until = draw(st.none() | st.integers((start or 0) + 1, 8))
        made.append(Row(about, standing, start, until, draw(st.integers(0, 5)), source))
    return made


def reference(held: Sequence[Row], about: int, on: int, at: int) -> str:
    """How an act stands, read off the list."""
    here = [row for row in held if row.about == about]
    own = [row.standing for row in here if row.standing != ENDED and row.holds(on, at)]
    newest = own[-1] if own else UNKNOWN
    if newest not in COUNTS:
        return newest
    enders = {row.source for row in here if row.standing == ENDED and row.holds(on, at)}
    return ENDED if any(reference(held, each, on, at) in COUNTS for each in enders) else newest


def expected(held: Sequence[Row], about: int, on: int, at: int) -> str:
    found = reference(held, about, on, at)
    if any(row.about == about and row.holds(on, at) for row in held) or found != UNKNOWN:
        return found
    other = [r.standing for r in held if r.about == about and r.standing != ENDED and r.recorded <= at]
    if not other:
        return UNKNOWN
    return NOT_ON_DAY if other[-1] in COUNTS else other[-1]


def write(cursor: Cursor, held: Sequence[Row]) -> None:
    for row in held:
        ledger.add_facts(cursor, [row.fact()], row.recorded)


def asked(cursor: Cursor, about: int, on: int, at: int) -> str:
    return known.standing(cursor, ACTS[about], FIRST + timedelta(days=on), at).standing


@settings(max_examples=150)
@given(rows(), st.integers(0, 3), st.integers(0, 8), st.integers(0, 5))
def test_the_answer_is_that_of_the_list_of_rows(held: list[Row], about: int, on: int, at: int) -> None:
    with empty() as cursor:
        write(cursor, held)
        assert asked(cursor, about, on, at) == expected(held, about, on, at)


@settings(max_examples=100)
@given(rows(), rows(), st.integers(0, 3), st.integers(0, 8), st.integers(0, 4))
def test_what_was_known_then_stays_whatever_is_recorded_since(
    held: list[Row], later: list[Row], about: int, on: int, at: int
) -> None:
    with empty() as cursor:
        write(cursor, held)
        then = known.standing(cursor, ACTS[about], FIRST + timedelta(days=on), at)
        for row in later:
            ledger.add_facts(cursor, [row.fact()], at + 1 + row.recorded)
        assert known.standing(cursor, ACTS[about], FIRST + timedelta(days=on), at) == then


@settings(max_examples=100)
@given(rows(), st.integers(0, 5), st.integers(1, 3), st.sampled_from(list(Standing)))
def test_a_later_row_overrides_an_earlier_one_on_its_days_only(
    held: list[Row], start: int, length: int, standing: Standing
) -> None:
    newer = Row(3, standing, start, start + length, 6, 3)  # nothing ends the last act
    with empty() as cursor:
        write(cursor, held)
        before = {on: known.standing(cursor, ACTS[3], FIRST + timedelta(days=on), EVER) for on in range(9)}
        write(cursor, [newer])
        for on in range(9):
            now = known.standing(cursor, ACTS[3], FIRST + timedelta(days=on), EVER)
            if newer.holds(on, 6):
                assert (now.standing, now.facts[0].recorded_at) == (standing, 6)
            elif any(row.about == 3 and row.holds(on, 6) for row in held):
                assert now == before[on]


ISSUER = PrivateKey(ED25519, b"i" * 32)
NOW = 1_795_000_000
KINDS = {name: Kind(name) for name in ("test.permit", "test.withdrawal")}
TRUST = TrustList(
    "test",
    1,
    NOW - 10,
    NOW + 10,
    by_kid([TrustedKey(ISSUER.public, "a.example", Role.ISSUER, NOW - 10, kinds=frozenset(KINDS))]),
    KINDS,
    86_400,
)


def sealed(kind: str, number: int, **more: Any) -> bytes:
    made = Act(kind, "a.example", bytes([number]) * 16, {"id": "x"}, {}, NOW, **more)
    return act.seal(made, ISSUER)


@settings(max_examples=30)
@given(st.integers(0, 4), st.none() | st.integers(5, 8), st.none() | st.integers(0, 8))
def test_the_issuing_and_the_importing_node_say_the_same(
    start: int, until: int | None, withdrawn: int | None
) -> None:
    first = sealed("test.permit", 1, valid_from=day(start), valid_until=day(until))
    leaves = [first]
    if withdrawn is not None:
        leaves.append(sealed("test.withdrawal", 2, valid_from=day(withdrawn), ends=leaf_hash(first)))
    seen = [examine(leaf, TRUST, NOW) for leaf in leaves]
    theirs = [fact for each in seen for fact in follows(each, {leaf_hash(first): "a.example"})]
    answers = []
    for facts in (own_facts(leaves), theirs):
        with empty() as cursor:
            ledger.add_facts(cursor, facts, NOW)
            days = [FIRST + timedelta(days=on) for on in range(10)]
            answers.append(
                [known.standing(cursor, leaf_hash(leaf), on, EVER) for leaf in leaves for on in days]
            )
    assert answers[0] == answers[1]
    assert {each.standing for each in answers[0]} <= {"in force", "ending", ENDED, NOT_ON_DAY}


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-11-21", 1_795_305_599),
        ("2026-11-21T10:00:00", 1_795_255_200),
        ("2026-11-21T10:00:00Z", 1_795_255_200),
        (" 2026-11-21T13:00:00+03:00 ", 1_795_255_200),
        ("9999-12-31", EVER),
    ],
)
def test_a_day_counts_until_its_last_second(text: str, at: int) -> None:
    assert known.time_of(text, "--known") == at


@pytest.mark.parametrize("text", ["", "21.11.2026", "2026-11-31", "now", "1795305599", "2026-11-21T25:00:00"])
def test_another_text_is_no_time(text: str) -> None:
    with pytest.raises(InputError, match=r"known\.bad_time"):
        known.time_of(text, "--known")
