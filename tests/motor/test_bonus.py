from datetime import date

import pytest

from comity.basis.errors import InputError
from comity.motor.bonus import chain
from comity.motor.tariff import Tariff

NOW, THEN = date(2026, 1, 15), date(2023, 6, 1)


def test_ten_years_without_claims_lead_to_the_best_class(tariff: Tariff) -> None:
    years = chain("", [0] * 11, tariff, NOW)
    assert [each.after for each in years] == [*(str(n) for n in range(4, 14)), "13"]
    assert str(years[-1].coefficient) == "23/50"


def test_one_bad_year_takes_the_best_class_to_the_worst(tariff: Tariff) -> None:
    assert [each.after for each in chain("13", [4, 0, 9], tariff, NOW)] == ["M", "0", "M"]


def test_the_other_state_has_coefficients_for_classes(other: Tariff) -> None:
    years = chain("", [0, 0, 1, 0, 2], other, THEN)
    assert [each.after for each in years] == ["0.9", "0.8", "1.5", "1.2", "2.0"]


def test_a_chain_ends_at_a_gap(tariff: Tariff, other: Tariff) -> None:
    (only,) = chain("3", [0, 0], tariff, date(2022, 3, 31))
    assert (only.after, [gap.rule for gap in only.result.gaps]) == (None, ["ru/motor.next_class"])
    assert chain("1.0", [0], other, date(2025, 4, 23))[0].after is None
    (unknown,) = chain("", [0, 0], other, date(2025, 4, 23))
    assert [gap.rule for gap in unknown.result.gaps] == ["by/motor.initial_class"]


def test_an_unknown_class_or_count_is_refused(tariff: Tariff) -> None:
    with pytest.raises(InputError, match=r"motor\.class\.unknown"):
        chain("14", [0], tariff, NOW)
    with pytest.raises(InputError, match=r"law\.input\.refused"):
        chain("3", [-1], tariff, NOW)
    with pytest.raises(InputError, match=r"motor\.claims\.too_many"):
        chain("3", [0] * 101, tariff, NOW)
