import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.feel.budget import MOST_LEVELS
from comity.feel.engine import Engine
from comity.feel.kinds import ANY, Kind, coerced, conforms
from comity.feel.value import Nothing, alike, number, text_of
from comity.feel.zones import iana
from tests.feel.conftest import Ask, Same


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("false and null", "false"),
        ("null and false", "false"),
        ("true and null", "null"),
        ("true or null", "true"),
        ("null or false", "null"),
        ('false or "x"', "null"),
        ("if null then 1 else 2", "2"),
        ('if "yes" then 1 else 2', "2"),
        ("1 = null", "false"),
        ("null = null", "true"),
        ('1 = "1"', "null"),
        ('1 < "2"', "null"),
        ('[1, {a: ["x"]}] = [1, {a: ["x"]}]', "true"),
        ("[1, 2] = [2, 1]", "false"),
        ('[1] = ["1"]', "false"),
        ("{a: 1, b: 2} = {b: 2, a: 1}", "true"),
        ("abs = abs", "null"),
        ("3 instance of number", "true"),
        ("[1, 2] instance of list<number>", "true"),
        ('[1, "2"] instance of list<number>', "false"),
        ("{a: 1} instance of context<a: number, b: number>", "false"),
        ("[1..2] instance of range<number>", "true"),
        ("(function(a) a) instance of function<Any> -> Any", "true"),
        ("null instance of Any", "false"),
        ("1 instance of nonsense", "null"),
        ("(function(a: number, b: number) a - b)(b: 1, a: 5)", "4"),
        ('(function(a: number) a)("x")', "null"),
        ("(function(a: number) a)([7])", "7"),
        ("(function(a) a)()", "null"),
        ('(function(a) external {java: {class: "Runtime"}})(1)', "null"),
        ("{twice: function(f, x) f(f(x)), four: twice(function(n) 2 * n, 1)}.four", "4"),
        ("{f: sqrt, r: f(16)}.r", "4"),
        ("3(4)", "null"),
        ("no such name", "null"),
        ("no such function(1)", "null"),
        ("/* a note */ 1 // and another", "1"),
        ("{a: 1}.b", "null"),
        ("[{a: 1}, 2].a", "[1, null]"),
        ('{"a.b": 1}', '{"a.b": 1}'),
    ],
)
def test_logic_equality_types_and_functions(says: Same, text: str, value: str) -> None:
    assert says(text, value)


def test_names_with_spaces_and_signs_are_met_by_those_in_scope(ask: Ask) -> None:
    scope = {
        "net weight": number(7),
        "a-b": number(1),
        "a": number(10),
        "b": number(4),
        "driver's age": number(30),
    }
    engine = Engine()
    assert engine.value("net  weight * 2", scope) == 14
    assert engine.value("a-b", scope) == 1
    assert engine.value("a - b", scope) == 1
    assert engine.value("b-a", scope) == -6
    assert engine.value("driver's age + a", scope) == 40
    assert Engine(names=frozenset({"x/y"})).value("p.x/y", {"p": {"x/y": number(3)}, "y": number(9)}) == 3


def test_a_unary_test_is_about_its_input() -> None:
    engine = Engine()
    told = {
        "-": True, "5": True, "> 5": False, "[1..5]": True, "1, 5": True, "not(5)": False,
        "not(1, 2)": True, "? * 2 = 10": True, "not(? > 9)": True, "limit": True, '"5"': False,
        "null": False, "<= limit, 9": True,
    }  # fmt: skip
    assert {text: engine.passes(text, number(5), {"limit": number(5)}) for text in told} == told
    assert engine.passes("true", True, {})
    assert not engine.passes("true", False, {})
    assert engine.passes("false", False, {})
    assert engine.passes("null", None, {})


def test_why_a_value_became_null_is_noted() -> None:
    engine = Engine()
    assert engine.value('1 + string length("ab") + "c"', {}) is None
    assert [(note.where, note.why) for note in engine.notes] == [("+", "number + string")]


def test_an_item_is_made_a_list_and_a_list_of_one_an_item() -> None:
    numbers, text = Kind("list", Kind("number")), Kind("string")
    assert coerced(number(1), numbers) == [1]
    assert coerced(["a"], text) == "a"
    assert coerced(None, numbers) is None
    for value, kind in [(["a", "b"], text), ("a", numbers), ([["a"]], text)]:
        with pytest.raises(Nothing):
            coerced(value, kind)
    small = Kind("number", allowed=lambda value: bool(value < 10))
    assert conforms(number(11), small, allowed=False)
    assert not conforms(number(11), small)
    assert conforms({}, ANY)


PLAIN = st.none() | st.booleans() | st.decimals(-(10**30), 10**30, places=3) | st.text(max_size=8)
NESTED = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


@given(value=NESTED)
def test_a_value_is_read_as_it_is_printed(ask: Ask, value: object) -> None:
    assert alike(ask(text_of(value, nested=True)), value, iana)


@given(text=st.text('()[]{}<>=!.,:?+-*/@"\\ ab12 ifornd', max_size=40))
def test_no_text_makes_a_fault(ask: Ask, text: str) -> None:
    ask(text, a=number(1))
    Engine().passes(text, number(1), {"b": [number(2)]})


HOSTILE = {
    "brackets": "(" * 5_000 + "1" + ")" * 5_000,
    "lists": "[" * 5_000,
    "minus": "-" * 5_000 + "1",
    "if": "if true then " * 5_000 + "1",
    "in": "1 in (" * 5_000 + "1",
    "ranges": "]1.." * 2_000,
    "powers": "9 ** 9 ** 9 ** 9 ** 9 ** 9",
    "large loop": "for i in 1..99999999999 return i",
    "nested loops": "for a in 1..9999, b in 1..9999, c in 1..9999 return a",
    "doubling": "{a: [1,1], b: [a,a], c: [b,b,b,b], d: [c,c,c,c], e: [d,d,d,d,d], f: [e,e,e,e,e,e], "
    "g: [f,f,f,f,f,f], h: [g,g,g,g,g,g,g], i: [h,h,h,h,h,h,h,h,h]}.i",
    "long text": 'for i in 1..99 return string join(for j in 1..99999 return "abcdefghijklmnopqrstuvwxyz")',
    "endless": "{f: function(g, n) g(g, n + 1), r: f(f, 0)}.r",
    "name": "a" * 10_000_000,
    "exponent": "1e999999999",
    "huge offset": '@"' + "9" * 100_000 + '-01-01"',
    "many keys": "{" + ",".join(f"k{i}: {i}" for i in range(5_000)) + "}.k4999",
    "patterns": 'for i in 1..9999 return matches(string join(for j in 1..999 return "a"), "(a*)*c")',
    "distinct": "{a: for i in 1..90000 return i, b: distinct values(a)}.b",
    "long equality": "{a: for i in 1..9000 return i, b: for i in 1..9000 return a = a}.b",
    "no end": '"' + "x" * 100_000,
    "comment": "/*" * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_expression_ends_soon_in_null_or_a_value(ask: Ask, name: str) -> None:
    started = time.perf_counter()
    value = ask(HOSTILE[name])
    assert value is None or value == number(4_999) or value == [None] * 9
    assert time.perf_counter() - started < 20


def test_levels_within_the_bounds_are_run(ask: Ask) -> None:
    assert ask("(" * 50 + "1" + ")" * 50) == 1
    assert ask(" + ".join(["1"] * (MOST_LEVELS - 5))) == MOST_LEVELS - 5
