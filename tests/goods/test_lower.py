"""Each operator of the sheets, on small invented ones."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from comity.goods.assess import Assessment, Decision
from comity.law.value import Open
from tests.goods.world import claim, items, judged, library_of, line, made, pack, table

CONFIRMED, NOT_CONFIRMED, UNDETERMINED = Decision.CONFIRMED, Decision.NOT_CONFIRMED, Decision.UNDETERMINED


def score(text: str, *lines: dict[str, Any], **fields: Any) -> Any:
    return found(text, *lines, **fields).days[0].score


def found(text: str, *lines: dict[str, Any], **fields: Any) -> Assessment:
    return judged(library_of(text), claim(*lines, **fields))


def test_lines_that_are_credited_are_summed() -> None:
    sheet = pack(items("a | make | 7", "b | make | 5", "c | make | 3"))
    assert score(sheet, *made("a", "c")) == 10
    assert found(sheet, *made("a", "c")).decision is CONFIRMED
    assert found(sheet, *made("a")).decision is NOT_CONFIRMED


def test_a_group_that_takes_one_of_its_lines_takes_the_largest() -> None:
    rows = items(
        "a | make | 7 | g", "b | make | 5 | g", "c | make | 1 | ", heads="id | mode | points | group"
    )
    sheet = pack(rows + table("groups", "id | combine", "g | one of"))
    assert score(sheet, *made("a", "b", "c")) == 8
    assert score(sheet, *made("b")) == 5


def test_of_alternatives_only_the_largest_that_holds_counts() -> None:
    sheet = pack(
        items("a | make | 7 | x", "b | make | 5 | x", "c | make | 1 | ", heads="id | mode | points | alt")
    )
    assert score(sheet, *made("a", "b", "c")) == 8
    assert score(sheet, *made("b", "c")) == 6


def test_of_tiers_the_best_that_is_met_counts() -> None:
    rows = items("share | tier | ") + table(
        "tiers", "item | test | points", "share | <= 60 | 6", "share | <= 40 | 10", "share | <= 20 | 14"
    )
    points = [
        score(pack(rows), line("share", measure=told)) for told in ("61", "60", "40.5", "40", "20", "0")
    ]
    assert points == [0, 6, 6, 10, 14, 14]


def test_a_measure_nobody_said_is_as_open_as_its_tiers() -> None:
    rows = items("share | tier | ", "a | make | 11") + table(
        "tiers", "item | test | points", "share | <= 60 | 6"
    )
    assert found(pack(rows), *made("a")).decision is CONFIRMED
    left = found(pack(rows))
    assert (left.decision, left.days[0].score.low, left.days[0].score.high) == (NOT_CONFIRMED, 0, 6)


@pytest.mark.parametrize(
    ("counted", "total", "points"),
    [
        ("0", "4", 0),
        ("1", "4", 5),
        ("1", "3", Fraction(20, 3)),
        ("4", "4", 20),
        ("9", "4", 20),
        ("0", "0", 0),
    ],
)
def test_a_ratio_gives_its_part_of_the_points_and_never_more(counted: str, total: str, points: Any) -> None:
    sheet = pack(items("chips | ratio | 20"))
    assert score(sheet, line("chips", counted=counted, total=total)) == points


@pytest.mark.parametrize("facts", [{"counted": "3"}, {"total": "3"}, {}])
def test_a_ratio_half_said_lies_between_nothing_and_all(facts: dict[str, str]) -> None:
    told = score(pack(items("chips | ratio | 20")), line("chips", **facts))
    assert isinstance(told, Open)
    assert (told.low, told.high) == (0, 20)


def test_nothing_behind_a_gate_counts_unless_it_holds() -> None:
    rows = items(
        "a | make | 7 | g",
        "docs | document | 1 | g",
        "plan | document | 1 | g",
        heads="id | mode | points | group",
    )
    sheet = pack(rows + table("groups", "id | gate", "g | docs and plan"))
    assert score(sheet, *made("a"), line("docs", done="yes")) == 0
    assert score(sheet, *made("a"), line("docs", done="yes"), line("plan", done="yes")) == 9


def test_a_cap_bounds_its_group_alone() -> None:
    rows = items(
        "a | make | 7 | g", "b | make | 7 | g", "c | make | 2 | ", heads="id | mode | points | group"
    )
    sheet = pack(rows + table("groups", "id | cap", "g | 10"))
    assert [score(sheet, *made(*done)) for done in (["a"], ["a", "b"], ["a", "b", "c"])] == [7, 10, 12]


def test_a_factor_multiplies_its_group_when_its_condition_holds_after_the_cap() -> None:
    rows = items(
        "a | make | 7 | g", "b | make | 7 | g", "c | make | 1 | ", heads="id | mode | points | group"
    )
    groups = table("groups", "id | cap | factor | when", "g | 10 | 1.25 | trained")
    sheet = pack(rows + groups + table("conditions", "id", "trained"))
    both = made("a", "b", "c")
    assert score(sheet, *both, configuration={"trained": "yes"}) == Fraction(27, 2)
    assert score(sheet, *both, configuration={"trained": "no"}) == 11
    left = score(sheet, *both)
    assert (left.low, left.high, left.missing) == (11, Fraction(27, 2), {"trained"})


def test_what_is_counted_once_is_not_counted_again_in_another_group() -> None:
    rows = items(
        "a | make | 7 | g | cpu",
        "b | make | 9 | h | cpu",
        "c | make | 1 | g | ",
        heads="id | mode | points | group | once",
    )
    sheet = pack(rows + table("groups", "id", "g", "h"))
    assert score(sheet, *made("a", "b", "c")) == 10
    assert score(sheet, *made("a", "c")) == 8


def test_a_count_gives_points_for_each_up_to_the_cap_of_its_group() -> None:
    sheet = pack(
        items("spec | count | 3 | g", heads="id | mode | points | group")
        + table("groups", "id | cap", "g | 10")
    )
    assert [score(sheet, line("spec", count=n)) for n in ("0", "2", "3", "4", "99")] == [0, 6, 9, 10, 10]


def test_bought_with_proof_counts_less_than_made_where_the_line_says_so() -> None:
    sheet = pack(items("a | make | 20 | 10", heads="id | mode | points | use"))
    own = made("a")[0]
    assert score(sheet, own | {"made": "yes"}) == 20
    assert score(sheet, own | {"made": "no"}) == 10
    left = score(sheet, own)
    assert (left.low, left.high, left.missing) == (10, 20, {"a.made"})


def test_a_line_credits_the_wider_union_only_where_it_says_so_itself() -> None:
    sheet = pack(items("a | use | 20 | 8", "b | use | 20 | ", heads="id | mode | points | eaeu"))
    assert score(sheet, *made("a", "b", state="cc", proof="union")) == 8


def test_the_other_states_act_counts_as_own_when_enough_is_done_here() -> None:
    sheet = pack(items(*(f"{name} | make | 2" for name in "abcde")))
    both = [*made("a"), *made("b", "c", "d", "e", state="bb", proof="act")]
    assert score(sheet, *both) == 10


def test_with_too_few_operations_done_here_the_other_states_act_ranks_as_the_wider_unions() -> None:
    rows = items(
        *(f"{name} | make | 2 | {1 if name == 'b' else ''}" for name in "abcdef"),
        heads="id | mode | points | eaeu",
    )
    both = [*made("a"), *made("b", "c", "d", "e", "f", state="bb", proof="act")]
    told = found(pack(rows), *both)
    assert told.days[0].score == 2 + 1
    assert {each.item.id: each.rank for each in told.credits} == {"a": "own"} | dict.fromkeys("bcdef", "eaeu")


def test_alternatives_are_one_operation_in_the_share() -> None:
    rows = items(
        *("a | make | 2 | x", "b | make | 1 | x"),
        *(f"{name} | make | 2 | " for name in "cdef"),
        heads="id | mode | points | alt",
    )
    both = [*made("a"), *made("c", "d", "e", "f", state="bb", proof="act")]
    assert score(pack(rows), *both) == 10  # one of five, not of six


def test_an_operation_absent_by_design_leaves_the_share() -> None:
    sheet = pack(items(*(f"{name} | make | 2" for name in "abcdef")))
    both = [*made("a"), *made("b", "c", "d", "e", state="bb", proof="act"), line("f", done="absent")]
    assert score(sheet, *both) == 10


def test_an_excluded_part_is_not_recognised_from_the_day_on() -> None:
    sheet = pack(items("a | make | 5", "b | make | 5"))
    parts = [*made("a"), made("b", state="bb", proof="act")[0] | {"part": "11.11.1"}]
    assert [score(sheet, *parts, filed=day) for day in ("2026-06-30", "2026-07-01")] == [10, 5]
    ended = [*made("a"), made("b", state="bb", proof="act")[0] | {"part": "22.22.1"}]
    assert [score(sheet, *ended, filed=day) for day in ("2026-06-30", "2026-07-01")] == [5, 10]


def test_a_line_counts_only_when_what_it_needs_holds() -> None:
    rows = items("a | make | 7 | b or gearless", "b | make | 5 | ", heads="id | mode | points | needs")
    sheet = pack(rows + table("conditions", "id", "gearless"))
    assert score(sheet, *made("a"), configuration={"gearless": "no"}) == 0
    assert score(sheet, *made("a"), configuration={"gearless": "yes"}) == 7
    assert score(sheet, *made("a", "b"), configuration={"gearless": "no"}) == 12


@pytest.mark.parametrize(
    ("mode", "facts"),
    [("ratio", {"counted": "1", "total": "1"}), ("count", {"count": "1"}), ("tier", {"measure": "1"})],
)
def test_measured_lines_need_their_condition_too(mode: str, facts: dict[str, str]) -> None:
    rows = items(f"a | {mode} | 7 | here", heads="id | mode | points | needs") + table(
        "conditions", "id", "here"
    )
    sheet = pack(rows + (table("tiers", "item | test | points", "a | > 0 | 7") if mode == "tier" else ""))
    assert [score(sheet, line("a", **facts), configuration={"here": told}) for told in ("yes", "no")] == [
        7,
        0,
    ]


def test_absent_without_points_leaves_the_threshold() -> None:
    sheet = pack(items("a | make | 6", "b | make | 4"), absent="no points")
    told = found(sheet, *made("a"), line("b", done="absent")).days[0]
    assert (told.score, told.least) == (6, 10)


def test_absent_dropped_from_the_maximum_is_measured_against_what_is_left() -> None:
    sheet = pack(
        items("a | make | 6", "b | make | 4"), "80", scale="percent of maximum", absent="drop from maximum"
    )
    assert score(sheet, *made("a")) == 60
    assert score(sheet, *made("a"), line("b", done="absent")) == 100


def test_absent_added_to_the_score_counts_as_if_it_were_done() -> None:
    rows = items(
        "a | make | 6 | | ",
        "b | make | 4 | g | x",
        "c | make | 3 | g | x",
        heads="id | mode | points | group | alt",
    )
    sheet = pack(rows + table("groups", "id", "g"), absent="add to score")
    assert score(sheet, *made("a"), line("b", done="absent")) == 10
    assert score(sheet, *made("a", "c"), line("b", done="absent")) == 10  # of alternatives still one


def test_absent_that_scales_the_threshold_shrinks_it_with_the_maximum() -> None:
    sheet = pack(items("a | make | 6", "b | make | 4"), "5", absent="scale threshold")
    told = found(sheet, *made("a"), line("b", done="absent")).days[0]
    assert (told.score, told.least) == (6, 3)


def test_percent_is_of_the_products_own_maximum_with_caps_and_alternatives() -> None:
    rows = items(
        "a | make | 6 | g | ", "b | make | 6 | g | ", "c | make | 9 | | x", "d | make | 5 | | x",
        heads="id | mode | points | group | alt",
    )  # fmt: skip
    sheet = pack(
        rows + table("groups", "id | cap", "g | 11"),
        "50",
        scale="percent of maximum",
        absent="drop from maximum",
    )
    assert score(sheet, *made("a", "b")) == 55  # 11 of 11 + 9


def test_tiers_ratios_and_capped_counts_have_their_part_in_the_maximum() -> None:
    rows = items("t | tier | | ", "r | ratio | 4 | ", "n | count | 3 | g", heads="id | mode | points | group")
    rows += table("tiers", "item | test | points", "t | <= 60 | 2", "t | <= 20 | 6") + table(
        "groups", "id | cap", "g | 10"
    )
    sheet = pack(rows, "50", scale="percent of maximum", absent="drop from maximum")
    facts = [line("t", measure="60"), line("r", counted="1", total="2"), line("n", count="2")]
    assert score(sheet, *facts) == 50  # 2 + 2 + 6 of 6 + 4 + 10


def test_a_product_without_any_line_has_no_percentage_and_is_undetermined() -> None:
    sheet = pack(items("a | make | 6"), "50", scale="percent of maximum", absent="drop from maximum")
    told = found(sheet, line("a", done="absent"))
    assert told.decision is UNDETERMINED
    assert [gap.code for gap in told.gaps] == ["law.gap.divided_by_zero"]


def test_a_group_below_its_own_minimum_is_not_confirmed_whatever_the_rest() -> None:
    rows = items(
        "a | make | 20 | ", "b | make | 4 | g", "c | make | 2 | g", heads="id | mode | points | group"
    )
    least = table("minimums", "group | min | in force", "g | 5 | 2026-06-02 ..")
    sheet = pack(rows + table("groups", "id", "g") + least)
    told = found(sheet, *made("a", "b"), filed="2026-06-02")
    assert (told.decision, told.days[0].unmet) == (NOT_CONFIRMED, ("g",))
    assert found(sheet, *made("a", "b"), filed="2026-06-01").decision is CONFIRMED
    assert found(sheet, *made("a", "b", "c"), filed="2026-06-02").decision is CONFIRMED


def test_a_line_has_the_points_of_its_dated_row_and_none_outside() -> None:
    rows = items(
        "a | make | 6 | 2026-01-01 .. 2026-05-31",
        "a | make | 8 | 2026-06-01 .. 2026-06-30",
        heads="id | mode | points | in force",
    )
    days = ("2025-12-31", "2026-01-01", "2026-05-31", "2026-06-01", "2026-06-30", "2026-07-01")
    assert [score(pack(rows), *made("a"), filed=day) for day in days] == [0, 6, 6, 8, 8, 0]


def test_a_credit_shows_the_row_in_force_when_filed() -> None:
    rows = items(
        "a | make | 6 | .. 2026-05-31", "a | make | 8 | 2026-06-01 ..", heads="id | mode | points | in force"
    )
    shown = [found(pack(rows), *made("a"), filed=day).credits for day in ("2026-05-31", "2026-06-01")]
    assert [[(each.points, each.item.points) for each in one] for one in shown] == [[(6, 6)], [(8, 8)]]


def test_a_mandatory_condition_is_demanded_in_its_span_only() -> None:
    rows = items("a | make | 20") + table(
        "mandatory", "id | type | test | in force", "centre | integer | >= 2 | 2026-06-02 .."
    )
    few = {"mandatory": {"centre": "1"}}
    assert found(pack(rows), *made("a"), filed="2026-06-01", **few).decision is CONFIRMED
    told = found(pack(rows), *made("a"), filed="2026-06-02", **few)
    assert (told.decision, told.days[0].unmet) == (NOT_CONFIRMED, ("centre",))
    assert found(pack(rows), *made("a"), filed="2026-06-02").missing == ("mandatory.centre",)


def test_a_condition_demanded_only_if_another_holds_is_not_asked_for_otherwise() -> None:
    rows = items("a | make | 20", "laser | make | 1") + table(
        "mandatory", "id | only if", "home_laser | laser or big"
    )
    sheet = pack(rows + table("conditions", "id", "big"))
    assert found(sheet, *made("a"), configuration={"big": "no"}).decision is CONFIRMED
    told = found(sheet, *made("a", "laser"), configuration={"big": "no"})
    assert (told.decision, told.missing) == (UNDETERMINED, ("mandatory.home_laser",))


def test_a_partial_sheet_says_yes_or_undetermined_and_never_no() -> None:
    sheet = pack(items("a | make | 10") + table("mandatory", "id", "centre"), partial="yes")
    yes = {"mandatory": {"centre": "yes"}}
    assert found(sheet, *made("a"), **yes).decision is CONFIRMED
    told = found(sheet, **yes)
    assert (told.decision, told.gaps[0].rule) == (UNDETERMINED, "aa/goods/thing.met")
    assert found(sheet, *made("a"), mandatory={"centre": "no"}).decision is UNDETERMINED


CONFIGURED = """
## threshold
inputs: purpose: text ("register", "procurement") "purpose"; cab: boolean "cab"

| purpose       | cab   | min | in force      |
|---------------|-------|-----|---------------|
| "register"    | true  | 10  | .. 2026-05-31 |
| "register"    | true  | 12  | 2026-06-01 .. |
| "register"    | false | 8   |               |
| "procurement" | -     | 20  |               |
"""


@pytest.mark.parametrize(
    ("purpose", "cab", "filed", "least"),
    [
        ("register", "yes", "2026-05-31", 10),
        ("register", "yes", "2026-06-01", 12),
        ("register", "no", "2026-06-01", 8),
        ("procurement", "no", "2026-06-01", 20),
    ],
)
def test_the_threshold_goes_by_date_purpose_and_configuration(
    purpose: str, cab: str, filed: str, least: int
) -> None:
    sheet = pack(items("a | make | 9") + CONFIGURED, None)
    told = found(sheet, *made("a"), purpose=purpose, configuration={"cab": cab}, filed=filed)
    assert told.days[0].least == least


def test_an_unsaid_configuration_leaves_open_only_what_hangs_on_it() -> None:
    sheet = pack(items("a | make | 9", "b | make | 9") + CONFIGURED, None)
    assert found(sheet, *made("a")).decision is UNDETERMINED
    assert found(sheet, *made("a", "b")).decision is CONFIRMED
    assert found(sheet).decision is NOT_CONFIRMED


VARIANTS = """## codes

| code     | variant |
|----------|---------|
| 99.10.11 | small   |
| 99.10.12 | large   |

""" + items(
    "a | small | make | 6", "a | large | make | 4", "b | | make | 2", heads="id | variant | mode | points"
)
BY_VARIANT = """
## threshold
inputs: purpose: text ("register") "purpose"; variant: text ("small", "large") "variant"

| purpose    | variant | min |
|------------|---------|-----|
| "register" | "small" | 8   |
| "register" | "large" | 6   |
"""


@pytest.mark.parametrize(("code", "points"), [("99.10.11", 8), ("99.10.12", 6)])
def test_each_variant_has_its_own_points_and_threshold(code: str, points: int) -> None:
    told = found(pack(VARIANTS + BY_VARIANT, None), *made("a", "b"), product={"code": code}).days[0]
    assert (told.score, told.least) == (points, points)


def test_a_purpose_without_a_threshold_is_a_gap() -> None:
    told = found(pack(items("a | make | 10")), *made("a"), purpose="procurement")
    assert (told.decision, told.gaps[0].rule) == (UNDETERMINED, "aa/goods/thing.threshold")


def test_every_lowered_rule_and_input_has_words_in_three_languages() -> None:
    rows = items(
        "a | make | 20 | 5 | g",
        "c | count | 1 | | g",
        "r | ratio | 1 | | g",
        "t | tier | | | g",
        heads="id | mode | points | use | group",
    )
    rows += table("tiers", "item | test | points", "t | > 1 | 2")
    library = library_of(pack(rows + table("groups", "id", "g") + table("minimums", "group | min", "g | 1")))
    rules = [rule for name, rule in library.rules.items() if name.startswith("aa/goods/thing.")]
    inputs = [each for rule in rules for each in rule.inputs]
    assert len(rules) > 12
    assert [each.name for each in rules if "{" in each.words.say("be")] == []
    assert [each.name for each in inputs if "{" in each.words.say("be")] == []


def test_dates_do_not_leak_between_assessments() -> None:
    library = library_of(
        pack(items("a | make | 6 | .. 2026-06-01", heads="id | mode | points | in force"), "6")
    )
    first = judged(library, claim(*made("a"), filed="2026-06-01"))
    assert (first.decision, first.until) == (CONFIRMED, date(2026, 6, 1))
    assert judged(library, claim(*made("a"), filed="2026-06-02")).decision is NOT_CONFIRMED
