"""A broken pack is refused with its file and line, in words that can be read."""

import re
from datetime import date
from itertools import count

import pytest

from comity.basis.errors import PackError
from comity.basis.words import LANGUAGES
from comity.law.evaluate import evaluate
from comity.law.library import Library
from comity.law.pack import read
from comity.law.phrases import PHRASES

HEAD = "# Invented law\npack: aa\n\n"
SMALL = 'inputs: x: integer [0..2] "x"\n'
DATED = "| x | y | in force |\n|---|---|---|\n"
TABLE = "| x | y |\n|---|---|\n| 1 | 2 |\n"
X = 'inputs: x: number "x"\n'

# Code, the pack's text, and what stands on the line at fault; the first line when it is empty.
BROKEN = [
    ("law.pack.too_large", "# A\n" + "x" * 2_000_001, ""),
    ("law.pack.no_heading", "Prose first\n", ""),
    ("law.pack.no_heading", "", ""),
    ("law.pack.bad_name", HEAD + "## Too many words\n\n= 1\n", "## Too"),
    ("law.pack.bad_name", HEAD + "## ставка\n\n= 1\n", "## ставка"),
    ("law.pack.bad_front", HEAD + "## f\nTitle\nunit: points\nmore prose\n\n= 1\n", "more prose"),
    ("law.pack.late_front", HEAD + "## f\nTitle\n\nin force: 2026-01-01 ..\n\n= 1\n", "in force"),
    ("law.pack.late_front", HEAD + "confidence: A\n\n## f\n\n= 1\n", "confidence"),
    ("law.pack.unknown_key", HEAD + "## f\nconfidance: A\n\n= 1\n", "confidance"),
    ("law.pack.two_bodies", HEAD + "## f\n\n= 1\n\n= 2\n", "= 2"),
    ("law.pack.two_bodies", HEAD + f"## f\n{X}\n{TABLE}\n= 2\n", "= 2"),
    ("law.pack.bad_columns", HEAD + "## f\n\n| x | x |\n|---|---|\n| 1 | 1 |\n", "| x | x |"),
    ("law.pack.no_rule_line", HEAD + "## f\n\n| x | y |\n| 1 | 2 |\n", "| 1 | 2 |"),
    ("law.pack.cell_count", HEAD + f"## f\n{X}\n{TABLE}| 1 | 2 | 3 |\n", "| 1 | 2 | 3 |"),
    ("law.pack.open_row", HEAD + f"## f\n{X}\n{TABLE}| 1 | 2\n", "| 1 | 2\n"),
    ("law.pack.no_body", HEAD + "## f\nTitle\n\nOnly prose.\n", "## f"),
    ("law.pack.bad_confidence", HEAD + "## f\nconfidence: D\n\n= 1\n", "confidence: D"),
    ("law.pack.bad_span", HEAD + "## f\nin force: since 2024\n\n= 1\n", "in force"),
    ("law.pack.bad_span", HEAD + "## f\nin force: 2024-02-30 ..\n\n= 1\n", "in force"),
    ("law.pack.bad_day", HEAD + "## f\nchecked: yesterday\n\n= 1\n", "checked"),
    ("law.pack.bad_cell", HEAD + f"## f\n{X}\n{TABLE}| >> 1 | 2 |\n", "| >> 1"),
    ("law.pack.bad_cell", HEAD + f"## f\n{X}\n{TABLE}| [2..1] | 2 |\n", "[2..1]"),
    ("law.pack.cell_type", HEAD + f'## f\n{X}\n{TABLE}| "a" | 2 |\n', '| "a"'),
    ("law.pack.cell_type", HEAD + f"## f\n{X.replace('number', 'integer')}\n{TABLE}| 1.5 | 2 |\n", "| 1.5"),
    ("law.pack.bad_formula", HEAD + "## f\n\n= 1 +\n", "= 1 +"),
    ("law.pack.bad_formula", HEAD + f"## f\n{X}\n{TABLE}| 2 | 1 + |\n", "1 + |"),
    ("law.pack.bad_formula", HEAD + "## f\n\n= abs(1, 2)\n", "= abs"),
    ("law.pack.bad_formula", HEAD + "## f\n\n= date(2026)\n", "= date"),
    ("law.pack.bad_formula", HEAD + "## f\n\n= round half up(1.5, 1000000)\n", "= round"),
    ("law.pack.bad_formula", HEAD + "## f\n\n= " + "1" * 41 + "\n", "= 1"),
    ("law.pack.input_twice", HEAD + f"## f\n{X}{X}\n= x\n", 'x: number "x"\n\n'),
    ("law.pack.bad_input", HEAD + '## f\ninputs: x: float "x"\n\n= x\n', "inputs"),
    ("law.pack.bad_input", HEAD + '## f\ninputs: x: text "a" "b"\n\n= x\n', "inputs"),
    ("law.pack.bad_input", HEAD + "## f\ninputs: x: text (" + '"a"  ' * 4000 + "\n\n= x\n", "inputs"),
    ("law.pack.no_output", HEAD + f"## f\n{X}\n| x |\n|---|\n| 1 |\n", "| x |"),
    ("law.pack.no_output", HEAD + f"## f\n{X}\n| x | y |\n|---|---|\n", "| x | y |"),
    ("law.pack.bad_hit", HEAD + f"## f\n{X}hit: Z\n\n{TABLE}", "hit: Z"),
    ("law.pack.no_priority", HEAD + f"## f\n{X}hit: P\n\n{TABLE}", "## f"),
    ("law.pack.not_in_priority", HEAD + f"## f\n{X}hit: P\npriority: 2\n\n{TABLE}| 1 | 3 |\n", "| 1 | 3 |"),
    ("law.pack.not_in_priority", HEAD + f"## f\n{X}hit: O\npriority: 2\n\n{TABLE}| 1 | x |\n", "| 1 | x |"),
    (
        "law.pack.not_in_priority",
        HEAD + f"## f\n{X}hit: P\npriority: 1\n\n| x | y |\n|---|---|\n| - | true |\n",
        "| - | true",
    ),
    (
        "law.pack.one_output",
        HEAD + f"## f\n{X}hit: C+\n\n| x | y | z |\n|---|---|---|\n| 1 | 2 | 3 |\n",
        "| x |",
    ),
    ("law.pack.bad_day_input", HEAD + f"## f\n{X}day: x\n\n= x\n", "day: x"),
    ("law.pack.versions_overlap", HEAD + "## f\n\n= 1\n\n## f\n\n= 2\n", "## f\n\n= 2"),
    ("law.pack.unknown_name", HEAD + f"## f\n{X}\n\nProse.\n\n= 1 + y\n", "= 1 + y"),
    ("law.pack.unknown_name", HEAD + f"## f\n{X}\n{TABLE}| 2 | lenght |\n", "lenght"),
    ("law.pack.unknown_name", HEAD + "## f\n\n= bb.rate(x: 1)\n", "= bb"),
    ("law.pack.bad_uses", HEAD.replace("\n\n", "\nuses: bb\n\n") + "## f\n\n= 1\n", "uses"),
    ("law.pack.cycle", HEAD + "## f\n\n= g\n\n## g\n\n= f + 1\n", "## f"),
    ("law.pack.cycle", HEAD + f"## f\n{X}\n= f(x: x)\n", "## f"),
    ("law.pack.comma", HEAD + f"## f\n{X}\n| x | y |\n|---|---|\n| 1,5 | 1 |\n", "| 1,5"),
    ("law.pack.comma", HEAD + f"## f\n{X}\n| x | y |\n|---|---|\n| - | 1,5 |\n", "| - | 1,5"),
    ("law.pack.comma", HEAD + '## f\ninputs: x: number (1,17) "x"\n\n= x\n', "inputs"),
    ("law.pack.unmet", HEAD + f"## f\n{SMALL}\n| x | y |\n|---|---|\n| - | 1 |\n| 3 | 1 |\n", "| 3 "),
    (
        "law.pack.never",
        HEAD + f"## f\nin force: 2026-01-01 ..\n{X}\n{DATED}| - | 1 | .. 2025-12-31 |\n",
        "| - |",
    ),
    ("law.pack.overlap", HEAD + f"## f\n{X}\n| x | y |\n|---|---|\n| - | 1 |\n| 3 | 1 |\n", "| 3 "),
    (
        "law.pack.overlap",
        HEAD + f"## f\n{X}\n{DATED}| - | 1 | .. 2026-01-01 |\n| 2 | 1 | 2026-01-01 .. |\n",
        "| 2 ",
    ),
    ("law.pack.gap", HEAD + f"## f\n{X}\n| x | y |\n|---|---|\n| 3 | 1 |\n", "| x "),
    ("law.pack.gap_days", HEAD + f"## f\n{X}\n{DATED}| - | 1 | .. 2025-12-31 |\n", "| x "),
    ("law.pack.unbound", HEAD + f"## f\n\n= g(y: 1)\n\n## g\n{X}\n= x\n", "= g(y"),
    ("law.pack.unbound", HEAD + f"## f\n\n= g()\n\n## g\n{X}\n= x\n", "= g()"),
    ("law.pack.unbound", HEAD + f"## f\n\n= g(x: 1, x: 2)\n\n## g\n{X}\n= x\n", "= g("),
    ("law.pack.wrong_kind", HEAD + '## f\n\n= 1 + "a"\n', "= 1"),
    ("law.pack.wrong_kind", HEAD + '## f\n\n= "a" < 1\n', '= "a"'),
    ("law.pack.wrong_kind", HEAD + "## f\n\n= if 1 then 2 else 3\n", "= if"),
    ("law.pack.wrong_kind", HEAD + "## f\n\n= not(5)\n", "= not"),
    ("law.pack.wrong_kind", HEAD + "## f\n\n= true and 1\n", "= true"),
    ("law.pack.wrong_kind", HEAD + '## f\n\n= sum(1, "a")\n', "= sum"),
    ("law.pack.wrong_kind", HEAD + '## f\n\n= max([1, "a"])\n', "= max"),
    ("law.pack.wrong_kind", HEAD + '## f\n\n= g + 1\n\n## g\n\n= "text"\n', "= g + 1"),
    ("law.pack.wrong_kind", HEAD + f'## f\n\n= g(x: "a")\n\n## g\n{X}\n= x\n', "= g("),
    ("law.pack.wrong_kind", HEAD + f'## f\n{X}\n= x in ("a", "b")\n', "= x in"),
    ("law.pack.wrong_kind", HEAD + f"## f\n{X}\n= x.year\n", "= x.year"),
    ("law.pack.wrong_kind", HEAD + "## f\n\n= string length(1)\n", "= string"),
    (
        "law.pack.wrong_kind",
        HEAD + '## f\n\n| g | y |\n|---|---|\n| 1 | 2 |\n| "a" | 2 |\n\n## g\n\n= 5\n',
        '| "a"',
    ),
    ("law.pack.unknown_name", HEAD + '## f\ninputs: d: date "d"\n\n= d.year + d.hour\n', "= d.year"),
    (
        "law.pack.no_field",
        HEAD + f"## f\n\n= g.z\n\n## g\n{X}\n| x | y | w |\n|---|---|---|\n| - | 1 | 2 |\n",
        "= g.z",
    ),
    (
        "law.pack.too_deep",
        HEAD + "".join(f"## r{n}\n\n= r{n + 1} + 1\n\n" for n in range(300)) + "## r300\n\n= 1\n",
        "",
    ),
    (
        "law.pack.two_types",
        HEAD + f'## f\n{X}\n= g + x\n\n## g\ninputs: x: text "x"\n\n= string length(x)\n',
        "## f",
    ),
]


def refused(text: str) -> PackError:
    with pytest.raises(PackError) as caught:
        Library.from_texts({"packs/aa.md": text})
    return caught.value


@pytest.mark.parametrize(
    ("code", "text", "place"),
    BROKEN,
    ids=[f"{code}-{n}" for n, (code, *_) in zip(count(), BROKEN, strict=False)],
)
def test_a_broken_pack_names_its_file_and_line(code: str, text: str, place: str) -> None:
    fault = refused(text)
    assert (fault.code, fault.facts["file"]) == (code, "packs/aa.md")
    if place or code != "law.pack.too_deep":
        assert fault.facts["line"] == 1 + text[: text.index(place)].count("\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted({code for code, _, _ in BROKEN}))
def test_the_words_of_a_broken_pack_have_no_empty_place(code: str, language: str) -> None:
    fault = refused(next(text for each, text, _ in BROKEN if each == code))
    words = PHRASES.explain(fault, language)
    assert words.startswith(f"packs/aa.md:{fault.facts['line']}: ")
    assert not re.search(r"[{}]|: \?|\(\)", words)


def test_every_fault_of_a_pack_is_provoked_here() -> None:
    elsewhere = {"law.pack.twice"}  # takes two files
    assert {code for code in PHRASES if code.startswith("law.pack.")} == {
        each[0] for each in BROKEN
    } | elsewhere


def test_two_files_of_one_pack_are_refused() -> None:
    text = HEAD + "## f\n\n= 1\n"
    with pytest.raises(PackError) as caught:
        Library.from_texts({"one.md": text, "two.md": text})
    assert (caught.value.code, caught.value.facts["other"]) == ("law.pack.twice", "one.md")


def test_an_unknown_name_brings_the_nearest_one() -> None:
    text = HEAD + '## f\ninputs: length: number "l"\n\n= lenght * 2\n'
    assert refused(text).facts["expected"] == ("length",)
    text = HEAD + "## f\n\n= thresold\n\n## threshold\n\n= 1\n"
    assert refused(text).facts["expected"] == ("threshold",)


def test_a_cycle_names_its_rules_in_order() -> None:
    text = HEAD + "## f\n\n= g\n\n## g\n\n= h\n\n## h\n\n= g\n"
    assert refused(text).facts["value"] == "aa.g -> aa.h -> aa.g"


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_change_nothing(ends: str, mark: str) -> None:
    table = 'inputs: k: text "k"\nsilent: so\n\n| k | y |\n|---|---|\n| "a" | 2 |\n'
    text = f"{HEAD}## f\nTitle\n{table}\n## g\n\n= f +\n  1\n"
    library = Library.from_texts({"aa.md": mark + text.replace("\n", ends)})
    assert library.rule("aa.f").words.en == "Title"
    assert evaluated(library, "aa.g", k="a") == 3


def test_text_cells_hold_commas_pipes_and_semicolons() -> None:
    text = HEAD + (
        '## f\ninputs: k: text ("a, b", "c \\| d", "e; f") "k; or (what) in it"; m: text "m"\n\n'
        '| k | m | y |\n|---|---|---|\n| "a, b" | - | "x, y" |\n| "c \\| d", "e; f" | - | "p \\| q" |\n'
    )
    text = text.replace('"c \\| d", "e; f")', '"c | d", "e; f")')
    library = Library.from_texts({"aa.md": text})
    assert library.rule("aa.f").inputs[0].words.en == "k; or (what) in it"
    assert evaluated(library, "aa.f", k="a, b", m="") == "x, y"
    assert evaluated(library, "aa.f", k="c | d", m="") == "p | q"
    assert evaluated(library, "aa.f", k="e; f", m="") == "p | q"


def test_prose_is_left_alone_and_the_digest_covers_every_byte() -> None:
    text = HEAD + "## f\n\nWhy this is so: because.\n\n= 1\n\nMore prose.\n"
    assert read(text, "aa.md").digest != read(text + " ", "aa.md").digest
    assert evaluated(Library.from_texts({"aa.md": text}), "aa.f") == 1


def evaluated(library: Library, rule: str, **facts: object) -> object:
    return evaluate(rule, facts, library, date(2026, 1, 1)).value
