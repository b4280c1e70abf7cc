from collections.abc import Iterable, Sequence
from datetime import date

from comity.basis.errors import InputError
from comity.law.changes import Changes, Edition, changes
from comity.law.library import Library

DAY, NEXT = date(2026, 12, 31), date(2027, 1, 1)
PACK = """# Fees
pack: aa/fees
cite: First act
confidence: B

## fee
inputs: weight: integer [0..50] "weight"

| weight | fee | in force      |
|--------|-----|---------------|
| <= 5   | 10  |               |
| > 5    | 20  | .. 2026-12-31 |
| > 5    | 25  | 2027-01-01 .. |

## extra
in force: 2027-01-01 ..
= 3

## ended
in force: .. 2026-12-31
= 4

## steady
= 5

## total
= fee + steady
"""
LIBRARY = Library.from_texts({"aa/fees.md": PACK})


def between(old: Library, new: Library, first: date, last: date) -> Changes:
    names = dict.fromkeys([*old.rules, *new.rules])
    return changes(Edition(old, first), Edition(new, last), names)


def edited(*pairs: tuple[str, str]) -> Library:
    text = PACK
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return Library.from_texts({"aa/fees.md": text})


def test_between_two_days_rules_begin_end_and_change() -> None:
    found = between(LIBRARY, LIBRARY, DAY, NEXT)
    assert (found.added, found.gone) == (("aa/fees.extra",), ("aa/fees.ended",))
    assert [each.left.rule for each in found.changed] == ["aa/fees.fee"]
    assert found.following == {"aa/fees.total": ("aa/fees.fee",)}
    assert (found.recited, found.elsewhen, found.skipped) == ((), (), {})


def test_between_two_days_of_one_law_nothing_changes() -> None:
    none = Changes((), (), (), (), {}, (), {})
    assert between(LIBRARY, LIBRARY, NEXT, date(2030, 1, 1)) == none
    assert between(LIBRARY, edited(("# Fees", "# Other fees")), DAY, DAY) == none


def test_between_two_versions_the_cells_that_differ_are_told() -> None:
    found = between(LIBRARY, edited(("| 10  |", "| 11  |"), ("\n= 5", "\n= 6")), DAY, DAY)
    cells = {each.left.rule: [dict(one.cell) for one in each.differences] for each in found.changed}
    assert cells == {"aa/fees.fee": [{"weight": ("[0..5]",)}], "aa/fees.steady": [{}]}
    assert found.following == {"aa/fees.total": ("aa/fees.fee", "aa/fees.steady")}


def test_a_text_written_anew_with_the_same_answers_has_no_differing_cell() -> None:
    found = between(LIBRARY, edited(("\n= 5", "\n= 2 + 3")), DAY, DAY)
    assert [(each.differences, each.whole) for each in found.changed] == [((), True)]


def test_another_act_for_the_same_text_is_told_apart_from_a_change() -> None:
    found = between(LIBRARY, edited(("cite: First act", "cite: Second act")), DAY, DAY)
    assert (found.recited, found.changed) == (
        ("aa/fees.fee", "aa/fees.ended", "aa/fees.steady", "aa/fees.total"),
        (),
    )
    assert [each.act for each in Edition(LIBRARY, DAY).acts("aa/fees.fee")] == ["First act"]


def test_a_change_for_other_days_than_the_two_is_named() -> None:
    found = between(LIBRARY, edited(("| 25  |", "| 26  |")), DAY, DAY)
    assert (found.elsewhen, found.changed) == (("aa/fees.fee",), ())


def test_a_rule_one_version_alone_has_is_added_or_gone() -> None:
    more = edited(("## total\n", "## another\n= 7\n\n## total\n"))
    assert between(LIBRARY, more, DAY, DAY).added == ("aa/fees.another",)
    assert between(more, LIBRARY, DAY, DAY).gone == ("aa/fees.another",)


def test_a_rule_that_cannot_be_compared_is_skipped_and_the_others_are_not() -> None:
    other = edited(
        ("weight: integer [0..50]", 'weight: text ("a", "b")'),
        ("<= 5 ", '"a"  '),
        ("> 5 ", '"b" '),
        ("\n= 5", "\n= 6"),
    )
    found = between(LIBRARY, other, DAY, DAY)
    assert {name: type(fault) for name, fault in found.skipped.items()} == {"aa/fees.fee": InputError}
    assert [each.left.rule for each in found.changed] == ["aa/fees.steady"]


def test_the_rules_to_be_compared_are_handed_to_the_watch() -> None:
    seen: list[str] = []

    def watch(names: Sequence[str]) -> Iterable[str]:
        seen.extend(names)
        return names

    changes(Edition(LIBRARY, DAY), Edition(LIBRARY, NEXT), LIBRARY.rules, watch)
    assert seen == ["aa/fees.fee"]
