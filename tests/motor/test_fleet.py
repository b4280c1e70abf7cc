"""A fleet is priced as its contracts are, one by one; what is refused is refused for the same reason."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.basis.dates import Day
from comity.basis.errors import InputError
from comity.law.ask import witnesses
from comity.law.library import Library
from comity.law.rule import show_value
from comity.motor import fleet_plan
from comity.motor.fleet import Fleet, Priced
from comity.motor.model import parse_contract
from comity.motor.premium import price
from comity.motor.tariff import Tariff
from tests.motor.conftest import CAR, OTHER

DAYS = {"ru": date(2026, 1, 15), "by": date(2025, 4, 1)}
USUAL: dict[str, dict[str, Any]] = {"ru": CAR, "by": OTHER}
STRANGE = [
    "",
    " ",
    "-1",
    "0",
    "1e3",
    "007",
    "5000.005",
    "5000.12345",
    "99999999999999",
    "no-such",
    "да",
    "B\x00",
]
DICTIONARY = pa.dictionary(pa.int32(), pa.binary())


def flat(document: dict[str, Any], below: str = "") -> dict[str, str]:
    """The facts of a document by their names in the pack, as a file has them in columns."""
    found: dict[str, str] = {}
    for key, told in document.items():
        if isinstance(told, dict):
            found |= flat(told, f"{below}{key}.")
        elif isinstance(told, list):
            found |= {n: v for k, each in enumerate(told, 1) for n, v in flat(each, f"driver{k}.").items()}
        else:
            found[f"{below}{key}"] = str(told)
    return found


def batch(rows: Sequence[Mapping[str, str | bytes]]) -> pa.RecordBatch:
    """Rows as a file gives them: texts, an empty one where nothing is told."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    ids = pa.array([f"v{n}".encode() for n in range(len(rows))], pa.binary())
    columns = [pa.array([_bytes(row.get(name, "")) for row in rows]).dictionary_encode() for name in names]
    return pa.record_batch([ids, *columns], names=["id", *names])


def _bytes(told: str | bytes) -> bytes:
    return told if isinstance(told, bytes) else told.encode()


def alone(row: dict[str, str], tariff: Tariff, at: Day) -> tuple[Any, ...]:
    """What one contract comes to: its minor units, or the code and place of what is wrong."""
    told = {name: text for name, text in row.items() if text}
    slots = [int(name[6]) for name in told if name.startswith("driver") and name[6].isdigit()]
    if slots and "drivers" not in told:
        told["drivers"] = str(max(slots))
    try:
        found = price(parse_contract(told, tariff), tariff.library, at)
    except InputError as fault:
        return fault.code, fault.facts["path"]
    if found.money:
        return (found.money.minor,)
    return (
        ("motor.fleet.missing", found.missing[0])
        if found.missing
        else ("motor.fleet.gap", found.gaps[0].rule)
    )


def outcomes(found: Priced) -> dict[int, tuple[Any, ...]]:
    told: dict[int, tuple[Any, ...]] = {
        int(row): (int(minor),) for row, minor in zip(found.rows, found.minor, strict=True)
    }
    for row, why in zip(found.refused, found.why, strict=True):
        told[int(row)] = found.faults[why].code, found.faults[why].facts["path"]
    return told


def refusal(found: Priced, row: int = 0) -> tuple[str, str]:
    code, path = outcomes(found)[row]
    return code, path


def axes_of(tariff: Tariff) -> dict[str, list[str]]:
    """Texts for each input: one from each of its classes."""
    return {
        name: [show_value(value) for value in witnesses(tariff.premium, asked, tariff.library)][:40]
        for name, asked in tariff.inputs.items()
    }


@st.composite
def fleets(draw: st.DrawFn, usual: dict[str, Any], axes: dict[str, list[str]]) -> list[dict[str, str]]:
    """A few contracts near an ordinary one."""
    changes = st.lists(st.sampled_from(sorted(axes)), max_size=3)
    rows = []
    for _ in range(draw(st.integers(1, 8))):
        row = flat(usual)
        for name in draw(changes):
            row[name] = draw(st.one_of(st.sampled_from(axes[name]), st.sampled_from(STRANGE)))
        rows.append(row)
    return rows


@pytest.mark.parametrize("few_left", [0, 256], ids=["in groups", "one by one"])
@pytest.mark.parametrize("state", ["ru", "by"])
def test_a_fleet_is_priced_as_each_contract_is_alone(state: str, few_left: int, library: Library) -> None:
    tariff, at = Tariff.of(library, state), DAYS[state]
    made = Fleet(library, state, at)  # one for all, so that what it keeps is tried too

    @settings(max_examples=40, deadline=None)
    @given(fleets(USUAL[state], axes_of(tariff)))
    def holds(rows: list[dict[str, str]]) -> None:
        found = made.price(batch(rows), [0])
        assert found.unlike == ()
        names = dict.fromkeys(
            name for row in rows for name in row
        )  # the first fault is that of the first column
        told = [{name: row[name] for name in names if name in row} for row in rows]
        assert outcomes(found) == {place: alone(row, tariff, at) for place, row in enumerate(told)}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fleet_plan, "_FEW_LEFT", few_left)
        holds()


def test_batches_of_one_fleet_do_not_change_one_another(library: Library, tariff: Tariff) -> None:
    made = Fleet(library, "ru", DAYS["ru"])
    changes: list[dict[str, str]] = [
        {},
        {"base": "8000.005"},
        {"base": "7000.123456"},
        {"base": "99999999"},
        {"vehicle.place": "Рига"},
        {"driver2.age": "30", "driver2.experience": "5", "driver2.class": "M"},
        {"base": ""},
    ]
    for change in [*changes, *reversed(changes)]:
        row = flat(CAR) | change
        assert outcomes(made.price(batch([row, flat(CAR)]))) == {
            0: alone(row, tariff, DAYS["ru"]),
            1: (1004400,),
        }


@pytest.mark.parametrize(
    ("changes", "code", "place"),
    [
        ({"driver1.age": "17", "driver1.experience": "9"}, "motor.driver.impossible", "driver1.experience"),
        ({"driver1.age": "7"}, "motor.fact.refused", "driver1.age"),
        ({"vehicle.place": "Атлантида"}, "motor.place.unknown", "vehicle.place"),
        ({"vehicle.category": "Z"}, "motor.category.unknown", "vehicle.category"),
        ({"driver1.class": ""}, "motor.fleet.missing", "driver1.class"),
        ({"driver1.class": "14"}, "motor.class.unknown", "driver1.class"),
        ({"base": "9000"}, "motor.base.outside", "base"),
        ({"base": "5000,00"}, "motor.fact.refused", "base"),
        ({"drivers": "6"}, "motor.drivers.too_many", "drivers"),
        ({"driver6.age": "40"}, "motor.drivers.too_many", "driver6.age"),
        ({"limited": "no"}, "motor.drivers.no_limit", "limited"),
        ({"vehicle.place": b"\xff\xfe"}, "motor.fleet.not_text", "vehicle.place"),
        ({"vehicle.place": "Сочи"}, "motor.fleet.gap", "ru/motor_places.kt_place"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_and_the_next_one_priced(
    changes: dict[str, str | bytes], code: str, place: str, library: Library
) -> None:
    found = Fleet(library, "ru", DAYS["ru"]).price(batch([{**flat(CAR), **changes}, flat(CAR)]))
    assert refusal(found) == (code, place)
    assert found.faults[0].__traceback__ is None  # it would keep the batch in memory
    assert outcomes(found)[1] == (1004400,)


def test_days_before_the_first_edition_are_a_gap_with_its_reason(library: Library) -> None:
    rows = [flat(CAR)] * 200
    found = Fleet(library, "ru", date(2000, 1, 1)).price(batch(rows))
    assert len(found.refused) == 200
    assert {found.faults[why].code for why in found.why} == {"motor.fleet.gap"}
    assert "9 January 2022" in str(found.faults[0].facts["why"])


def test_an_id_is_there_short_and_text(library: Library) -> None:
    rows = batch([flat(CAR)] * 4)
    ids = pa.array([b"", b"x" * 201, b"\xff", b"good"], pa.binary())
    found = Fleet(library, "ru", DAYS["ru"]).price(rows.set_column(0, "id", ids))
    codes = [found.faults[why].code for why in found.why]
    assert codes == ["motor.fleet.no_id", "motor.fleet.id_too_long", "motor.fleet.not_text"]
    assert found.rows.tolist() == [3]


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["vehicle.power"], "motor.fleet.no_id_column"),
        (["id", "base", "base"], "motor.fleet.column_twice"),
        (["id", "vehicle.powr"], "motor.fact.unknown"),
        (["id", "driver7.name"], "motor.drivers.too_many"),
    ],
)
def test_a_file_with_wrong_columns_is_refused_whole(names: list[str], code: str, library: Library) -> None:
    with pytest.raises(InputError) as told:
        Fleet(library, "ru", DAYS["ru"]).refuse_columns(names)
    assert told.value.code == code


def test_a_column_of_a_driver_too_many_may_stand_there_empty(library: Library) -> None:
    made = Fleet(library, "ru", DAYS["ru"])
    made.refuse_columns(["id", "driver6.age"])
    assert outcomes(made.price(batch([flat(CAR) | {"driver6.age": ""}]))) == {0: (1004400,)}


def test_another_engine_answers_only_the_rows_it_is_sure_of(library: Library) -> None:
    def engine(told: pa.RecordBatch) -> tuple[Any, Any, int]:
        return np.array([7, 0]), np.array([True, False]), 100

    found = Fleet(library, "ru", DAYS["ru"]).price(batch([flat(CAR)] * 2), [0], engine)
    assert outcomes(found) == {0: (7,), 1: (1004400,)}
    assert found.unlike == (0,)
