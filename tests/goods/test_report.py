"""An assessment told to people: nothing unfilled, nothing by its id alone, in every language."""

import re

import pytest

from comity.basis.words import LANGUAGES
from comity.goods.report import Report
from tests.goods.conftest import Judge
from tests.goods.world import Facts, claim, demo, edited, items, judged, library_of, line, made, pack

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


def told(report: Report) -> list[str]:
    rows = [text for row in report.rows() for text in (row.name, row.points, row.origin, row.why, row.mark)]
    sources = [text for source in report.sources() for text in source]
    return [
        report.title,
        report.decision,
        *report.headings(),
        *rows,
        *sources,
        *report.totals(),
        *report.reasons(),
    ]


@pytest.mark.parametrize("name", ["lift", "lift-first", "lift-120", "lathe-2027"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_filled_in(name: str, language: str, judge: Judge) -> None:
    sentences = told(Report(judge(demo(name)), language))
    assert [text for text in sentences if "{" in text or "Open(" in text or "goods." in text] == []
    if language != "en":
        assert CYRILLIC.search(" ".join(sentences))


def test_what_is_missing_is_asked_for_in_words_with_its_name_behind(judge: Judge, lift: Facts) -> None:
    found = judge(edited(lift, "freq_converter", proof=None))
    reasons = " ".join(Report(judge(edited(lift, "winch", state=None)), "en").reasons())
    assert "Winch (lift machine): state of origin [winch.origin]" in reasons
    row = next(row for row in Report(found, "en").rows() if row.id == "freq_converter")
    assert row.why == "open until it is said: proof of origin [freq_converter.proof]"
    russian = next(row for row in Report(found, "ru").rows() if row.id == "freq_converter")
    assert russian.why == "открыто, пока не указано: документ о происхождении [freq_converter.proof]"


def test_an_open_threshold_is_said_to_be_open(judge: Judge) -> None:
    lines = Report(judge(demo("lathe-2027")), "en").totals()
    assert lines == [
        "By the law of 2027-02-01: 0 points; how many are needed is not determined - undetermined."
    ]


def test_what_lacks_and_what_would_close_it_is_told(judge: Judge) -> None:
    report = Report(judge(demo("lift-first")), "en")
    assert report.totals()[1] == (
        "By the law of 2027-01-01: 115 of 135 points needed - not confirmed. 20 points are lacking."
    )
    assert any("Car door drive (+10), Travelling cable (+10)" in reason for reason in report.reasons())


def test_a_condition_that_fails_is_named_by_its_words(judge: Judge, lift: Facts) -> None:
    report = Report(judge(lift | {"mandatory": {"rights": "4", "service_centre": "1"}}), "en")
    assert any("Term for which an EAEU-resident" in reason for reason in report.reasons())


def test_each_row_says_why_it_counts_so(judge: Judge) -> None:
    rows = {row.id: row.why for row in Report(judge(demo("lift-first")), "en").rows()}
    assert rows["travelling_cable"] == "not done"
    assert rows["winch"].startswith("recognised: ranks as the state's own")
    assert rows["car_door_drive"].startswith("the other state's proof is excluded here")
    assert rows["freq_converter"].startswith("excluded from recognition")
    assert rows["cabin"].startswith("of the state itself")


def test_a_gap_in_the_recognition_is_told_as_the_laws_silence() -> None:
    library = library_of(pack(items("a | make | 10")))
    found = judged(library, claim(*made("a", state="cc", proof="act")))
    row = Report(found, "en").rows()[0]
    assert row.why == "open: the loaded law does not say"
    assert row.origin == "cc: act"


def test_lines_measured_or_documented_say_whether_they_count() -> None:
    library = library_of(pack(items("d | document | 3", "n | count | 2", "m | count | 2")))
    found = judged(library, claim(line("d", done="yes"), line("n", count="2"), line("m", count="0")))
    assert [row.why for row in Report(found, "en").rows()] == ["counted", "counted", "not counted"]


def test_acts_are_numbered_once_and_marks_point_to_them(judge: Judge, lift: Facts) -> None:
    report = Report(judge(lift), "en")
    marks = {row.mark for row in report.rows()}
    sources = report.sources()
    assert [mark for mark, _, _ in sources] == [f"[{n}]" for n in range(1, len(sources) + 1)]
    assert marks <= {mark for mark, _, _ in sources}


def test_a_percentage_is_told_as_one(judge: Judge) -> None:
    data = {"product": {"code": "28.15.10"}, "purpose": "register", "filed": "2026-06-01", "unlisted": "no"}
    assert "0 of 80 % of its own maximum needed" in Report(judge(data), "en").totals()[0]
