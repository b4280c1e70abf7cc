"""What loading refuses is what the walk of every cell finds; and it is told with line, case and next step."""

from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.basis.errors import PackError
from comity.basis.words import LANGUAGES
from comity.law.cells import findings
from comity.law.evaluate import evaluate
from comity.law.library import Library
from comity.law.phrases import PHRASES

PACKS = Path(__file__).parents[2] / "packs"
HEAD = "# A\npack: aa\n\n"
INPUTS = 'inputs: n: number [0..4] "n"; k: text ("a", "b", "c") "k"; b: boolean "b"\n'
CELLS = {
    "n": ["-", "< 2", ">= 2", "[1..2]", "0, 4", "not(1)", "(0..4)", "3"],
    "k": ["-", '"a"', '"b", "c"', 'not("a")', 'starts with(?, "b")'],
    "b": ["-", "true", "false"],
}
GAPS = ("law.pack.gap", "law.pack.gap_days")
DAYS = ["", ".. 2025-12-31", "2026-01-01 ..", "2025-06-01 .. 2026-06-30"]


@st.composite
def tables(draw: st.DrawFn) -> str:
    hit = draw(st.sampled_from(["U", "U", "A", "F", "C+", "C#"]))
    rows = draw(
        st.lists(
            st.tuples(*(st.sampled_from(CELLS[name]) for name in "nkb"), st.sampled_from(DAYS)),
            min_size=1,
            max_size=6,
        )
    )
    if draw(st.booleans()):
        rows.append(("-", "-", "-", ""))
    outputs = draw(st.lists(st.sampled_from("12"), min_size=len(rows), max_size=len(rows)))
    lines = [
        f"| {' | '.join(row[:3])} | {out} | {row[3]} |\n" for row, out in zip(rows, outputs, strict=True)
    ]
    head = "| n | k | b | y | in force |\n|---|---|---|---|---|\n"
    return f"{HEAD}## t\n{INPUTS}hit: {hit}\n\n{head}{''.join(lines)}"


def refused(text: str) -> PackError:
    with pytest.raises(PackError) as caught:
        Library.from_texts({"aa.md": text})
    return caught.value


def fault(text: str) -> str:
    try:
        Library.from_texts({"aa.md": text})
    except PackError as found:
        return found.code
    return ""


@given(tables())
@settings(max_examples=300, deadline=None)
def test_what_is_refused_is_what_the_walk_finds(text: str) -> None:
    found = {each.kind for each in findings(Library.from_texts({"aa.md": text}, draft=True).rule("aa.t"))}
    code = fault(text)
    assert (code == "law.pack.overlap") == ("overlap" in found)
    if "overlap" not in found:
        assert (code in GAPS) == ("hole" in found)
    declared = text.replace("hit:", "silent: for reasons\nhit:")
    assert fault(declared) == ("law.pack.overlap" if "overlap" in found else "")


@given(tables())
@settings(max_examples=100, deadline=None)
def test_the_case_told_is_one_that_meets_both_rows_or_none(text: str) -> None:
    code = fault(text)
    if not code:
        return
    facts = refused(text).facts
    law = Library.from_texts({"aa.md": text}, draft=True)
    told = (
        dict(pair.split(" = ") for pair in str(facts["case"]).split(", "))
        if "=" in str(facts["case"])
        else {}
    )
    asked = law.asked("aa.t")
    case = {"n": 0, "k": "a", "b": True} | {name: asked[name].parse(value) for name, value in told.items()}
    first = str(facts["span"]).partition(" ..")[0].strip(". ")
    day = date.fromisoformat(first) if first else date(2000, 1, 1)
    if code in GAPS:
        assert evaluate("aa.t", case, law, day).status == "gap"
    else:
        with pytest.raises(PackError, match="law.table.overlap"):
            evaluate("aa.t", case, law, day)


TEXTS = 'inputs: k: text ("a", "b") "k"; n: number [0..9] "n"\n'


TWO_OUTPUTS = (
    '| kind.p | y |\n|---|---|\n| "a", "c" | 1 |\n\n## kind\ninputs: b: boolean "b"\n\n'
    '| b | p | q |\n|---|---|---|\n| true | "a" | 1 |\n| false | "b" | 2 |\n'
)


@pytest.mark.parametrize(
    ("body", "value", "line"),
    [
        ('| k | y |\n|---|---|\n| "a" | 1 |\n| "c", "b" | 2 |\n', "c", 10),
        ('| k | y |\n|---|---|\n| not("c") | 1 |\n', "c", 9),
        ("| n | y |\n|---|---|\n| < 5 | 1 |\n| > 9 | 2 |\n", "> 9", 10),
        ("| n | y |\n|---|---|\n| < 5 | 1 |\n| [10..12] | 2 |\n", "[10..12]", 10),
        ('= if k = "c" then 1 else 2\n', "c", 7),
        ('= if k in ("a", "c") then 1 else 2\n', "c", 7),
        ('= if kind = "c" then 1 else 2\n\n## kind\n\n= if 1 > 2 then "a" else "b"\n', "c", 7),
        ('= g(k: "c")\n\n## g\ninputs: k: text ("a", "b") "k"\n\n= k\n', "c", 7),
        ('| kind | y |\n|---|---|\n| "c" | 1 |\n| - | 1 |\n\n## kind\n\n= "a"\n', "c", 9),
        (TWO_OUTPUTS, "c", 9),
    ],
)
def test_a_value_that_can_never_be_is_refused_where_it_stands(body: str, value: str, line: int) -> None:
    told = refused(f"{HEAD}## f\n{TEXTS}\n{body}")
    assert (told.code, told.facts["value"], told.facts["line"]) == ("law.pack.unmet", value, line)


@pytest.mark.parametrize(
    "body",
    [
        "= if limit > 5 then 1 else 2\n\n## limit\n\n= 3\n",  # a figure of the law is not the same every year
        '= if n = 3 and k = "a" then 1 else 2\n',
        '| kind | y |\n|---|---|\n| "a" | 1 |\n| "b" | 2 |\n\n## kind\n\n= if n > 2 then "a" else k\n',
        '| k | n | y |\n|---|---|---|\n| "a" | - | 1 |\n| "b" | < 1 | 2 |\n| "b" | >= 1 | 2 |\n',
    ],
)
def test_what_can_be_is_taken(body: str) -> None:
    text = f"{HEAD}## f\n{TEXTS}\n{body}".replace("## kind\n", f"## kind\n{TEXTS}")
    assert fault(text) == ""


def test_each_edition_answers_for_what_it_takes_itself() -> None:
    edition = '## f\nin force: {}\ninputs: k: text ("a", "{}") "k"\n\n| k | y |\n|---|---|\n| "a" | 1 |\n'
    one = edition.format(".. 2025-12-31", "b") + '| "b" | 2 |\n\n'
    two = edition.format("2026-01-01 ..", "c") + '| "c" | 2 |\n'
    assert fault(HEAD + one + two) == ""
    assert refused(HEAD + one + two.replace('| "c" |', '| "b" |')).facts["line"] == 20


def test_days_between_two_editions_are_a_gap_unless_the_later_says_why() -> None:
    text = HEAD + "## f\nin force: .. 2024-12-31\n\n= 1\n\n## f\nin force: 2026-01-01 ..\n\n= 2\n"
    told = refused(text)
    assert (told.code, told.facts["line"], told.facts["span"]) == (
        "law.pack.gap_days",
        9,
        "2025-01-01 .. 2025-12-31",
    )
    law = Library.from_texts({"aa.md": text.replace("2026-01-01 ..", "2026-01-01 ..\nsilent: not read")})
    assert [(each.kind, each.why) for each in findings(law.rule("aa.f"))] == [("hole", "not read")]


def test_silence_that_is_none_is_a_finding_with_its_line() -> None:
    text = HEAD + '## f\ninputs: b: boolean "b"\nsilent: not read\n\n| b | y |\n|---|---|\n| - | 1 |\n'
    found = findings(Library.from_texts({"aa.md": text}).rule("aa.f"))
    assert [(each.kind, each.lines) for each in found] == [("needless", (4,))]


def test_the_long_look_takes_a_rule_for_what_it_can_answer() -> None:
    rows = '| "a" | 1 |\n| "b" | 2 |\n'
    kind = '## kind\ninputs: b: boolean "b"\n\n= if b then "a" else "b"\n'
    law = Library.from_texts({"aa.md": f"{HEAD}## f\n\n| kind | y |\n|---|---|\n{rows}\n{kind}"})
    assert law.findings("aa.f") == []
    assert [each.kind for each in findings(law.rule("aa.f"))] == ["hole"]


def test_a_silent_pack_is_silent_in_all_its_tables() -> None:
    text = '## f\ninputs: b: boolean "b"\n\n| b | y |\n|---|---|\n| true | 1 |\n'
    assert fault(HEAD + text) == "law.pack.gap"
    assert fault(HEAD.replace("aa\n", "aa\nsilent: a draft\n") + text) == ""


def test_a_table_too_large_to_walk_is_loaded_and_told_by_the_long_look() -> None:
    names = [f"n{place}" for place in range(20)]
    cells = [["> 0" if place == row else "-" for place in range(20)] for row in range(20)]
    rows = "".join(f"| {' | '.join(row)} | 1 |\n" for row in [*cells, ["<= 0"] * 20])
    inputs = "; ".join(f'{name}: number "n"' for name in names)
    table = f"| {' | '.join(names)} | y |\n|{'---|' * 21}\n{rows}"
    law = Library.from_texts({"aa.md": f"{HEAD}## t\ninputs: {inputs}\nhit: C>\n\n{table}"})
    assert {each.kind for each in findings(law.rule("aa.t"))} == {"too large"}


def test_a_unique_table_of_many_columns_needs_no_walk() -> None:
    names = [f"b{place}" for place in range(18)]
    rows = [["-"] * place + ["true"] + ["false"] * (17 - place) for place in range(18)] + [["false"] * 18]
    inputs = "; ".join(f'{name}: boolean "b"' for name in names)
    lines = "".join(f"| {' | '.join(row)} | 1 |\n" for row in rows)
    text = f"{HEAD}## t\ninputs: {inputs}\n\n| {' | '.join(names)} | y |\n|{'---|' * 19}\n{lines}"
    start = process_time()
    assert fault(text) == ""
    assert process_time() - start < 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("| true | 1 |\n| - | 2 |\n", "law.pack.overlap"),
        ("| true | 1 |\n", "law.pack.gap"),
        ("| 1,5 | 1 |\n", "law.pack.comma"),
    ],
)
def test_a_refusal_names_file_line_case_and_next_step(rows: str, code: str, language: str) -> None:
    told = refused(f'{HEAD}## f\ninputs: b: boolean "b"\n\n| b | y |\n|---|---|\n{rows}')
    assert told.code == code
    words = PHRASES.say(code, language, told.facts)
    assert words.startswith(f"aa.md:{told.facts['line']}: ")
    assert "{" not in words
    assert code == "law.pack.comma" or "b = " in words
    assert any(step in words for step in ("in force", "silent:", "3.92"))


@pytest.fixture(scope="module")
def shipped() -> dict[str, str]:
    return {path.relative_to(PACKS).as_posix(): path.read_text("utf-8") for path in PACKS.glob("*/motor*.md")}


@pytest.mark.parametrize(
    ("file", "slip", "code"),
    [
        ("ru/motor.md", ("(50..70] ", "(40..70] "), "overlap"),
        ("ru/motor.md", ("silent: a rate outside", "note: a rate outside"), "gap"),
        ("ru/motor.md", ("<= 50  ", "<= 5,0  "), "comma"),
        ("by/motor.md", ('| "town"  ', '| "twon"  '), "unmet"),
    ],
)
def test_a_shipped_pack_with_one_flaw_is_refused_whole(
    shipped: dict[str, str], file: str, slip: tuple[str, str], code: str
) -> None:
    flawed = shipped[file].replace(*slip)
    assert flawed != shipped[file]
    with pytest.raises(PackError) as caught:
        Library.from_texts({**shipped, file: flawed})
    assert (caught.value.code, caught.value.facts["file"]) == (f"law.pack.{code}", file)
