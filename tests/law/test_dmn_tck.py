"""The runner of the public suite counts as the suite's own runners do; here on a suite of our own making."""

from pathlib import Path

import pytest

from bench.dmn_tck import cases, main

MODEL = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" namespace="urn:a" name="a">
<inputData id="i" name="berth 7"><variable name="berth 7"/></inputData>
<decision id="d" name="d"><variable name="d"/>
  <informationRequirement><requiredInput href="#i"/></informationRequirement>
  <literalExpression>
  <text>{{third: berth 7 / 3, days: [@"2024-02-03"], none: null}}</text></literalExpression>
</decision>
<decision id="e" name="e"><literalExpression><text>{broken}</text></literalExpression></decision>
<inputData id="j" name="hull"><variable name="hull" typeRef="string"/></inputData>
<decision id="f" name="f"><variable name="f"/>
  <informationRequirement><requiredInput href="#j"/></informationRequirement>
  <literalExpression>
  <text>{{told: string length(hull), due: date(hull)}}</text></literalExpression></decision>
<decision id="g" name="g"><literalExpression><text>@"10:00:00.5"</text></literalExpression></decision>
<decisionService id="s" name="s"><outputDecision href="#d"/><inputData href="#i"/></decisionService>
</definitions>"""
TESTS = """<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<modelName>a.dmn</modelName>
<testCase id="1"><inputNode name="berth 7"><value xsi:type="xsd:decimal">2</value></inputNode>
  <resultNode name="d" type="decision"><expected>
    <component name="third"><value xsi:type="xsd:double">0.6666666666</value></component>
    <component name="days"><list><item><value xsi:type="xsd:date">2024-02-03</value></item></list></component>
    <component name="none"><value xsi:nil="true"/></component>
  </expected></resultNode>
  <resultNode name="e" type="decision" errorResult="true">
    <expected><value xsi:nil="true"/></expected></resultNode>
</testCase>
<testCase id="2" invocableName="s" type="decisionService">
  <inputNode name="berth 7"><value xsi:type="xsd:decimal">3</value></inputNode>
  <resultNode name="d"><expected><component name="third"><value xsi:type="xsd:decimal">2</value></component>
  </expected></resultNode></testCase>
<testCase id="3"><resultNode name="e" type="decision" errorResult="true"/></testCase>
<testCase id="4"><inputNode name="hull"><value>2024-02-03</value></inputNode>
  <resultNode name="f" type="decision"><expected>
    <component name="told"><value>10.0</value></component>
    <component name="due"><value>2024-02-03</value></component></expected></resultNode></testCase>
<testCase id="5"><resultNode name="g" type="decision">
  <expected><value xsi:type="xsd:time">10:00:00.25</value></expected></resultNode></testCase>
</testCases>"""


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    folder = tmp_path / "TestCases" / "compliance-level-3" / "0001-berths"
    folder.mkdir(parents=True)
    (folder / "a.dmn").write_text(MODEL.format(broken="1 +"), "utf-8")
    (folder / "a-test-01.xml").write_text(TESTS, "utf-8")
    (folder / "notes.xml").write_text("<notes/>", "utf-8")
    return tmp_path


def test_numbers_are_compared_within_the_tolerance_and_errors_pass_as_null(suite: Path) -> None:
    told = [(case.name, case.passed, case.wants_value) for case in cases(suite)]
    assert told == [
        ("1", True, True),
        ("2", False, True),
        ("3", True, False),
        ("4", True, True),
        ("5", False, True),
    ]


def test_the_counts_of_a_level_are_printed_and_given_as_a_row(
    suite: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = main((str(suite),))
    assert [row["name"] for row in rows] == ["DMN compliance-level-3: 2 of 4 with a value, 3 of 5 in all"]
    assert "FAILED 0001-berths 2: d: " in capsys.readouterr().out


def test_without_the_suite_it_is_skipped(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DMN_TCK", raising=False)
    assert main() == []
    assert capsys.readouterr().out.startswith("dmn_tck: skipped")
