from datetime import date

import pytest

from comity.basis.errors import InputError
from comity.law.compare import Side, changed_rules, differences
from comity.law.library import Library

DAY, NEXT = date(2026, 12, 31), date(2027, 1, 1)
PACK = """# Fees of {state}
pack: {state}/fees

## fee
inputs: weight: integer [0..50] "weight"

| weight   | fee     | in force      |
|----------|---------|---------------|
| <= {cut} | 10      |               |
| > {cut}  | 20      | .. 2026-12-31 |
| > {cut}  | {later} | 2027-01-01 .. |
"""


def library(cut: int = 5, later: int = 25) -> Library:
    texts = {f"{s}/fees.md": PACK.format(state=s, cut=c, later=later) for s, c in (("aa", cut), ("bb", 8))}
    return Library.from_texts(texts)


def test_every_differing_cell_has_a_witness_and_what_each_side_says() -> None:
    law = library()
    found = list(differences(Side("aa/fees.fee", law, DAY), Side("bb/fees.fee", law, DAY)))
    weights = {dict(each.case)["weight"] for each in found}
    assert weights
    assert all(5 < weight <= 8 for weight in weights)
    assert {(each.left.value, each.right.value) for each in found} == {(20, 10)}
    assert all(each.left.step and each.right.step for each in found)


def test_one_rule_on_two_days_differs_where_its_rows_changed() -> None:
    law = library()
    found = list(differences(Side("aa/fees.fee", law, DAY), Side("aa/fees.fee", law, NEXT)))
    assert {(each.left.value, each.right.value) for each in found} == {(20, 25)}
    assert list(differences(Side("aa/fees.fee", law, DAY), Side("aa/fees.fee", law, DAY))) == []


def test_the_rules_that_changed_between_two_versions_are_named() -> None:
    old, new = library(), library(cut=6)
    assert [name for name, _ in changed_rules(old, new, DAY, DAY)] == ["aa/fees.fee"]
    assert [name for name, _ in changed_rules(old, old, DAY, NEXT)] == ["aa/fees.fee", "bb/fees.fee"]
    assert list(changed_rules(old, old, DAY, DAY)) == []


def test_too_many_cells_are_refused_with_their_number() -> None:
    inputs = "; ".join(f'f{n}: text ("a", "b", "c") "f"' for n in range(15))
    row = " | ".join('"a"' for _ in range(15))
    head = " | ".join(f"f{n}" for n in range(15))
    rule = "|".join("-" for _ in range(16))
    text = (
        f"# Wide\npack: aa/wide\n\n## wide\ninputs: {inputs}\n\n| {head} | out |\n|{rule}|\n| {row} | 1 |\n"
    )
    law = Library.from_texts({"aa/wide.md": text}, draft=True)
    with pytest.raises(InputError, match="law.compare.too_many") as fault:
        list(differences(Side("aa/wide.wide", law, DAY), Side("aa/wide.wide", law, NEXT)))
    assert int(fault.value.facts["value"]) > 20_000  # type: ignore[arg-type]
