"""The cheapest way to the threshold, against trying every set of operations."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.goods.application import Application
from comity.goods.assess import assess
from comity.goods.steps import Move, next_moves
from comity.law.evaluate import Checked, evaluate
from comity.law.library import Library
from tests.goods.conftest import Judge
from tests.goods.world import Facts, claim, day, demo, items, library_of, line, made, pack, read, table

ON = day("2026-06-01")


def moves(text: str, *lines: Facts, **fields: Any) -> list[list[str]]:
    library = library_of(text)
    return names(next_moves(read(library, claim(*lines, **fields)), library, ON))


def names(found: tuple[Move, ...]) -> list[list[str]]:
    return [[item.id for item in move.items] for move in found]


def with_done(application: Application, operations: list[str]) -> Application:
    """The claim with operations done on the applicant's own site."""
    more: dict[str, Any] = {}
    for each in operations:
        more |= {f"{each}.done": "yes", f"{each}.origin": "aa", f"{each}.proof": "own_site"}
        more |= {f"{each}.part": "none", f"{each}.named": "x", f"{each}.made": True}
    return replace(application, facts=Checked({**application.facts, **more}))


def met(application: Application, library: Library) -> bool:
    asked = library.asked("aa/goods/thing.met")
    told = Checked({name: value for name, value in application.facts.items() if name in asked})
    return evaluate("aa/goods/thing.met", told, library, ON).value is True


def ways(application: Application, library: Library, operations: list[str]) -> Iterator[tuple[int, Any]]:
    """How many operations and how many points each set that does it has."""
    for count in range(len(operations) + 1):
        for some in combinations(operations, count):
            done = with_done(application, list(some))
            if met(done, library):
                asked = library.asked("aa/goods/thing.points")
                told = Checked({name: value for name, value in done.facts.items() if name in asked})
                yield count, evaluate("aa/goods/thing.points", told, library, ON).value


@st.composite
def sheets(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A small sheet: lines in two groups and outside, alternatives, a minimum; and what is done already."""
    count = draw(st.integers(1, 7))
    rows = []
    for n in range(count):
        points = draw(st.integers(1, 9))
        group, alt = draw(st.sampled_from(["", "g", "h"])), draw(st.sampled_from(["", "", "x"]))
        rows.append(f"o{n} | make | {points} | {group} | {alt + group if alt else ''}")
    least = draw(st.integers(0, 6))
    one_of = draw(st.sampled_from(["sum", "one of"]))
    text = items(*rows, heads="id | mode | points | group | alt")
    text += table("groups", "id | combine", "g | sum", f"h | {one_of}") + table(
        "minimums", "group | min", f"g | {least}"
    )
    done = draw(st.sets(st.sampled_from([f"o{n}" for n in range(count)])))
    return pack(text, str(draw(st.integers(1, 30)))), sorted(done)


@settings(max_examples=120)
@given(sheets())
def test_no_set_of_operations_is_fewer_or_leaves_less_to_spare(case: tuple[str, list[str]]) -> None:
    text, done = case
    library = library_of(text)
    application = read(library, claim(*made(*done)))
    found = next_moves(application, library, ON)
    every = [item.id for item in application.sheet.items]
    best = min(ways(application, library, [each for each in every if each not in done]), default=None)
    taken = [item.id for move in found for item in move.items]
    if best is None:
        assert found == ()
    else:
        then = with_done(application, taken)
        assert met(then, library)
        assert min(ways(then, library, [])) == (0, best[1])
        assert len(taken) == best[0]


def test_alternatives_are_not_proposed_together() -> None:
    rows = items("a | make | 6 | x", "b | make | 5 | x", "c | make | 4 | ", heads="id | mode | points | alt")
    assert moves(pack(rows)) == [["a"], ["c"]]


def test_of_as_many_operations_those_with_least_to_spare() -> None:
    assert moves(pack(items("a | make | 30", "b | make | 11", "c | make | 10"))) == [["c"]]


def test_behind_a_gate_the_documents_come_with_the_operations() -> None:
    rows = items(
        *("a | make | 7 | g", "b | make | 2 | g", "docs | document | 1 | g", "c | make | 4 | "),
        heads="id | mode | points | group",
    )
    sheet = pack(rows + table("groups", "id | gate", "g | docs"), "8")
    assert moves(sheet) == [["docs", "a"]]
    assert moves(sheet, *made("a", "b")) == [["docs"]]  # what is done already is not asked for again
    assert moves(sheet, line("docs", done="yes"), *made("a")) == []


def test_over_a_cap_another_group_is_taken_up() -> None:
    rows = items(
        *("a | make | 10 | g", "b | make | 10 | g", "c | make | 2 | ", "d | make | 3 | "),
        heads="id | mode | points | group",
    )
    assert moves(pack(rows + table("groups", "id | cap", "g | 10"), "15")) == [["a"], ["c"], ["d"]]


def test_one_operation_that_serves_the_minimum_and_the_threshold_is_enough() -> None:
    rows = items(
        "a | make | 5 | g", "b | make | 20 | g", "c | make | 15 | ", heads="id | mode | points | group"
    )
    groups = table("groups", "id", "g") + table("minimums", "group | min", "g | 5")
    assert moves(pack(rows + groups, "20")) == [["b"]]


def test_what_is_counted_once_is_proposed_once() -> None:
    rows = items(
        *("a | make | 6 | g | k", "b | make | 6 | h | k", "c | make | 4 | h | "),
        heads="id | mode | points | group | once",
    )
    assert sorted(moves(pack(rows + table("groups", "id", "g", "h")))) == [["a"], ["c"]]


def test_a_factor_is_counted_in() -> None:
    rows = items("a | make | 8 | g", "b | make | 9 | ", heads="id | mode | points | group")
    more = table("groups", "id | factor | when", "g | 1.25 | big") + table("conditions", "id", "big")
    assert moves(pack(rows + more), configuration={"big": "yes"}) == [["a"]]
    assert moves(pack(rows + more), configuration={"big": "no"}) == [["a"], ["b"]]


def test_a_percentage_is_closed_without_the_operations_the_design_lacks() -> None:
    sheet = pack(
        items("a | make | 50", "b | make | 30", "c | make | 20"),
        "80",
        scale="percent of maximum",
        absent="drop from maximum",
    )
    assert moves(sheet, *made("a"), line("c", done="absent")) == [["b"]]
    assert moves(sheet, *made("b"), line("c", done="absent")) == [["a"]]


def test_nothing_is_proposed_when_nothing_would_do() -> None:
    assert moves(pack(items("a | make | 5"))) == []


def test_nothing_is_proposed_while_the_threshold_is_open() -> None:
    assert moves(pack(items("a | make | 5", "b | make | 9")), purpose="procurement") == []


def test_the_moves_of_the_demo_confirm_it(judge: Judge) -> None:
    data = demo("lift-first")
    for item in [item for move in judge(data).moves for item in move.items]:
        kept = [each for each in data["lines"] if each["operation"] != item.id]
        data = {**data, "lines": [*kept, line(item.id, done="yes", state="ru", proof="own_site")]}
    assert judge(data).decision.value == "confirmed"


@pytest.mark.parametrize("type_", ["engine_lathe_incl_cnc", "vmc_5_axes"])
def test_the_largest_sheet_is_searched_within_a_second(type_: str, real: Library, judge: Judge) -> None:
    found = judge({
        "product": {"code": "28.41.21"}, "purpose": "register", "filed": "2026-06-01", "unlisted": "no",
        "configuration": {"type": type_},
    })  # fmt: skip
    assert found.decision.value == "not confirmed"
    assert assess(found.application, real).moves == found.moves
