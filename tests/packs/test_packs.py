"""What holds for every pack: it loads, its words stand in three languages, its holes are known ones."""

from collections.abc import Callable
from pathlib import Path

import pytest

from comity.goods.reader import TABLES
from comity.goods.sheet import Sheet
from comity.law.cells import findings
from comity.law.library import Library
from comity.law.pack import Pack

ROOT = Path(__file__).parents[2]
SHEETS = ("lifts", "machine_tools", "bearings", "drones", "cranes")
PACKS = {
    "by/goods/own_production",
    "by/state",
    "ru/goods/procedure",
    "ru/goods/recognition",
    "ru/state",
    "union/acts",
    "union/cis_origin",
    "union/eaeu_105",
    "union/goods_status",
    *(f"ru/goods/{name}" for name in SHEETS),
}

# Every hole a reader may meet, how many witnesses it has, and why it is right.
HOLES = {
    "by/goods/own_production.procurement_margin": (1, "nothing read for makers that are not localised"),
    "ru/goods/cranes.threshold": (
        36,
        "no scale for other purposes, no portal without travel: 9 cases, 4 eras",
    ),
    "ru/goods/drones.threshold": (3, "no scale for other purposes, in 3 eras"),
    "ru/goods/lifts.threshold": (3, "no scale for other purposes, in 3 eras"),
    "ru/goods/machine_tools.register_threshold": (2, "nothing before 2022 and nothing from 2027"),
    "ru/goods/machine_tools.tool_threshold": (2, "nothing before 2022 and nothing from 2027"),
    "ru/goods/machine_tools.tools": (1, "words only for the kinds there are"),
    "ru/goods/machine_tools.types": (1, "words only for the types there are"),
    "ru/goods/recognition.excluded": (536, "a word the list does not know under a code it narrows by name"),
    "ru/goods/recognition.rank": (28, "documents from places the copy says nothing of"),
    "union/acts.kinds": (1, "other kinds of acts are not issued"),
    "union/cis_origin.listed_share": (1, "one line of the list was read"),
    "union/eaeu_105.appendix_item_holds": (2, "items past 276 were not read, in 2 eras"),
    "union/eaeu_105.bid_counts_as": (1, "the letter speaks of bids proven in part"),
    "union/eaeu_105.procurement_act": (1, "nothing read before 30 April 2020"),
    "union/eaeu_105.procurement_proof": (1, "states outside the union"),
}


def test_every_pack_is_here(library: Library) -> None:
    assert {name for name in library.packs if not is_motor(name)} == PACKS


def test_a_pack_is_named_after_its_file(library: Library) -> None:
    assert [p.file for p in library.packs.values() if p.file != f"{p.id}.md" or p.one("pack") != p.id] == []


def test_every_pack_says_when_it_was_checked_and_for_whom(library: Library) -> None:
    fronts = {(p.id.split("/")[0], p.one("jurisdiction"), p.one("checked")) for p in library.packs.values()}
    assert {checked for *_, checked in fronts} == {"2026-11-21"}
    assert {(folder, state) for folder, state, _ in fronts if folder != "union"} == {
        ("by", "by"),
        ("ru", "ru"),
    }


@pytest.mark.parametrize("name", sorted(PACKS - {"by/state", "union/acts", "union/goods_status"}))
def test_a_pack_with_figures_of_acts_warns_that_no_official_text_was_compared(name: str) -> None:
    text = " ".join((ROOT / "packs" / f"{name}.md").read_text("utf-8").split())
    assert "Not seen: the official text." in text or "compared with the official text" in text


def test_every_title_has_words_in_three_languages(library: Library) -> None:
    for pack in library.packs.values():
        assert all((pack.title, pack.one("ru"), pack.one("be"))), pack.id
        for section in pack.sections:
            assert all((section.title, section.front["ru"], section.front["be"])), (pack.id, section.name)


def test_every_input_has_words_in_three_languages(library: Library) -> None:
    bare = [
        (rule.name, each.name)
        for rule in library.rules.values()
        for each in rule.inputs
        if own_section(library, rule.name)
        and not (each.words.ru and each.words.be and each.words.en != each.name)
    ]
    assert bare == []


@pytest.mark.parametrize("name", SHEETS)
def test_every_line_of_a_sheet_has_words_in_three_languages(
    sheets: Callable[[str], Sheet], name: str
) -> None:
    sheet = sheets(name)
    words = [each.words for each in sheet.codes]
    words += [each.words for each in sheet.items]
    words += [each.words for each in sheet.groups]
    words += [each.words for each in sheet.conditions]
    words += [each.words for each in sheet.mandatory]
    assert [w for w in words if not (w.en and w.ru and w.be) or w.en in (w.ru, w.be)] == []


def test_cyrillic_words_hold_no_latin_letter_that_looks_like_one(library: Library) -> None:
    for pack in library.packs.values():
        for text in cyrillic(pack):
            for word in text.split():
                letters = {"LATIN" if c.isascii() else "OTHER" for c in word if c.isalpha()}
                assert len(letters) < 2, (pack.id, word)


def test_belarusian_words_are_spelt_with_belarusian_letters(library: Library) -> None:
    for pack in library.packs.values():
        for text in cyrillic(pack, "be"):
            assert not {"и", "щ", "ъ"} & set(text.lower()), (pack.id, text)


def test_russian_words_are_spelt_with_russian_letters(library: Library) -> None:
    for pack in library.packs.values():
        for text in cyrillic(pack, "ru"):
            assert not {"і", "ў", "'"} & set(text.lower()), (pack.id, text)


def test_tables_overlap_nowhere_and_have_only_known_holes(library: Library) -> None:
    found = {}
    for name, rule in library.rules.items():
        if not is_motor(rule.pack) and own_section(library, name) and (faults := findings(rule)):
            assert {fault.kind for fault in faults} == {"hole"}, name
            found[name] = len(faults)
    assert found == {name: count for name, (count, _) in HOLES.items()}


def test_no_figure_is_surer_than_one_source(library: Library) -> None:
    goods = [rule for rule in library.rules.values() if not is_motor(rule.pack)]
    sure = {str(version.citation.confidence) for rule in goods for version in rule.versions}
    assert sure <= {"B", "C"}


def is_motor(pack: str) -> bool:
    """Whether a pack is about motor insurance: tests/packs/test_motor*.py look at those."""
    return "/motor" in pack


def own_section(library: Library, name: str) -> bool:
    """Whether a rule is a section of its pack as written, not one that a sheet was lowered into."""
    pack, _, section = name.partition(".")
    return section in {each.name for each in library.packs[pack].sections} and section not in TABLES


def cyrillic(pack: Pack, language: str = "") -> list[str]:
    """The Russian or Belarusian texts of a pack's titles and tables."""
    wanted = [language] if language else ["ru", "be"]
    found = [pack.one(each) for each in wanted]
    for section in pack.sections:
        found += [entry.text for each in wanted for entry in section.front.get(each, ())]
        rows = section.table.rows if section.table else ()
        found += [row.cells.get(each, "") for row in rows for each in wanted]
    return found
