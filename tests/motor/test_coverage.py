from datetime import date

import pytest

from comity.basis.errors import InputError
from comity.law.evaluate import Checked, evaluate
from comity.motor.coverage import coverage, specimens
from comity.motor.tariff import PLACE, Tariff

FIRST, LAST = "2022-01-09", "2022-09-12"


def test_the_358_places_hold_for_their_months(tariff: Tariff) -> None:
    (found,) = [
        each
        for each in coverage(tariff, of="territory")
        if each.computable and str(each.span) == f"{FIRST} .. {LAST}"
    ]
    assert len(found.places) == 358


def test_premiums_hold_from_9_december_2025_for_the_centres(tariff: Tariff) -> None:
    spans = {str(each.span): each.places for each in coverage(tariff, of="car") if each.computable}
    # the 85 centres and Berdsk, and two towns more until the multiplier of their oblast changed
    assert {span: len(places) for span, places in spans.items()} == {
        "2025-12-09 ..": 86,
        "2025-12-09 .. 2026-06-21": 2,
    }


def test_the_other_state_is_computed_to_22_april_2025(other: Tariff) -> None:
    for of in ("car", "lorry", "complex"):
        (found,) = [each for each in coverage(other, of=of) if each.computable]
        assert (str(found.span), len(found.places)) == ("2016-08-22 .. 2025-04-22", 9)


@pytest.mark.parametrize("state", ["tariff", "other"])
def test_spans_of_a_place_follow_one_another_without_a_hole(
    request: pytest.FixtureRequest, state: str
) -> None:
    tariff: Tariff = request.getfixturevalue(state)
    for specimen in specimens(tariff):
        found = coverage(tariff, of=specimen.id)
        for place in list(tariff.places)[:: len(tariff.places) // 9] if found[0].places else [""]:
            own = sorted(
                (each.span for each in found if not place or place in each.places),
                key=lambda span: span.start or date.min,
            )
            assert (own[0].start, own[-1].end) == (None, None)
            assert [span.end for span in own[:-1]] == [span.start for span in own[1:]]


def test_coverage_says_what_each_place_says_by_itself(tariff: Tariff) -> None:
    places = ["Москва", "Сочи", "Магас", "Искитим", "Омская область", "Салехард"]
    keys = [tariff.find_place(name, "place") for name in places]
    for each in coverage(tariff, keys):
        days = [each.span.start or date(2021, 6, 1), each.span.end or date(2030, 1, 1)]
        for key in each.places or keys:
            facts = Checked(each.specimen.facts | ({PLACE: key} if each.places else {}))
            result = evaluate(each.specimen.rule, facts, tariff.library, days[0])
            assert (result.status == "determined") is each.computable


def test_every_gap_has_words_of_the_pack(tariff: Tariff, other: Tariff) -> None:
    for state in (tariff, other):
        found = [(each, gap) for each in coverage(state) for gap in each.gaps]
        assert [gap.rule for _, gap in found if state.why_words(gap) is None] == []
        assert {gap.rule for _, gap in found} & {f"{state.pack.id}.tb"} == set()
        assert [each for each in coverage(state) if each.missing] == []


def test_a_foreign_car_asks_for_no_place(tariff: Tariff) -> None:
    found = [each for each in coverage(tariff, of="foreign") if each.computable]
    assert [(str(each.span), each.places) for each in found] == [("2022-09-13 ..", tuple(tariff.places))]


def test_an_unknown_specimen_is_refused(tariff: Tariff) -> None:
    with pytest.raises(InputError, match=r"motor\.specimen\.unknown"):
        coverage(tariff, of="spaceship")
