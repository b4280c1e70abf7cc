import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.feel import match
from comity.feel.value import Nothing
from tests.feel.conftest import Ask, Same


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('substring("harbour", 4)', '"bour"'),
        ('substring("harbour", -3, 2)', '"ou"'),
        ('substring("harbour", 0)', "null"),
        ('substring("harbour", 9)', "null"),
        ('string length("\\U01F6A2 ship")', "6"),
        ('"\\uD83D\\uDEA2" = "\\U01F6A2"', "true"),
        ('upper case("pier") + lower case("SIX")', '"PIERsix"'),
        ('substring before("a-b-c", "-") + substring after("a-b-c", "-")', '"ab-c"'),
        ('substring before("abc", "")', '""'),
        ('contains("lighthouse", "thou") and starts with("lighthouse", "light")', "true"),
        ('ends with("lighthouse", "HOUSE")', "false"),
        ('string join(["a", null, "c"], ", ")', '"a, c"'),
        ("string join([1])", "null"),
        ('split("8:15:30", ":")', '["8", "15", "30"]'),
        ('replace("2024-05-06", "(\\d+)-(\\d+)-(\\d+)", "$3.$2.$1")', '"06.05.2024"'),
        ('replace("mast", "s", "\\\\$")', '"ma$t"'),
        ('replace("mast", "s", "$")', "null"),
        ('replace("mast", "x*", "-")', "null"),
        ('matches("Quay 7", "^quay \\d$", "i")', "true"),
        ('matches("Quay 7", "quay", "z")', "null"),
        ('matches(["one"], "one")', "true"),
        ('string(["a", 1.50, null, {b c: true}])', '"[\\"a\\", 1.50, null, {b c: true}]"'),
        ("string(null)", "null"),
        ("string([1..2))", '"[1..2)"'),
        ('string(@"-PT36H")', '"-P1DT12H"'),
        ("not(false)", "true"),
        ('not("no")', "null"),
    ],
)
def test_a_function_of_texts(says: Same, text: str, value: str) -> None:
    assert says(text, value)


@pytest.mark.parametrize(
    ("text", "pattern", "flags", "found"),
    [
        ("bdf", "^[a-z-[aeiou]]+$", "", True),
        ("bad", "^[a-z-[aeiou]]+$", "", False),
        ("A", "[^a]", "i", False),
        ("rota rota", r"(\w+) \1", "", True),
        ("rota\nrotor", "^rotor$", "m", True),
        ("rota\nrotor", "a.r", "s", True),
        ("rota\nrotor", "a.r", "", False),
        ("a b", "a [ ] b", "x", True),
        ("a.b", "a.b", "q", True),
        ("axb", "a.b", "q", False),
        ("Жук 3", r"^\p{Lu}\p{Ll}+ \p{Nd}$", "", True),
        ("Жук", r"^\p{IsCyrillic}+$", "", True),
        ("aaa", "^a{2}$", "", False),
        ("aaaa", "^(aa){2,}$", "", True),
        ("ab", "^(|a)b$", "", True),
    ],
)
def test_a_pattern_of_xpath_is_understood(text: str, pattern: str, flags: str, found: bool) -> None:
    assert match.matches(text, pattern, flags) is found


@pytest.mark.parametrize(
    "pattern",
    ["(", "a)", "[", "[]", "[z-a]", "*a", "a{2,1}", "a{", r"\q", r"\p{Xx}", r"(a)\2", r"[\1]", "a]", "}"],
)
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(Nothing):
        match.matches("a", pattern, "")


@given(
    st.text("ab\n.x", max_size=12),
    st.sampled_from(["a+b", "(a|b)*x", "a?b??", "[^b]+$", "^(ab|a)(x|b)", r"a{1,3}b"]),
)
def test_shared_patterns_find_what_re_finds(text: str, pattern: str) -> None:
    found = match.Matcher(pattern, "").find(text)
    expected = re.search(pattern.replace("$", r"\Z"), text)
    assert (found is None) == (expected is None)
    if found and expected:
        assert found[:2] == expected.span()


@pytest.mark.parametrize("pattern", ["(a*)*c", "(a|a)*c", "((a+)+)+c", "(.*)*(.*)*(.*)*c"])
def test_a_pattern_that_would_run_for_years_is_stopped(ask: Ask, pattern: str) -> None:
    assert ask("matches(a, b)", a="a" * 5_000, b=pattern) is None


def test_a_pattern_that_would_be_huge_is_refused() -> None:
    with pytest.raises(Nothing):
        match.matches("a", "((((a{99}){99}){99}){99})", "")
    with pytest.raises(Nothing):
        match.matches("a", "(" * 500 + ")" * 500, "")
