"""One case on one day: what is asked, what is known, what mattered, and the same on any other day."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.basis.errors import InputError, PackError
from comity.law.evaluate import Checked, check_facts, evaluate, evaluate_again, read_facts
from comity.law.frame import Step
from comity.law.library import Library
from comity.law.value import Duration, Open, status

PACK = """# Harbour fees
pack: aa
cite: Harbour Rules
confidence: A

## kind
Rate of a kind of boat
inputs: boat: text ("sail", "motor", "raft") "kind of boat"

| boat    | kind | in force      | cite          | note           |
|---------|------|---------------|---------------|----------------|
| "sail"  | 2    |               |               |                |
| "motor" | 3    | .. 2025-12-31 |               |                |
| "motor" | 4    | 2026-01-01 .. | Amendment 1   | raised in 2026 |

## season
Factor of the season
inputs: month: integer [1..12] "month"
in force: 2024-01-01 .. 2026-12-31

| month  | season |
|--------|--------|
| [5..9] | 1.5    |
| < 5    | 1      |
| > 9    | 1      |

## season
in force: 2028-01-01 ..

= 2

## length
Length that counts
inputs: metres: number > 0 "length"

= max(4, metres)

## fee
Fee for a night
inputs: boat: text "kind of boat"; guest: boolean "guest of the harbour"
unit: coins

= if guest then 0 else round half up(kind * season * length + length, 0)

## booked
Fee by the day of booking
inputs: booked: date "day of booking"
day: booked

| y | in force      |
|---|---------------|
| 1 | .. 2025-12-31 |
| 2 | 2026-01-01 .. |

## called
inputs: first: number "first"; second: number "second"

= length(metres: first + length(metres: second)) + length(metres: second)

## silent
inputs: metres: number "length"

= 10 / (metres - 5)

## ranked
inputs: a: boolean "a"; b: boolean "b"
hit: F

| a    | b    | ranked |
|------|------|--------|
| true | -    | 1      |
| -    | true | 2      |
| -    | -    | 3      |

## both
inputs: a: boolean "a"

| a     | low | high |
|-------|-----|------|
| true  | 1   | 5    |
| false | 1   | 7    |

## width

= both.high - both.low
"""
DAY = date(2026, 7, 1)
FACTS: dict[str, Any] = {"boat": "motor", "month": 7, "metres": 10, "guest": False}


@pytest.fixture(name="harbour", scope="module")
def _harbour() -> Library:
    return Library.from_texts({"aa.md": PACK}, draft=True)


def steps(step: Step | None) -> list[str]:
    return [each.rule.removeprefix("aa.") for each in step.each()] if step else []


def test_a_known_case_has_a_value_and_the_steps_that_mattered(harbour: Library) -> None:
    result = evaluate("aa.fee", FACTS, harbour, DAY)
    assert (result.value, result.status, result.missing, result.gaps) == (70, "determined", (), ())
    assert sorted(steps(result.step)) == ["fee", "kind", "length", "season"]


def test_a_step_carries_row_citation_note_and_inputs(harbour: Library) -> None:
    step = evaluate("aa.kind", {"boat": "motor"}, harbour, DAY).step
    assert step is not None
    assert PACK.split("\n")[(step.row or 0) - 1].startswith('| "motor" | 4')
    assert (step.citation.act, step.note, step.inputs) == (
        "Amendment 1",
        "raised in 2026",
        (("boat", "motor"),),
    )
    assert step.citation.confidence.value == "A"


def test_a_rule_named_twice_leaves_one_step_and_is_worked_out_once(harbour: Library) -> None:
    step = evaluate("aa.fee", FACTS, harbour, DAY).step
    assert step is not None
    assert [part.rule for part in step.parts] == ["aa.kind", "aa.season", "aa.length"]


def test_what_no_branch_asks_for_leaves_no_step(harbour: Library) -> None:
    result = evaluate("aa.fee", {"guest": True}, harbour, DAY)
    assert (result.value, steps(result.step)) == (0, ["fee"])


def test_a_column_no_row_asks_for_is_not_missed(harbour: Library) -> None:
    assert evaluate("aa.ranked", {"a": True}, harbour, DAY).value == 1
    assert evaluate("aa.ranked", {"b": True}, harbour, DAY).missing == ("a",)
    assert evaluate("aa.ranked", {"a": False}, harbour, DAY).missing == ("b",)


def test_an_undetermined_answer_names_what_is_missing_and_bounds_it(harbour: Library) -> None:
    result = evaluate("aa.season", {}, harbour, DAY)
    assert (result.status, result.missing) == ("undetermined", ("month",))
    assert (result.value.low, result.value.high) == (1, Fraction(3, 2))


def test_an_output_that_does_not_hang_on_what_is_missing_is_known(harbour: Library) -> None:
    result = evaluate("aa.both", {}, harbour, DAY)
    assert result.value["low"] == 1
    assert (result.status, result.missing) == ("undetermined", ("a",))
    width = evaluate("aa.width", {}, harbour, DAY)
    assert (width.value.low, width.value.high, width.missing) == (4, 6, ("a",))


def test_a_case_no_row_covers_is_a_gap_with_its_case(harbour: Library) -> None:
    result = evaluate("aa.kind", {"boat": "raft"}, harbour, DAY)
    assert (result.status, result.missing) == ("gap", ())
    assert [(gap.rule, gap.on, gap.code, gap.facts) for gap in result.gaps] == [
        ("aa.kind", DAY, "law.gap.no_row", (("boat", "raft"),))
    ]


def test_a_year_no_version_covers_is_a_gap(harbour: Library) -> None:
    result = evaluate("aa.fee", {**FACTS, "guest": False}, harbour, date(2027, 6, 1))
    assert result.status == "gap"
    assert [gap.code for gap in result.gaps] == ["law.gap.not_in_force"]
    assert evaluate("aa.season", {}, harbour, date(2028, 6, 1)).value == 2


def test_a_gap_beside_a_missing_fact_is_undetermined_and_names_both(harbour: Library) -> None:
    result = evaluate("aa.fee", {"boat": "raft", "guest": False, "month": 7}, harbour, DAY)
    assert (result.status, result.missing, len(result.gaps)) == ("undetermined", ("metres",), 1)


def test_division_by_zero_is_a_gap_on_the_day(harbour: Library) -> None:
    result = evaluate("aa.silent", {"metres": 5}, harbour, DAY)
    assert [(gap.rule, gap.on, gap.code) for gap in result.gaps] == [
        ("aa.silent", DAY, "law.gap.divided_by_zero")
    ]


def test_a_rule_tested_on_a_named_day_does_not_ask_the_other(harbour: Library) -> None:
    for day, value in ((date(2025, 12, 31), 1), (date(2026, 1, 1), 2)):
        assert evaluate("aa.booked", {"booked": day}, harbour, date(2030, 1, 1)).value == value
    assert evaluate("aa.booked", {}, harbour, DAY).missing == ("booked",)
    later = Open(frozenset({"contract"}))
    assert evaluate("aa.booked", {"booked": later}, harbour, DAY).missing == ("contract",)


def test_a_called_rule_is_worked_out_on_what_its_caller_binds(harbour: Library) -> None:
    result = evaluate("aa.called", {"first": 1, "second": 2}, harbour, DAY)
    assert result.value == 9
    assert evaluate("aa.called", {"first": 1}, harbour, DAY).missing == ("second",)


def test_a_called_rule_on_a_named_day_takes_the_day_it_is_given() -> None:
    text = PACK + '\n## trip\ninputs: start: date "start"\n\n= booked(booked: start + duration("P1D"))\n'
    law = Library.from_texts({"aa.md": text}, draft=True)
    assert evaluate("aa.trip", {"start": date(2025, 12, 30)}, law, DAY).value == 1
    assert evaluate("aa.trip", {"start": date(2025, 12, 31)}, law, DAY).value == 2
    assert evaluate("aa.trip", {}, law, DAY).missing == ("start",)


def test_a_bound_input_nobody_asked_for_is_not_told() -> None:
    text = (
        '# A\npack: aa\n\n## f\ninputs: x: number "x"\n\n= g(a: x + y, b: true)\n\n## y\n\n= 1\n\n'
        '## g\ninputs: a: number "a"; b: boolean "b"\n\n= if b then 1 else a\n'
    )
    step = evaluate("aa.f", {"x": 1}, Library.from_texts({"aa.md": text}), DAY).step
    assert [each.inputs for each in (step.each() if step else [])] == [(("x", 1),), (("b", True),)]
    assert steps(step) == ["f", "g"]


def test_lowest_confidence_of_the_steps_is_the_answers() -> None:
    length = "Length that counts\n"
    law = Library.from_texts({"aa.md": PACK.replace(length, f"{length}confidence: C\n")}, draft=True)
    assert evaluate("aa.kind", {"boat": "sail"}, law, DAY).confidence.value == "A"
    assert evaluate("aa.fee", FACTS, law, DAY).confidence.value == "C"
    assert evaluate("aa.fee", FACTS, law, DAY, trace=False).confidence.value == "C"


def test_an_assumed_rule_is_not_worked_out(harbour: Library) -> None:
    assert evaluate("aa.fee", FACTS, harbour, DAY, assume={"aa.season": 1, "aa.kind": 1}).value == 20


DAYS = st.dates(date(2023, 1, 1), date(2029, 12, 31))
SOME = st.fixed_dictionaries(
    {},
    optional={
        "boat": st.sampled_from(["sail", "motor", "raft"]),
        "month": st.integers(1, 12),
        "metres": st.integers(1, 9),
        "guest": st.booleans(),
    },
)


@given(SOME, DAYS, DAYS, st.sampled_from(["aa.fee", "aa.season", "aa.kind", "aa.silent"]), st.booleans())
@settings(max_examples=300)
def test_another_day_gives_what_evaluate_gives(
    facts: Mapping[str, Any], first: date, last: date, rule: str, trace: bool
) -> None:
    law = Library.from_texts({"aa.md": PACK}, draft=True)
    told = check_facts(law.asked(rule), {name: v for name, v in facts.items() if name in law.asked(rule)})
    before = evaluate(rule, told, law, first, trace=trace)
    for day in (last, last + timedelta(1), first):
        again = evaluate_again(rule, told, law, day, before)
        whole = evaluate(rule, told, law, day, trace=trace)
        assert (again.value, again.step, again.at) == (whole.value, whole.step, whole.at)
        assert status(again.value) == whole.status


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        ({"boats": "sail"}, "boats"),
        ({"boat": "canoe"}, "boat"),
        ({"boat": 5}, "boat"),
        ({"boat": None}, "boat"),
        ({"metres": 0}, "metres"),
        ({"metres": 1.5}, "metres"),
        ({"metres": True}, "metres"),
        ({"metres": "10"}, "metres"),
        ({"metres": 10**41}, "metres"),
        ({"month": Fraction(3, 2)}, "month"),
        ({"guest": 1}, "guest"),
    ],
)
def test_a_fact_of_another_type_or_not_allowed_is_refused_at_its_name(
    harbour: Library, facts: dict[str, Any], path: str
) -> None:
    with pytest.raises(InputError) as caught:
        evaluate("aa.fee", facts, harbour, DAY)
    assert caught.value.facts["path"] == path


def test_what_a_rule_below_allows_is_checked_at_the_top(harbour: Library) -> None:
    told = harbour.asked("aa.fee")["boat"].expected()
    assert told == "text sail, motor, raft"


def test_a_fact_that_two_rules_limit_must_please_both() -> None:
    two = ('## f\ninputs: x: number > 0 "x"\n\n= g + x\n', '## g\ninputs: x: integer < 10 "x"\n\n= x\n')
    text = "\n".join(["# A\npack: aa\n", *two])
    law = Library.from_texts({"aa.md": text}, draft=True)
    assert law.asked("aa.f")["x"].expected() == "integer > 0 and < 10"
    assert evaluate("aa.f", {"x": 9}, law, DAY).value == 18
    for wrong in (0, 10, Fraction(1, 2)):
        with pytest.raises(InputError):
            evaluate("aa.f", {"x": wrong}, law, DAY)


def test_an_unknown_rule_is_refused_with_the_nearest(harbour: Library) -> None:
    nothing: tuple[dict[str, Any], ...] = ({}, Checked())
    for facts in nothing:
        with pytest.raises(InputError) as caught:
            evaluate("aa.fees", facts, harbour, DAY)
        assert "aa.fee" in tuple(caught.value.facts["expected"])  # type: ignore[arg-type]


def test_texts_are_read_by_the_inputs_of_the_rule(harbour: Library) -> None:
    told = read_facts(
        harbour.asked("aa.fee"), {"boat": "sail", "metres": "1.50", "guest": "no", "month": "7"}
    )
    assert told == {"boat": "sail", "metres": Fraction(3, 2), "guest": False, "month": 7}
    for name, text in (("metres", "1e3"), ("guest", "maybe"), ("month", "1.5"), ("nobody", "1")):
        with pytest.raises(InputError) as caught:
            read_facts(harbour.asked("aa.fee"), {name: text})
        assert caught.value.facts["path"] == name


def test_a_wrong_kind_met_in_a_run_names_rule_file_and_line() -> None:
    text = (
        '# A\npack: aa\n\n## f\n\n\n= g * 2\n\n## g\ninputs: b: boolean "b"\n\n'
        '| b | y |\n|---|---|\n| true | 1 |\n| false | "none" |\n'
    )
    law = Library.from_texts({"packs/aa.md": text}, draft=True)
    assert evaluate("aa.f", {"b": True}, law, DAY).value == 2
    with pytest.raises(PackError) as caught:
        evaluate("aa.f", {"b": False}, law, DAY)
    assert caught.value.code == "law.rule.wrong_kind"
    assert dict(caught.value.facts) == {
        "file": "packs/aa.md", "line": "7", "rule": "aa.f", "value": "text, not number",
    }  # fmt: skip


def test_very_large_numbers_stay_exact() -> None:
    text = '# A\npack: aa\n\n## f\ninputs: x: number "x"\n\n= x * x * x / 7\n'
    law = Library.from_texts({"aa.md": text})
    big = 10**39 + 1
    assert evaluate("aa.f", {"x": big}, law, DAY).value == Fraction(big**3, 7)
    assert evaluate("aa.f", {"x": -big}, law, DAY).value == Fraction(-(big**3), 7)


def test_durations_and_dates_are_facts() -> None:
    text = (
        '# A\npack: aa\n\n## f\ninputs: term: duration <= duration("P1Y") "term"; start: date "start"\n\n'
        "= start + term\n"
    )
    law = Library.from_texts({"aa.md": text})
    facts = {"term": Duration(months=1), "start": date(2026, 1, 31)}
    assert evaluate("aa.f", facts, law, DAY).value == date(2026, 2, 28)
    assert read_facts(law.asked("aa.f"), {"term": "P1M", "start": "2026-01-31"}) == facts
    for term in (Duration(months=13), Duration(days=30)):
        with pytest.raises(InputError):
            evaluate("aa.f", {"term": term}, law, DAY)
