"""Applications read, and every way one can be wrong: code, path and words in every language."""

from typing import Any

import pytest

from comity.basis.errors import InputError
from comity.basis.words import LANGUAGES
from comity.cli import books
from comity.goods.application import read_application
from comity.goods.catalogue import Catalogue
from comity.goods.phrases import PHRASES
from comity.law.library import Library
from tests.goods.world import (
    Facts,
    claim,
    demo,
    edited,
    items,
    library_of,
    line,
    made,
    pack,
    read,
    table,
)


def lines(data: Facts, *more: Facts) -> Facts:
    return {**data, "lines": [*data["lines"], *more]}


LIFT = demo("lift")
BAD: dict[str, tuple[str, str, Facts]] = {
    "unknown operation": (
        "operation.unknown",
        "lines[12].operation",
        lines(LIFT, line("travelling_cabel", done="yes")),
    ),
    "wrong check digit": (
        "gs1.check_digit",
        "product.gtin",
        {**LIFT, "product": {**LIFT["product"], "gtin": "09506000134353"}},
    ),
    "empty operation": ("field.empty", "lines[12].operation", lines(LIFT, line(""))),
    "no operation": ("field.needed", "lines[12].operation", lines(LIFT, {"done": "yes"})),
    "negative number": ("law.input.refused", "mandatory.rights", LIFT | {"mandatory": {"rights": "-7"}}),
    "no number": ("law.input.refused", "mandatory.rights", LIFT | {"mandatory": {"rights": "seven"}}),
    "unknown condition": ("field.unknown", "mandatory.right", LIFT | {"mandatory": {"right": "7"}}),
    "other answer": ("law.input.refused", "lines[0].done", edited(LIFT, "cabin", done="perhaps")),
    "unknown proof": ("law.input.refused", "lines[0].proof", edited(LIFT, "cabin", proof="my word")),
    "ended document": (
        "document.ended",
        "lines[11].proof.until",
        edited(LIFT, "freq_converter", proof={"kind": "st1", "until": "2026-11-15"}),
    ),
    "later document": (
        "document.later",
        "lines[11].proof.issued",
        edited(LIFT, "freq_converter", proof={"kind": "st1", "issued": "2026-11-17"}),
    ),
    "no kind of proof": ("field.needed", "lines[0].proof.kind", edited(LIFT, "cabin", proof={"number": "1"})),
    "unknown field of a proof": (
        "field.unknown",
        "lines[0].proof.nunber",
        edited(LIFT, "cabin", proof={"kind": "st1", "nunber": "1"}),
    ),
    "two lines of one": ("line.twice", "lines[12]", lines(LIFT, line("cabin", done="no"))),
    "fact of another mode": ("line.not_asked", "lines[0].count", edited(LIFT, "cabin", count="3")),
    "part of a sheet's own": ("line.not_asked", "lines[0].part", edited(LIFT, "cabin", part="none")),
    "unknown field of a line": ("field.unknown", "lines[0].state_", edited(LIFT, "cabin", state_="ru")),
    "letter in an operation": ("lookalike", "lines[0].operation", edited(LIFT, "cabin", operation="саbin")),
    "letter in a state": ("lookalike", "lines[0].state", edited(LIFT, "cabin", state="rу")),
    "large letters": ("field.not_a_state", "lines[0].state", edited(LIFT, "cabin", state="RU")),
    "unknown field": ("field.unknown", "purposes", LIFT | {"purposes": "register"}),
    "other form": ("form.unknown", "application", LIFT | {"application": "letter"}),
    "empty field": ("field.empty", "purpose", LIFT | {"purpose": " "}),
    "other purpose": ("law.input.refused", "purpose", LIFT | {"purpose": "sale"}),
    "a text for a list": ("field.not_a_list", "lines", LIFT | {"lines": "cabin"}),
    "a list for a mapping": ("field.not_a_mapping", "product", LIFT | {"product": ["lift"]}),
    "a text for a line": ("field.not_a_mapping", "lines[0]", LIFT | {"lines": ["cabin"]}),
    "a list for a text": ("field.not_a_text", "purpose", LIFT | {"purpose": ["register"]}),
    "no code": ("field.needed", "product.code", LIFT | {"product": {"name": "Lift"}}),
    "letter in a code": ("lookalike", "product.code", LIFT | {"product": {"code": "28.22.1б.111"}}),
    "code no sheet covers": ("code.not_covered", "product.code", LIFT | {"product": {"code": "10.11.11"}}),
    "code covered by name only": (
        "code.only_named",
        "product.named",
        LIFT | {"product": {"code": "28.22.14.125"}},
    ),
    "no day": ("field.not_a_day", "filed", LIFT | {"filed": "16.11.2026"}),
    "unlisted done": ("unlisted.refused", "unlisted", LIFT | {"unlisted": "yes"}),
    "example perhaps": ("field.not_a_truth", "example", LIFT | {"example": "perhaps"}),
    "unknown configuration": (
        "field.unknown",
        "configuration.winch",
        LIFT | {"configuration": {"winch": "yes"}},
    ),
    "purpose as configuration": (
        "field.unknown",
        "configuration.purpose",
        LIFT | {"configuration": {"purpose": "register"}},
    ),
    "line as configuration": (
        "field.unknown",
        "configuration.cabin.done",
        LIFT | {"configuration": {"cabin.done": "yes"}},
    ),
    "condition as configuration": (
        "field.unknown",
        "configuration.mandatory.rights",
        LIFT | {"configuration": {"mandatory.rights": "9"}},
    ),
    "not a mapping at all": ("field.not_a_mapping", "application", ["lift"]),  # type: ignore[dict-item]
}


def refused(data: Any, catalogue: Catalogue) -> InputError:
    with pytest.raises(InputError) as fault:
        read_application(data, catalogue)
    return fault.value


@pytest.mark.parametrize("name", BAD)
def test_a_fault_is_told_at_its_path_with_value_and_expectation_in_every_language(
    name: str, catalogue: Catalogue
) -> None:
    code, path, data = BAD[name]
    fault = refused(data, catalogue)
    assert (fault.code, fault.facts["path"]) == (code if code.startswith("law.") else f"goods.{code}", path)
    for language in LANGUAGES:
        told = books.phrases().explain(fault, language)
        assert told.startswith(f"{path}: ")
        assert "{" not in told
        assert str(fault.facts.get("value", path)) in told


def test_a_day_outside_the_law_is_told_with_the_days_it_covers() -> None:
    library = library_of(pack(items("a | make | 10")))
    with pytest.raises(InputError, match=r"goods\.filed\.outside") as fault:
        read(library, claim(*made("a"), filed="2019-12-31"))
    assert (fault.value.facts["path"], fault.value.facts["expected"]) == ("filed", "2020-01-01 ..")
    assert read(library, claim(*made("a"), filed="2020-01-01")).lines


@pytest.mark.parametrize("part", ["28.22.19", "28.22.19.1610", "282219161", "28.22.19.16О", "28.22.19.x"])
def test_a_part_code_that_is_not_whole_could_slip_past_the_exclusions(
    part: str, catalogue: Catalogue
) -> None:
    data = {
        "product": {"code": "28.15.10"},
        "filed": "2026-11-16",
        "lines": [line("cage_make", done="yes", state="by", proof="st1", part=part, named="not_named")],
    }
    fault = refused(data, catalogue)
    assert fault.facts["path"] == "lines[0].part"
    assert fault.code == ("goods.lookalike" if "О" in part else "goods.code.short")
    assert "none" in PHRASES["goods.code.short"].en


@pytest.mark.parametrize("part", ["28.22.19.161", "none"])
def test_a_whole_part_code_or_none_is_taken(part: str, catalogue: Catalogue) -> None:
    data = {
        "product": {"code": "28.15.10"},
        "filed": "2026-11-16",
        "lines": [line("cage_make", done="yes", state="by", proof="st1", part=part, named="not_named")],
    }
    assert read_application(data, catalogue).facts["cage_make.part"] == part


@pytest.mark.parametrize("count", ["-1", "1.5", "100001", "many"])
def test_a_quantity_is_a_whole_number_and_not_negative(count: str) -> None:
    library = library_of(pack(items("a | count | 3")))
    with pytest.raises(InputError, match=r"law\.input\.refused") as fault:
        read(library, claim(line("a", count=count)))
    assert fault.value.facts["path"] == "lines[0].count"


def test_what_is_not_said_stays_unknown_unless_unlisted_says_no() -> None:
    rows = items("a | make | 10", "n | count | 1", "r | ratio | 1", "t | tier | ")
    library = library_of(pack(rows + table("tiers", "item | test | points", "t | > 0 | 1")))
    data = claim(*made("a"))
    assert set(read(library, data).facts) == {
        "purpose", "a.done", "a.origin", "a.proof", "a.part", "a.named", "n.count", "r.counted", "r.total",
    }  # fmt: skip
    assert read(library, {**data, "unlisted": "absent"}).facts["n.count"] == 0
    del data["unlisted"]
    assert not {"n.count", "r.total"} & set(read(library, data).facts)


def test_the_day_of_filing_is_the_applications_else_the_one_given() -> None:
    library = library_of(pack(items("a | make | 10")))
    catalogue = Catalogue(library, "aa")
    data = claim(*made("a"), filed="2026-06-01")
    assert str(read_application(data, catalogue).filed) == "2026-06-01"
    del data["filed"]
    today = read_application(claim(), catalogue).filed
    assert read_application(data, catalogue, today).filed == today
    with pytest.raises(InputError, match=r"goods\.field\.needed"):
        read_application(data, catalogue)


def test_the_threshold_of_a_crane_goes_by_the_code_of_the_product_itself(catalogue: Catalogue) -> None:
    data = {"product": {"code": "28.22.14.152"}, "purpose": "register", "filed": "2026-03-01"}
    assert read_application(data, catalogue).facts["code"] == "28.22.14.152"
    fault = refused({**data, "configuration": {"code": "28.22.14.110"}}, catalogue)
    assert (fault.code, fault.facts["path"]) == ("goods.field.unknown", "configuration.code")


def test_a_thousand_lines_are_the_most(catalogue: Catalogue) -> None:
    fault = refused({**LIFT, "lines": [line("cabin")] * 1001}, catalogue)
    assert fault.code == "goods.field.not_a_list"


def test_the_demo_applications_are_read(real: Library, catalogue: Catalogue) -> None:
    for name in ("lift", "lift-first", "lift-120", "lathe-2027"):
        found = read_application(demo(name), catalogue)
        assert found.example
        assert found.rule("met") in real.rules
