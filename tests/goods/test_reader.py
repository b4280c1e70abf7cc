"""Sheets as values, and every way a sheet's pack can be broken: told with its line, in every language."""

from datetime import date
from typing import Any

import pytest

from comity.basis.errors import PackError
from comity.basis.words import LANGUAGES
from comity.goods.phrases import PHRASES
from comity.goods.reader import KEYS, is_sheet, read_sheet
from comity.goods.sheet import Absent, Mode, Scale, Sheet
from comity.law.pack import read
from comity.law.rule import Type
from tests.goods.world import RECOGNITION, items, pack, table

KEYS_READ = frozenset({"sheet", *KEYS})


def sheet(text: str) -> Sheet:
    return read_sheet(read(text, "thing.md", KEYS_READ))


def test_a_sheet_is_read_whole() -> None:
    rows = items(
        "a | use | 20 | 10 | 5 | g | x | | 11.11.1 | key | big | 2026-01-01 .. | Decree 2 | C | why",
        heads="id | mode | points | use | eaeu | group | alt | once | part | named | needs | in force | cite"
        " | confidence | note",
    )
    rows += table(
        "groups",
        "id | en | combine | cap | factor | when | gate",
        "g | Group | one of | 30 | 1.5 | big | big",
    )
    rows += table("conditions", "id | type | unit", "big | boolean | ") + table(
        "minimums", "group | min", "g | 5"
    )
    rows += table("mandatory", "id | type | test | unit | only if", "rights | number | >= 5 | years | big")
    found = sheet(pack(rows, scale="percent of maximum", absent="drop from maximum", full_code="00.00"))
    assert (found.id, found.section, found.scale, found.absent) == ("thing", "VI", Scale.PERCENT, Absent.DROP)
    assert (found.full_code, found.variants, found.partial) == ("00.00", ("",), False)
    item, group, must = found.items[0], found.groups[0], found.mandatory[0]
    assert (item.mode, item.points, item.use, item.eaeu, item.alt, item.part) == (
        Mode.USE,
        20,
        10,
        5,
        "x",
        "11.11.1",
    )
    assert (item.citation.act, item.citation.confidence, item.span.start) == (
        "Decree 2",
        "C",
        date(2026, 1, 1),
    )
    assert (group.one_of, group.cap, str(group.factor)) == (True, 30, "3/2")
    assert (must.type, must.unit, found.minimums[0].min) == (Type.NUMBER, "years", 5)


def test_every_real_sheet_says_what_it_scores_in_three_languages(real: Any) -> None:
    sheets = [read_sheet(each) for each in real.packs.values() if is_sheet(each)]
    assert len(sheets) == 5
    named: list[Any] = [
        row for one in sheets for row in (*one.items, *one.groups, *one.mandatory, *one.conditions)
    ]
    assert [row.id for row in named for language in LANGUAGES if not getattr(row.words, language)] == []


def test_a_pack_of_rules_is_not_a_sheet() -> None:
    assert not is_sheet(read(RECOGNITION, "rec.md", KEYS_READ))


GROUP = table("groups", "id | combine", "g | sum")
BROKEN = {
    "no_points": (items("a | make | "), 16),
    "bad_choice": (items("a | craft | 5"), 16),
    "bad_number": (items("a | make | five"), 16),
    "empty_cell": (items(" | make | 5"), 16),
    "unknown_group": (items("a | make | 5 | h", heads="id | mode | points | group") + GROUP, 16),
    "boundless": (items("a | count | 5"), 16),
    "unknown_item": (
        items("a | tier | ") + table("tiers", "item | test | points", "a | > 1 | 5", "b | > 1 | 5"),
        22,
    ),
    "half_factor": (items("a | make | 5") + table("groups", "id | factor", "g | 1.5"), 22),
    "twice": (items("a | make | 5", "a | make | 6"), 17),
    "changed": (
        items(
            "a | make | 5 | .. 2025-12-31",
            "a | use | 6 | 2026-01-01 ..",
            heads="id | mode | points | in force",
        ),
        17,
    ),
    "once_inside": (
        items("a | make | 5 | g | k", heads="id | mode | points | group | once")
        + table("groups", "id | cap", "g | 9"),
        16,
    ),
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_sheet_is_told_with_its_line_in_every_language(code: str) -> None:
    tables, at = BROKEN[code]
    front = {"scale": "percent of maximum"} if code == "boundless" else {}
    text = pack(tables, **front)
    with pytest.raises(PackError) as fault:
        sheet(text)
    assert (fault.value.code, fault.value.facts["file"]) == (f"goods.sheet.{code}", "thing.md")
    assert text.splitlines()[int(str(fault.value.facts["line"])) - 1].startswith("|"), at
    for language in LANGUAGES:
        told = PHRASES.explain(fault.value, language)
        assert "{" not in told
        assert f"thing.md:{fault.value.facts['line']}" in told


@pytest.mark.parametrize(
    ("front", "value"), [("scale", "percentages"), ("absent", "nothing"), ("partial", "perhaps")]
)
def test_a_front_line_outside_its_choice_is_refused(front: str, value: str) -> None:
    with pytest.raises(PackError, match=r"goods\.sheet\.bad_choice"):
        sheet(pack(items("a | make | 5"), **{front: value}))


@pytest.mark.parametrize("strict", ["combine | one of", "factor | 2 | when | big", "gate | big"])
def test_what_is_counted_once_cannot_stand_in_a_group_that_does_more_than_sum(strict: str) -> None:
    words = [word.strip() for word in strict.split("|")]
    heads, cells = " | ".join(["id", *words[::2]]), " | ".join(["g", *words[1::2]])
    rows = items("a | make | 5 | g | k", heads="id | mode | points | group | once")
    with pytest.raises(PackError, match=r"goods\.sheet\.once_inside"):
        sheet(pack(rows + table("groups", heads, cells) + table("conditions", "id", "big")))
    with pytest.raises(PackError, match=r"goods\.sheet\.once_inside"):
        sheet(pack(rows + GROUP + table("minimums", "group | min", "g | 5")))


def test_one_id_may_stand_in_two_variants_or_on_days_apart() -> None:
    rows = items(
        *("a | small | make | 6 | ", "a | large | use | 4 | "),
        *("b | | make | 2 | .. 2025-12-31", "b | | make | 3 | 2026-01-01 .."),
        heads="id | variant | mode | points | in force",
    )
    assert [item.id for item in sheet(pack(rows)).lines("small")] == ["a", "b", "b"]
