"""Walking the cells finds what is planted, with a witness that evaluate agrees with, and nothing else."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.dates import Span
from comity.basis.errors import PackError
from comity.law.cells import Finding, findings
from comity.law.evaluate import evaluate
from comity.law.library import Library
from comity.law.value import Open

DAY = date(2026, 6, 1)
CUTS = st.lists(st.integers(-5, 5), min_size=1, max_size=3, unique=True).map(sorted)


def library(
    rows: list[str], front: str = 'inputs: x: number "x"; k: text "k"', head: str = "x | k"
) -> Library:
    names = f"| {head} | y |\n|{'---|' * (head.count('|') + 2)}\n"
    text = f"# A\npack: aa\n\n## t\n{front}\n\n{names}" + "".join(rows)
    return Library.from_texts({"aa.md": text}, draft=True)


def found(law: Library) -> list[Finding]:
    return findings(law.rule("aa.t"))


def answer(law: Library, finding: Finding) -> Any:
    case = dict(finding.case)
    asked = law.asked("aa.t")
    rest = {"x": 0, "k": "…", "b": True}
    facts = {name: case.get(name, rest[name]) for name in asked}
    return evaluate("aa.t", facts, law, DAY)


def intervals(cuts: list[int]) -> list[str]:
    ends = [f"< {cuts[0]}", *(f"[{a}..{b})" for a, b in zip(cuts, cuts[1:], strict=False)), f">= {cuts[-1]}"]
    return ends


def partition(cuts: list[int]) -> list[str]:
    texts = ['"a"', '"b", "c"', 'not("a", "b", "c")']
    return [f"| {x} | {k} | {n} |\n" for n, x in enumerate(intervals(cuts)) for k in texts]


@given(CUTS, st.randoms())
def test_a_whole_partition_has_no_findings(cuts: list[int], random: Any) -> None:
    rows = partition(cuts)
    random.shuffle(rows)
    assert found(library(rows)) == []


@given(CUTS, st.data())
def test_a_planted_hole_is_found_with_a_true_witness(cuts: list[int], data: st.DataObject) -> None:
    rows = partition(cuts)
    rows.remove(data.draw(st.sampled_from(rows)))
    law = library(rows)
    holes = found(law)
    assert {hole.kind for hole in holes} == {"hole"}
    for hole in holes:
        assert answer(law, hole).status == "gap"


@given(CUTS, st.data())
def test_a_planted_overlap_is_found_with_a_true_witness(cuts: list[int], data: st.DataObject) -> None:
    rows = partition(cuts)
    twice = data.draw(st.sampled_from(rows))
    law = library([*rows, twice])
    overlaps = found(law)
    assert {overlap.kind for overlap in overlaps} == {"overlap"}
    for overlap in overlaps:
        with pytest.raises(PackError) as caught:
            answer(law, overlap)
        assert caught.value.facts["line"] == ", ".join(map(str, overlap.lines))


@pytest.mark.parametrize(
    ("front", "cells", "holes"),
    [
        ('inputs: x: integer "x"', ["< 2", "> 2"], {2}),
        ('inputs: x: integer [1..3] "x"', ["1", "3"], {2}),
        ('inputs: x: integer [1..3] "x"', ["1", "2", "3"], set()),
        ('inputs: x: number [1..3] "x"', ["1", "2", "3"], None),
        ('inputs: x: text ("a", "b") "x"', ['"a"'], {"b"}),
        ('inputs: x: text ("a", "b") "x"', ['"a"', '"b"'], set()),
        ('inputs: x: text "x"', ['starts with(?, "a")', '>= "b"'], None),
        ('inputs: x: text "x"', ['< "m"', '>= "m"'], set()),
        ('inputs: x: boolean "x"', ["true"], {False}),
        ('inputs: x: boolean "x"', ["true", "false"], set()),
        ('inputs: x: date "x"', ['< date("2026-01-01")', '> date("2026-01-01")'], {date(2026, 1, 1)}),
        ('inputs: x: date "x"', ['>= date("0001-01-01")'], set()),
        ('inputs: x: duration "x"', ['<= duration("P1M")', '> duration("P1M")'], None),
        ('inputs: x: number "x"\nhit: C', ["1"], set()),
        ('inputs: x: number "x"\nhit: C#', ["1"], set()),
        ('inputs: x: number "x"\nhit: C+', ["1"], None),
        ('inputs: x: number "x"\nhit: F', ["1", "-"], set()),
    ],
)
def test_holes_of_each_type_are_found(front: str, cells: list[str], holes: set[Any] | None) -> None:
    law = library([f"| {cell} | 1 |\n" for cell in cells], front, "x")
    witnesses = {dict(hole.case)["x"] for hole in found(law)}
    if holes is not None:
        assert witnesses == holes
    assert bool(witnesses) == (holes is None or bool(holes))
    for witness in witnesses:
        assert isinstance(evaluate("aa.t", {"x": witness}, law, DAY).value, Open)


def test_rows_of_an_any_table_may_meet_when_they_agree() -> None:
    assert found(library(["| - | 1 |\n", "| 2 | 1 |\n"], 'inputs: x: number "x"\nhit: A', "x")) == []
    told = found(library(["| - | 1 |\n", "| 2 | 5 |\n"], 'inputs: x: number "x"\nhit: A', "x"))
    assert [(each.kind, dict(each.case)) for each in told] == [("overlap", {"x": 2})]


def test_missing_years_are_found_between_and_after_versions() -> None:
    versions = [f"## t\nin force: {year}-01-01 .. {year}-12-31\n\n= 1\n" for year in (2024, 2026)]
    text = "\n".join(["# A\npack: aa\n", *versions])
    spans = [each.span for each in found(Library.from_texts({"aa.md": text}, draft=True))]
    assert spans == [Span(date(2025, 1, 1), date(2026, 1, 1)), Span(date(2027, 1, 1), None)]


def test_years_without_a_row_are_found() -> None:
    rows = ["| - | 1 | .. 2024-12-31 |\n", "| - | 2 | 2026-01-01 .. |\n"]
    text = '# A\npack: aa\n\n## t\ninputs: x: number "x"\n\n| x | y | in force |\n|---|---|---|\n' + "".join(
        rows
    )
    told = found(Library.from_texts({"aa.md": text}, draft=True))
    assert [(each.kind, each.span) for each in told] == [("hole", Span(date(2025, 1, 1), date(2026, 1, 1)))]


def test_a_table_too_large_to_walk_says_so_and_is_never_taken_as_whole() -> None:
    names = [f"n{place}" for place in range(20)]
    inputs = "inputs: " + "; ".join(f'{name}: number "{name}"' for name in names)
    cells = [["> 0" if place == row else "-" for place in range(20)] for row in range(20)]
    rows = [f"| {' | '.join(row)} | 1 |\n" for row in [*cells, ["<= 0"] * 20]]
    law = library(rows, f"{inputs}\nhit: C>", " | ".join(names))
    assert [each.kind for each in found(law)] == ["too large"]
    assert evaluate("aa.t", {}, law, DAY).status == "undetermined"


def test_tests_of_several_types_on_a_called_rule_are_walked_without_a_crash() -> None:
    text = (
        "# A\npack: aa\n\n## t\n\n"
        '| g.a | y |\n|---|---|\n| 1 | 1 |\n| "a" | 2 |\n| date("2026-01-01") | 3 |\n\n'
        '## g\ninputs: b: boolean "b"\n\n'
        '| b | a | c |\n|---|---|---|\n| true | 1 | 1 |\n| false | "a" | 1 |\n'
    )
    law = Library.from_texts({"aa.md": text}, draft=True)
    assert {each.kind for each in found(law)} == {"hole"}
    assert evaluate("aa.t", {"b": False}, law, DAY).value == 2
