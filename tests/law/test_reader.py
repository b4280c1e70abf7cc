"""Sections read into rules: what a section leaves out, what a row has of its own, and which columns ask."""

from datetime import date

from comity.basis.citation import Citation, Confidence
from comity.basis.dates import ALWAYS, Span
from comity.law.library import Library
from comity.law.rule import Rule
from comity.law.table import Hit, Table

PACK = """# Law
pack: aa
cite: Act 1
source: a copy
in force: 2025-01-01 ..
published: unknown
checked: 2026-01-01
confidence: B two readings, one source

## plain

= 1

## own
Own title
ru: Свое
cite: Act 1, article 2
in force: 2026-01-01 .. 2026-12-31
confidence: A
unit: points

= 2

## table
inputs: k: text "k"

| k   | plain | answer | more | cite  | in force      | confidence | note  |
|-----|-------|--------|------|-------|---------------|------------|-------|
| "a" | -     | 1      | "x"  |       |               |            |       |
| "b" | > 1   | 2      | "y"  | Act 9 | 2026-06-01 .. | C          | later |
"""


def rule(section: str) -> Rule:
    return Library.from_texts({"aa.md": PACK}, draft=True).rule(f"aa.{section}")


def table() -> Table:
    body = rule("table").versions[0].body
    assert isinstance(body, Table)
    return body


def test_a_section_takes_from_the_heading_what_it_leaves_out() -> None:
    since = Span(date(2025, 1, 1), None)
    version = rule("plain").versions[0]
    assert version.citation == Citation("Act 1", "a copy", since, None, date(2026, 1, 1), Confidence.B)
    assert (version.span, version.line) == (since, 10)
    assert rule("plain").words.say("en") == "plain"


def test_a_section_has_its_own_act_span_title_and_unit() -> None:
    own = rule("own")
    version = own.versions[0]
    assert (version.citation.act, version.citation.source) == ("Act 1, article 2", "a copy")
    assert (version.citation.confidence, version.span) == (
        Confidence.A,
        Span(date(2026, 1, 1), date(2027, 1, 1)),
    )
    assert (own.words.say("en"), own.words.say("ru"), own.unit) == ("Own title", "Свое", "points")


def test_columns_that_name_an_input_or_a_rule_ask_and_the_rest_answer() -> None:
    assert [name for name, _ in table().columns] == ["k", "plain"]
    assert (table().outputs, table().hit) == (("answer", "more"), Hit.UNIQUE)


def test_a_row_has_its_own_act_days_confidence_and_note() -> None:
    first, second = table().rows
    assert (first.cite, first.span, first.note) == (None, ALWAYS, "")
    assert second.cite is not None
    assert (second.cite.act, second.cite.source, second.cite.confidence) == ("Act 9", "a copy", Confidence.C)
    assert (second.span, second.note) == (Span(date(2026, 6, 1), None), "later")


def test_every_part_knows_its_line() -> None:
    lines = PACK.split("\n")
    assert lines[table().line - 1].startswith("| k ")
    assert [lines[row.line - 1][:5] for row in table().rows] == ['| "a"', '| "b"']
    assert lines[rule("own").versions[0].body.line - 1] == "= 2"
