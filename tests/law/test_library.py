"""The law as it is loaded: names across packs, editions, edges in time, and digests."""

from datetime import date

import pytest

from comity.basis.errors import InputError, PackError
from comity.law.evaluate import evaluate
from comity.law.library import Library, Shape
from comity.law.pack import Pack
from comity.law.reader import rules
from comity.law.rule import Rule

DAY = date(2026, 7, 1)
TARIFF = """# Tariff
pack: aa/tariff
uses: bb/rates as rates
cite: Tariff Act
confidence: B

## fee
inputs: days: integer >= 0 "days"

= rates.rate * days + rates.both.low + rates.doubled(rate: 3)
"""
RATES = """# Rates
pack: bb/rates
cite: Rates Act
in force: 2025-01-01 ..
published: 2024-12-01
checked: 2026-01-01
confidence: C

## rate
in force: 2025-01-01 .. 2025-12-31

= 10

## rate
in force: 2026-01-01 ..
confidence: A

= 12

## both

| low | high | in force      | cite       |
|-----|------|---------------|------------|
| 1   | 2    | .. 2026-05-31 |            |
| 3   | 4    | 2026-06-01 .. | June Act   |

## doubled
inputs: rate: number "rate"

= rate * 2
"""


@pytest.fixture(name="two", scope="module")
def _two() -> Library:
    return Library.from_texts({"aa.md": TARIFF, "bb.md": RATES})


def test_a_pack_names_rules_of_the_packs_it_uses(two: Library) -> None:
    assert evaluate("aa/tariff.fee", {"days": 2}, two, DAY).value == 12 * 2 + 3 + 6
    assert two.asked("aa/tariff.fee").keys() == {"days"}


def test_an_edition_is_chosen_by_the_day_and_cited_as_itself(two: Library) -> None:
    for day, value, confidence in ((date(2025, 12, 31), 10, "C"), (date(2026, 1, 1), 12, "A")):
        result = evaluate("bb/rates.rate", {}, two, day)
        assert (result.value, result.confidence.value) == (value, confidence)
    assert evaluate("bb/rates.rate", {}, two, date(2024, 12, 31)).status == "gap"
    version = two.rule("bb/rates.rate").on(DAY)
    assert version is not None
    assert (version.citation.published, version.citation.checked) == (date(2024, 12, 1), date(2026, 1, 1))
    assert two.rule("bb/rates.rate").on(date(2024, 1, 1)) is None


def test_the_days_on_which_the_law_changes_are_those_of_every_rule_below(two: Library) -> None:
    assert two.edges("aa/tariff.fee") == [date(2025, 1, 1), date(2026, 1, 1), date(2026, 6, 1)]
    assert two.is_steady("aa/tariff.fee", date(2026, 1, 1), date(2026, 5, 31))
    assert not two.is_steady("aa/tariff.fee", date(2026, 5, 31), date(2026, 6, 1))


def test_an_answer_rests_on_called_rules_too(two: Library) -> None:
    assert two.rests_on("aa/tariff.fee") == {
        "aa/tariff.fee", "bb/rates.rate", "bb/rates.both", "bb/rates.doubled",
    }  # fmt: skip
    assert list(two.digests("aa/tariff.fee")) == ["aa/tariff", "bb/rates"]
    assert two.digests("bb/rates.rate")["bb/rates"] == two.packs["bb/rates"].digest


def test_a_name_of_a_pack_that_is_not_loaded_is_refused() -> None:
    with pytest.raises(PackError) as caught:
        Library.from_texts({"aa.md": TARIFF})
    assert (caught.value.code, caught.value.facts["line"]) == ("law.pack.unknown_name", 10)


def test_a_misspelt_rule_of_another_pack_brings_the_nearest() -> None:
    with pytest.raises(PackError) as caught:
        Library.from_texts({"aa.md": TARIFF.replace("rates.rate *", "rates.rte *"), "bb.md": RATES})
    assert caught.value.facts["expected"] == ("rates.rate",)


def test_an_unknown_rule_brings_the_nearest(two: Library) -> None:
    with pytest.raises(InputError) as caught:
        two.rule("aa/tariff.fees")
    assert caught.value.facts["expected"] == ("aa/tariff.fee",)


def test_a_shape_lowers_packs_of_its_own_form() -> None:
    def lower(pack: Pack) -> list[Rule]:
        return [rule for rule in rules(pack) if rule.section != "left_out"]

    text = "# Sheet\npack: aa\nsheet: yes\n\n## kept\n\n= 1\n\n## left_out\n\n= 2\n"
    law = Library.from_texts({"aa.md": text}, [Shape("sheet", frozenset({"extra"}), lower)])
    assert list(law.rules) == ["aa.kept"]
    with pytest.raises(PackError) as caught:
        Library.from_texts({"aa.md": text})
    assert caught.value.code == "law.pack.unknown_key"


def test_a_long_chain_of_rules_is_worked_out_and_a_longer_one_refused() -> None:
    def chain(count: int) -> dict[str, str]:
        links = "".join(f"## r{n}\n\n= r{n + 1}\n\n" for n in range(count))
        return {"aa.md": f"# A\npack: aa\n\n{links}## r{count}\n\n= 1\n"}

    assert evaluate("aa.r0", {}, Library.from_texts(chain(190)), DAY).value == 1
    for count in (250, 5_000):
        with pytest.raises(PackError) as caught:
            Library.from_texts(chain(count))
        assert caught.value.code == "law.pack.too_deep"


def test_a_formula_nested_as_deep_as_allowed_is_worked_out() -> None:
    deep = "1" + " + 1" * 98
    nested = "(" * 28 + "1" + " + 1)" * 28
    for tree, value in ((deep, 99), (nested, 29)):
        law = Library.from_texts({"aa.md": f"# A\npack: aa\n\n## f\n\n= {tree}\n"})
        assert evaluate("aa.f", {}, law, DAY).value == value


EDITIONS = """# A
pack: aa

## f
in force: .. 2025-12-31
inputs: k: text ("a", "b") "k"

| k   | y |
|-----|---|
| "a" | 1 |
| "b" | 1 |

## f
in force: 2026-01-01 ..
inputs: k: text ("b", "c") "k"

| k   | y |
|-----|---|
| "b" | 1 |
| "c" | 1 |
"""


def test_what_one_edition_allows_may_be_said_and_is_a_gap_in_the_other() -> None:
    law = Library.from_texts({"aa.md": EDITIONS})
    for day, value in ((date(2025, 1, 1), "c"), (date(2026, 1, 1), "a")):
        assert evaluate("aa.f", {"k": value}, law, day).status == "gap"
        assert evaluate("aa.f", {"k": "b"}, law, day).value == 1
        assert evaluate("aa.f", {}, law, day).status == "undetermined"
    with pytest.raises(InputError):
        evaluate("aa.f", {"k": "d"}, law, DAY)


def test_a_fact_keeps_its_type_from_edition_to_edition() -> None:
    second = 'inputs: k: number "k"\n\n| k | y |\n|---|---|\n| 1 | 1 |\n'
    text = EDITIONS[: EDITIONS.rindex("inputs")] + second
    with pytest.raises(PackError) as caught:
        Library.from_texts({"aa.md": text})
    assert (caught.value.code, caught.value.facts["line"]) == ("law.pack.two_types", 13)


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (("", "", ""), "number"),
        (("> 0", "", "> 0"), "number > 0"),
        (("> 0", "< 9", "> 0"), "number > 0 and < 9"),
        (("> 0", "< 9", "!= 5"), "number > 0 and < 9 and != 5"),
    ],
)
def test_limits_of_one_fact_add_up(limits: tuple[str, ...], expected: str) -> None:
    one, two, three = (f'inputs: x: number {limit} "fact {n}"\n' for n, limit in enumerate(limits))
    text = f"# A\npack: aa\n\n## f\n{one}\n= g + x\n\n## g\n{two}\n= h + x\n\n## h\n{three}\n= x\n"
    assert Library.from_texts({"aa.md": text}).asked("aa.f")["x"].expected() == expected
