"""A table of 5,000 rows, all distinct: labels by ranges of numbers, in columns as `evaluate` has it."""

import random
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise

import pyarrow as pa
import pytest

from comity.basis.exact import tidy
from comity.law.columns import Columns
from comity.law.library import Library
from comity.law.lower import lower
from comity.law.lowered import Column
from tests.law.cases import CASE_DAY, known_or_none, value_of_case

LABELS, RANGES, CASES = 100, 50, 20_000
LARGE = "aa.rate"
# How many labels have ranges of their own; at 100 no two rows share one, and the cube has too many cells.
SPREADS = (1, 4, 100)


@cache
def large(spread: int) -> Library:
    """A table in which every row has its own test and its own answer."""
    rows = []
    for label in range(LABELS):
        marks = [10 * step + Fraction(label % spread, 100) for step in range(RANGES)] + [1000]
        for step, (low, high) in enumerate(pairwise(marks)):
            test = f"[{float(low)}..{float(high)})" if step else f"< {float(high)}"
            rows.append(f'| "place {label}" | {test} | {label * RANGES + step + 1}.5 |')
    places = ", ".join(f'"place {label}"' for label in range(LABELS))
    head = f"# Large\npack: aa\n\n## rate\ninputs: place: text ({places}); amount: number [0..999]\nhit: U\n"
    text = f"{head}\n| place | amount | rate |\n|---|---|---|\n" + "\n".join(rows) + "\n"
    return Library.from_texts({"aa.md": text})


@pytest.mark.parametrize("spread", SPREADS)
def test_five_thousand_rows_answer_as_evaluate_does(spread: int) -> None:
    library, chance = large(spread), random.Random(spread)
    places = [f"place {chance.randrange(LABELS)}" for _ in range(CASES - 10)] + ["nowhere"] * 10
    amounts = [_near_mark(chance) for _ in range(CASES)]
    told = pa.record_batch(
        [pa.array(places).dictionary_encode(), pa.array(amounts, pa.decimal128(10, 3))],
        names=["place", "amount"],
    )
    answers = Columns(LARGE, library).answers(told, CASE_DAY)
    known = 0
    for row, (place, amount) in enumerate(zip(places, amounts, strict=True)):
        case = {"place": place, "amount": tidy(Fraction(amount))}
        wanted = known_or_none(value_of_case(LARGE, case, library))
        assert answers.value(row) == wanted, case
        known += wanted is not None
    assert known > CASES // 2


def _near_mark(chance: random.Random) -> Decimal:
    """An amount at a mark of some label, or a thousandth beside it, or anywhere."""
    mark = 10_000 * chance.randrange(RANGES) + 10 * chance.randrange(5)
    return Decimal(max(0, chance.choice([mark, mark - 1, mark + 1, chance.randrange(999_000)]))) / 1000


@pytest.mark.parametrize("spread", SPREADS)
def test_five_thousand_rows_have_a_plan(spread: int) -> None:
    shape = {
        "place": Column("label", labels=tuple(f"place {n}" for n in range(LABELS))),
        "amount": Column("number", 0, 1 << 20, 1_000),
    }
    assert lower(LARGE, large(spread), shape, CASE_DAY).kind == "number"
