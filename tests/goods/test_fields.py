import pytest

from comity.basis.errors import InputError
from comity.goods.fields import Fields, refuse_lookalikes, refuse_state


def fields(**data: object) -> Fields:
    return Fields(data, "lines[0]")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"a": ""}, "empty"),
        ({"a": "  "}, "empty"),
        ({}, "needed"),
        ({"a": ["x"]}, "not_a_text"),
        ({"a": 5}, "not_a_text"),
    ],
)
def test_a_needed_text_is_there_and_is_a_text(data: dict[str, object], code: str) -> None:
    with pytest.raises(InputError, match=rf"goods\.field\.{code}") as fault:
        fields(**data).text("a", needed=True)
    assert fault.value.facts["path"] == "lines[0].a"


def test_a_text_that_need_not_be_there_is_empty_when_it_is_not() -> None:
    assert fields().text("a") == ""
    assert fields(a=" x ").text("a") == "x"


def test_an_unknown_field_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError, match=r"goods\.field\.unknown") as fault:
        fields(operaton="x").refuse_others(("operation", "state"))
    assert fault.value.facts["expected"] == ("operation",)


@pytest.mark.parametrize("data", [{"a": "x"}, {"a": {"b": "c"}}, {"a": ["x"] * 4}])
def test_a_list_is_a_list_of_at_most_so_many(data: dict[str, object]) -> None:
    with pytest.raises(InputError, match=r"goods\.field\.not_a_list"):
        fields(**data).lines("a", 3)


@pytest.mark.parametrize("bad", [5, " ", None, ["x"]])
def test_each_line_of_a_list_is_a_text(bad: object) -> None:
    with pytest.raises(InputError, match=r"goods\.field\.not_a_text") as fault:
        fields(a=["x", bad]).lines("a", 3)
    assert fault.value.facts["path"] == "lines[0].a[1]"


@pytest.mark.parametrize("bad", ["x", ["x"], 5, None])
def test_a_mapping_is_a_mapping(bad: object) -> None:
    with pytest.raises(InputError, match=r"goods\.field\.not_a_mapping"):
        fields(a=bad).below("a")


@pytest.mark.parametrize("bad", ["2026-02-30", "16.11.2026", "2026-1-1", "tomorrow", "20261116"])
def test_a_day_is_written_one_way(bad: str) -> None:
    with pytest.raises(InputError, match=r"goods\.field\.not_a_day"):
        fields(a=bad).day("a")


def test_yes_and_no_are_said_in_words_and_nothing_else() -> None:
    assert [fields(a=word).yes("a") for word in ("yes", "true", "no", "false")] == [True, True, False, False]
    assert fields().yes("a") is False
    with pytest.raises(InputError, match=r"goods\.field\.not_a_truth"):
        fields(a="maybe").yes("a")


@pytest.mark.parametrize("bad", ["RU", "rus", "r", "r1", "ru "])
def test_a_state_is_two_small_latin_letters(bad: str) -> None:
    with pytest.raises(InputError, match=r"goods\.field\.not_a_state"):
        refuse_state(bad, "state")


def test_a_letter_that_looks_latin_is_named() -> None:
    with pytest.raises(InputError, match=r"goods\.lookalike") as fault:
        refuse_lookalikes("cаbin", "lines[0].operation")
    assert {key: fault.value.facts[key] for key in ("letter", "place", "point")} == {
        "letter": "а",
        "place": 2,
        "point": "U+0430",
    }
