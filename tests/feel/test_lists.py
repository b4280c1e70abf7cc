import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.feel.value import number
from tests.feel.conftest import Ask, Same

ITEMS = st.lists(st.integers(-50, 50).map(number), max_size=12)


@given(items=ITEMS)
def test_sorting_keeps_every_item_and_orders_them(ask: Ask, items: list[object]) -> None:
    assert ask("sort(a, function(x, y) x < y)", a=items) == sorted(items)  # type: ignore[type-var]
    assert ask("reverse(reverse(a))", a=items) == items


@given(items=ITEMS)
def test_distinct_values_are_met_once_and_all(ask: Ask, items: list[object]) -> None:
    found = ask("distinct values(a)", a=items)
    assert found == list(dict.fromkeys(items))
    assert ask("union(a, a)", a=items) == found


@given(left=ITEMS, right=ITEMS)
def test_concatenation_counts_both(ask: Ask, left: list[object], right: list[object]) -> None:
    assert ask("count(concatenate(a, b)) = count(a) + count(b)", a=left, b=right) is True


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[10, 20, 30][2]", "20"),
        ("[10, 20, 30][-1]", "30"),
        ("[10, 20, 30][4]", "null"),
        ("[10, 20, 30][item >= 20]", "[20, 30]"),
        ("[{mast: 2}, {mast: 3}][mast > 2].mast", "[3]"),
        ("[{item: 2}, {item: 3}][item = 3]", "[{item: 3}]"),
        ("7[1]", "7"),
        ("[][1]", "null"),
        ("[][item > 1]", "[]"),
        ("list contains([1, null], null)", "true"),
        ("count([[1, 2], []])", "2"),
        ("count(null)", "null"),
        ("min(3, 1, 2) + max([3, 1, 2])", "4"),
        ('max(["b", "a"])', '"b"'),
        ('min([1, "a"])', "null"),
        ("all([])", "true"),
        ("all([true, null])", "null"),
        ("any([null, true])", "true"),
        ("sublist([1, 2, 3, 4], 2, 2)", "[2, 3]"),
        ("sublist([1, 2], 1, 5)", "null"),
        ("append([1], [2])", "[1, [2]]"),
        ("insert before([1, 3], 2, 2)", "[1, 2, 3]"),
        ("remove([5, 6, 7], -1)", "[5, 6]"),
        ("remove([5], 0)", "null"),
        ("index of([1, 2, 1], 1)", "[1, 3]"),
        ("flatten([1, [2, [3, []]]])", "[1, 2, 3]"),
        ("list replace([1, 2, 3], 2, 9)", "[1, 9, 3]"),
        ("list replace([1, 5], function(item, newItem) item > newItem, 2)", "[1, 2]"),
        ('get value({pier: {berth: 4}}, ["pier", "berth"])', "4"),
        ('get value({pier: 1}, "quay")', "null"),
        ("get entries({a: 1})", '[{key: "a", value: 1}]'),
        ('context([{key: "a", value: 1}, {key: "a", value: 2}])', "null"),
        ("all()", "null"),
        ("any()", "null"),
        ("mode()", "null"),
        ("concatenate()", "null"),
        ("any([])", "false"),
        ("mode([])", "[]"),
        ('context put({a: 1}, "b", 2)', "{a: 1, b: 2}"),
        ('context put({a: {b: 1}}, ["a", "b"], 5)', "{a: {b: 5}}"),
        ('context put(context: {a: {b: 1}}, keys: ["a", "b"], value: 5)', "{a: {b: 5}}"),
        ('context put(context: {a: {b: 1}}, key: ["a", "b"], value: 5)', "null"),
        ('context put(value: 2, key: "b", context: {a: 1})', "{a: 1, b: 2}"),
        ("context merge([{a: 1, b: 1}, {b: 2}])", "{a: 1, b: 2}"),
        ("{a: 1, b: a + 1, c: a + b}.c", "3"),
        ("{a: 1, a: 2}", "null"),
        ('{"two words": 2}.two words', "2"),
        ("for i in 3..1 return i * i", "[9, 4, 1]"),
        ("for x in [1, 2], y in [x..2] return 10 * x + y", "[11, 12, 22]"),
        ("for i in 1..4 return if i < 3 then 1 else partial[-1] + partial[-2]", "[1, 1, 2, 3]"),
        ('for d in @"2024-02-28"..@"2024-03-01" return d.day', "[28, 29, 1]"),
        ("for i in [1..3) return i", "[1, 2]"),
        ("for i in [3..1] return i", "null"),
        ('for i in "a".."c" return i', "null"),
        ("some x in [1, 2], y in [2, 3] satisfies x > y", "false"),
        ("every x in [1, null] satisfies x > 0", "null"),
        ("some x in [null, 1] satisfies x > 0", "true"),
    ],
)
def test_a_list_context_or_loop(says: Same, text: str, value: str) -> None:
    assert says(text, value)
