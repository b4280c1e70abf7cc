from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from comity.basis.citation import Citation, Confidence, lowest

SOME = st.lists(st.sampled_from(Confidence), max_size=8)


@given(SOME, SOME)
def test_the_lowest_of_all_is_the_lowest_of_the_lowest(
    left: list[Confidence], right: list[Confidence]
) -> None:
    assert lowest(left + right) == lowest([lowest(left), lowest(right)])


@given(SOME.filter(bool))
def test_nothing_is_surer_than_its_least_sure_part(some: list[Confidence]) -> None:
    assert all(lowest(some) >= each for each in some)
    assert lowest(some) in some


def test_a_citation_says_its_act_and_how_sure_it_is() -> None:
    cited = Citation("Ordinance 7, point 2", checked=date(2026, 11, 21), confidence=Confidence.B)
    assert str(cited) == "Ordinance 7, point 2 [B]"


def test_a_citation_without_a_source_is_unconfirmed() -> None:
    assert Citation("Ordinance 7").confidence is Confidence.C
