import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.feel.conftest import Ask, Same

ENDS = st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from("[("), st.sampled_from("])"))
RANGES = ENDS.map(lambda e: f"{e[2]}{min(e[:2])}..{max(e[0], e[1]) + 1}{e[3]}")


@given(first=RANGES, second=RANGES)
def test_relations_of_ranges_have_their_mirrors(ask: Ask, first: str, second: str) -> None:
    for name, mirror in [
        ("before", "after"),
        ("meets", "met by"),
        ("overlaps before", "overlaps after"),
        ("includes", "during"),
        ("starts", "started by"),
        ("finishes", "finished by"),
        ("overlaps", "overlaps"),
        ("coincides", "coincides"),
    ]:
        assert ask(f"{name}({first}, {second})") is ask(f"{mirror}({second}, {first})")


@given(point=st.integers(-1, 9), held=RANGES)
def test_a_point_is_before_during_or_after_a_range(ask: Ask, point: int, held: str) -> None:
    told = [ask(f"{name}({point}, {held})") for name in ("before", "during", "after")]
    assert told.count(True) == 1
    assert ask(f"{point} in {held}") is told[1]


@given(first=RANGES, second=RANGES)
def test_two_ranges_are_apart_or_overlap(ask: Ask, first: str, second: str) -> None:
    told = [ask(f"{name}({first}, {second})") for name in ("before", "overlaps", "after")]
    assert told.count(True) == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5 in (< 5, > 5)", "false"),
        ("5 in != 4", "true"),
        ("5 in [[1..2], [4..6]]", "true"),
        ("5 in (2, 5)", "true"),
        ('5 in "5"', "null"),
        ("null in [1..2]", "null"),
        ("2 in [1..null]", "null"),
        ("5 between 5 and 7 and true", "true"),
        ("]1..3[ = (1..3)", "true"),
        ("(< 3).end", "3"),
        ("(>= 3).start included", "true"),
        ("[1..3].middle", "null"),
        ('range("[\\"a\\"..\\"c\\"]") = ["a".."c"]', "true"),
        ('range("(3..)").start', "3"),
        ('range("[3..]")', "null"),
        ('range("[..3]")', "null"),
        ('range("(..3]") = (<= 3)', "true"),
        ('7 in range("[3..)")', "true"),
        ('range("[3..1]")', "null"),
        ('[1.."a"]', "null"),
    ],
)
def test_a_range_or_membership(says: Same, text: str, value: str) -> None:
    assert says(text, value)
