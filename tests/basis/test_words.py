import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.errors import InputError
from comity.basis.words import LANGUAGES, Phrasebook, Words, visible, visible_lines

BOOK = Phrasebook(
    {"part.seen": Words(en="{count} seen at {path}", ru="{path}: {count}", be="{path} - {count}")}
)


@pytest.mark.parametrize(
    ("words", "language", "said"),
    [
        (Words(en="e", ru="r", be="b"), "be", "b"),
        (Words(en="e", ru="r"), "be", "r"),
        (Words(en="e"), "be", "e"),
        (Words(en="e", be="b"), "ru", "e"),
        (Words(en="", ru="r"), "en", "r"),
        (Words(en="", be="b"), "ru", "b"),
        (Words(en="e", ru="r"), "de", "e"),
    ],
)
def test_a_missing_text_falls_back_to_the_nearest_language(words: Words, language: str, said: str) -> None:
    assert words.say(language) == said


@given(st.text(), st.text(), st.text(), st.sampled_from(LANGUAGES))
def test_something_is_said_when_there_is_anything_to_say(en: str, ru: str, be: str, language: str) -> None:
    assert bool(Words(en, ru, be).say(language)) is bool(en or ru or be)


def test_fields_show_whether_the_languages_agree() -> None:
    assert len(Words(en="{a} {b}", ru="{b} {a}", be="{a}{b}").fields()) == 1
    assert len(Words(en="{a}", ru="{b}", be="{a}").fields()) == 2


def test_facts_fill_the_words_of_an_error() -> None:
    fault = InputError("part.seen", count=3, path="items[0]")
    assert BOOK.explain(fault, "en") == "3 seen at items[0]"
    assert BOOK.explain(fault, "be") == "items[0] - 3"


def test_a_fact_that_was_not_told_stays_visible() -> None:
    assert BOOK.say("part.seen", "en", {"count": 3}) == "3 seen at {path}"


def test_a_fact_is_put_in_as_it_is() -> None:
    assert (
        BOOK.say("part.seen", "en", {"count": "{path}", "path": "\\1 {0.__class__}"})
        == "{path} seen at \\1 {0.__class__}"
    )


def test_a_code_without_words_is_said_as_it_is() -> None:
    assert BOOK.say("part.unseen", "ru", {"path": "a", "all": ("x", "y")}) == "part.unseen path=a all=x, y"


def test_a_code_has_words_in_one_book_only() -> None:
    other = Phrasebook({"part.other": Words(en="other")})
    both = BOOK | other
    assert set(both) == {"part.seen", "part.other"}
    assert both["part.other"].en == "other"
    with pytest.raises(ValueError, match=r"part\.seen"):
        both | BOOK


@pytest.mark.parametrize(
    "sign", ["\x1b", "\x07", "\x7f", "\x9b", "\n", "\u200b", "\u202e", "\u2028", "\u2066"]
)
def test_no_fact_steers_a_screen_or_hides(sign: str) -> None:
    told = BOOK.say("part.seen", "en", {"count": 1, "path": f"a{sign}b"})
    assert told == f"1 seen at a⟨U+{ord(sign):04X}⟩b"


@given(st.text())
def test_visible_text_is_left_as_it_is(text: str) -> None:
    once = visible(text)
    assert visible(once) == once
    assert visible_lines(text).count("\n") == text.count("\n")


def test_letters_of_any_script_and_hard_spaces_are_visible() -> None:
    assert visible("Лебёдка ў 1\u00a0000 кг, 东 🏗") == "Лебёдка ў 1\u00a0000 кг, 东 🏗"
