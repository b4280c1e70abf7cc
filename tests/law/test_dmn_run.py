from typing import Any

import pytest

from comity.basis.errors import InputError
from comity.feel.calendar import Date
from comity.feel.value import alike, number
from comity.feel.zones import iana
from comity.law.dmn_read import read_model
from comity.law.dmn_run import run_model
from tests.law.dmn_world import (
    SPACE,
    datum,
    decision,
    feel,
    item,
    knowledge,
    logic,
    model,
    table,
    value,
)

ROWS = ("< 10 => 5", "[8..20] => 7", "> 8 => 5", "- => 1")
LISTED = '<output name="fee"><outputValues><text>7, 5, 1</text></outputValues></output>'


@pytest.mark.parametrize(
    ("hit", "more", "answer"),
    [
        ("UNIQUE", "", "null"),
        ("FIRST", "", "5"),
        ("ANY", "", "null"),
        ("PRIORITY", "", "7"),
        ("RULE ORDER", "", "[5, 7, 5, 1]"),
        ("OUTPUT ORDER", "", "[7, 5, 5, 1]"),
        ("COLLECT", "", "[5, 7, 5, 1]"),
        ("COLLECT", ' aggregation="SUM"', "18"),
        ("COLLECT", ' aggregation="MIN"', "1"),
        ("COLLECT", ' aggregation="MAX"', "7"),
        ("COLLECT", ' aggregation="COUNT"', "4"),
    ],
)
def test_a_table_answers_as_its_hit_policy_says(hit: str, more: str, answer: str) -> None:
    box = table(hit, *ROWS, outputs=LISTED, more=more)
    made = model(datum("length", "number") + decision("fee", box, needs=("in_length",)))
    assert alike(value(made, "fee", length=number(9)), feel(answer), iana)


def test_no_row_gives_the_default_null_or_an_empty_list() -> None:
    answer: Any
    given = datum("length", "number")
    default = '<output name="fee"><defaultOutputEntry><text>3</text></defaultOutputEntry></output>'
    for hit, outputs, answer in [
        ("UNIQUE", default, number(3)),
        ("UNIQUE", '<output name="fee"/>', None),
        ("COLLECT", '<output name="fee"/>', []),
    ]:
        box = table(hit, "> 100 => 9", outputs=outputs)
        assert (
            value(model(given + decision("fee", box, needs=("in_length",))), "fee", length=number(1))
            == answer
        )


def test_several_outputs_make_a_context_with_the_inputs_in_reach() -> None:
    outputs = '<output name="fee" typeRef="number"/><output name="why not" typeRef="string"/>'
    rows = ('<= 10; "sail" => length * 2; "small " + kind', '-; not("sail") => 0; "free"')
    box = table("UNIQUE", *rows, outputs=outputs, inputs="length,kind")
    made = model(
        datum("length", "number")
        + datum("kind", "string")
        + decision("d", box, needs=("in_length", "in_kind"))
    )
    assert value(made, "d", length=number(4), kind="sail") == {"fee": 8, "why not": "small sail"}
    assert value(made, "d", length=number(4), kind="motor") == {"fee": 0, "why not": "free"}


TYPES = (
    item("tRate", "number", "[0..100]")
    + item("tRates", "tRate", many=True)
    + '<itemDefinition name="tBoat"><itemComponent name="name"><typeRef>string</typeRef></itemComponent>'
    '<itemComponent name="rate"><typeRef>tRate</typeRef></itemComponent></itemDefinition>'
    + '<itemDefinition name="tFn"><functionItem outputTypeRef="number"/></itemDefinition>'
)


@pytest.mark.parametrize(
    ("text", "kind", "answer"),
    [
        ("50", "tRate", "50"),
        ("101", "tRate", "null"),
        ("50", "tRates", "[50]"),
        ("[50]", "tRate", "50"),
        ("[50, 101]", "tRates", "null"),
        ('{name: "Ida", rate: 7, more: 1}', "tBoat", '{name: "Ida", rate: 7, more: 1}'),
        ('{name: "Ida"}', "tBoat", "null"),
        ('{name: "Ida", rate: 700}', "tBoat", "null"),
        ("101 instance of tRate", "boolean", "true"),
        ('"x"', "feel:string", '"x"'),
    ],
)
def test_a_decision_gives_a_value_of_its_type(text: str, kind: str, answer: str) -> None:
    made = model(TYPES + decision("d", logic(text), kind))
    assert alike(value(made, "d"), feel(answer), iana)


def test_a_type_no_model_has_is_open_and_noted() -> None:
    outcome = run_model([model(decision("d", logic("[1, true]", "tLost"), "tUnknown"))], "d", {})
    assert outcome.value == [number(1), True]
    assert [(note.where, note.why) for note in outcome.notes] == [
        ("tLost", "no such type"),
        ("tUnknown", "no such type"),
    ]


def test_an_element_is_found_by_its_own_name_where_its_variable_has_another() -> None:
    made = read_model(
        b'<definitions><inputData id="i" name="berth"><variable name="quay"/></inputData>'
        b'<decision id="d" name="told"><variable name="tolled"/>'
        b'<informationRequirement><requiredInput href="#i"/></informationRequirement>'
        b"<literalExpression><text>quay + 1</text></literalExpression></decision></definitions>"
    )
    for name in ("told", "tolled"):
        for given in ("berth", "quay"):
            assert run_model([made], name, {given: number(6)}).value == number(7)


def test_an_input_that_is_not_allowed_is_null_and_noted() -> None:
    made = model(TYPES + datum("rate", "tRate") + decision("d", logic("rate"), needs=("in_rate",)))
    outcome = run_model([made], "d", {"rate": number(300)})
    assert outcome.value is None
    assert [note.where for note in outcome.notes] == ["rate"]


def test_knowledge_is_called_by_place_by_name_and_by_invocation() -> None:
    fee = knowledge("fee of", "length:number rate:number", logic("length * rate"), "number")
    invoked = (
        f"<invocation>{logic('fee of')}<binding><parameter name='rate'/>{logic('3')}</binding>"
        f"<binding><parameter name='length'/>{logic('4')}</binding></invocation>"
    )
    made = model(
        fee
        + decision("a", logic("fee of(4, 3)"), knows=("fee of",))
        + decision("b", logic("fee of(rate: 3, length: 4)"), knows=("fee of",))
        + decision("c", invoked, knows=("fee of",))
        + decision("d", logic('fee of("4", 3)'), knows=("fee of",))
        + decision("e", logic("fee of(4, 3)"))
    )
    assert [value(made, name) for name in "abcde"] == [12, 12, 12, None, None]
    assert value(made, "fee of", length=number(2), rate=number(5)) == 10


def test_knowledge_that_calls_itself_is_run_within_the_bounds() -> None:
    steps = knowledge("steps", "n:number", logic("if n <= 0 then 0 else 1 + steps(n - 1)"))
    made = model(
        steps
        + decision("few", logic("steps(9)"), knows=("steps",))
        + decision("many", logic("steps(99999)"), knows=("steps",))
    )
    assert value(made, "few") == 9
    assert value(made, "many") is None


def test_a_service_answers_on_what_it_is_given() -> None:
    service = (
        '<decisionService id="s" name="s"><outputDecision href="#total"/>'
        '<encapsulatedDecision href="#total"/>'
        '<inputDecision href="#base"/><inputData href="#in_tax"/></decisionService>'
    )
    made = model(
        datum("tax", "number")
        + decision("base", logic("100"), "number")
        + decision("total", logic("base + tax"), "number", needs=("base", "in_tax"))
        + service
        + decision("called", logic("s(1, 2)"), knows=("s",))
        + decision("wrong", logic('s("a", 2)'), knows=("s",))
    )
    assert value(made, "total", tax=number(5)) == 105
    assert value(made, "s", tax=number(5), base=number(1)) == 6
    assert value(made, "called") == 3
    assert value(made, "wrong") is None


ENTRY = "<contextEntry><variable name='{}'/>{}</contextEntry>"
RESULT = "<contextEntry>{}</contextEntry>"
BOXES = {
    "context": (
        f"<context>{ENTRY.format('a b', logic('2'))}{RESULT.format(logic('a b * 3'))}</context>",
        "6",
    ),
    "entries": (
        f"<context>{ENTRY.format('a', logic('2'))}{ENTRY.format('b', logic('a + 1'))}</context>",
        "{a: 2, b: 3}",
    ),
    "list": (f"<list>{logic('1')}{logic('nothing')}</list>", "[1, null]"),
    "relation": (
        f"<relation><column name='x'/><row>{logic('1')}</row><row>{logic('2')}</row></relation>",
        "[{x: 1}, {x: 2}]",
    ),
    "if": (
        f"<conditional><if>{logic('null')}</if><then>{logic('1')}</then><else>{logic('2')}</else></conditional>",
        "2",
    ),
    "filter": (
        f"<filter><in>{logic('[1, 2, 3]')}</in><match>{logic('item > 1')}</match></filter>",
        "[2, 3]",
    ),
    "for": (
        f"<for iteratorVariable='i'><in>{logic('[1..3]')}</in><return>{logic('i * i')}</return></for>",
        "[1, 4, 9]",
    ),
    "some": (
        (
            f"<some iteratorVariable='i'><in>{logic('[1, 2]')}</in>"
            f"<satisfies>{logic('i > 1')}</satisfies></some>"
        ),
        "true",
    ),
    "every": (
        (
            f"<every iteratorVariable='i'><in>{logic('[1, 2]')}</in>"
            f"<satisfies>{logic('i > 1')}</satisfies></every>"
        ),
        "false",
    ),
    "function": (
        "<context>"
        + ENTRY.format(
            "f", f"<functionDefinition><formalParameter name='x'/>{logic('x + 1')}</functionDefinition>"
        )
        + RESULT.format(logic("f(1)"))
        + "</context>",
        "2",
    ),
    "foreign": (
        "<context>"
        + ENTRY.format(
            "f",
            f"<functionDefinition kind='Java'>{logic('1')}</functionDefinition>",
        )
        + RESULT.format(logic("f()"))
        + "</context>",
        "null",
    ),
}


def test_boxed_logic_of_every_form_is_run() -> None:
    made = model("".join(decision(name, box) for name, (box, _) in BOXES.items()))
    told = {name: alike(value(made, name), feel(answer), iana) for name, (_, answer) in BOXES.items()}
    assert told == dict.fromkeys(BOXES, True)


def test_another_model_is_reached_under_the_name_it_is_imported_by() -> None:
    far = model(
        item("tDay", "date")
        + datum("day", "tDay")
        + decision("year", logic("day.year"), needs=("in_day",))
        + knowledge("next", "n:number", logic("n + 1")),
        "urn:far",
    )
    needs = (
        '<informationRequirement><requiredDecision href="urn:far#year"/></informationRequirement>'
        '<knowledgeRequirement><requiredKnowledge href="urn:far#next"/></knowledgeRequirement>'
    )
    near = model(
        '<import name="far away" namespace="urn:far"/>'
        f'<decision id="d" name="d">{needs}{logic("far away.next(far away.year)")}</decision>'
        + decision("typed", logic('@"2024-02-03"'), "far away.tDay")
    )
    day = {("urn:far", "day"): Date(2024, 5, 6)}
    assert run_model([near, far], "d", day).value == 2025
    assert run_model([near, far], "typed", {}).value == Date(2024, 2, 3)
    assert run_model([near], "d", day).value is None


def test_a_service_does_not_work_out_what_it_should_have_been_given() -> None:
    made = model(
        decision("knots", logic("12"), "number")
        + decision("told", logic("knots = null"), needs=("knots",))
        + '<decisionService id="s" name="s"><outputDecision href="#told"/><inputDecision href="#knots"/>'
        "</decisionService>"
    )
    assert run_model([made], "s", {}).value is True
    assert run_model([made], "s", {"knots": number(3)}).value is False
    assert run_model([made], "told", {}).value is False


def test_of_two_models_with_one_namespace_the_first_counts() -> None:
    first = model(item("tRope", "number") + decision("rope", logic("4"), "tRope"))
    second = model(item("tMast", "string") + decision("rope", logic('"oak"'), "tMast"))
    assert run_model([first, second], "rope", {}).value == 4
    assert run_model([second, first], "rope", {}).value == "oak"


def test_a_service_names_what_it_takes_from_another_model_by_its_prefix() -> None:
    far = model(decision("base", logic("1")), "urn:far")
    near = model(
        '<import name="f" namespace="urn:far"/>'
        '<decision id="twice" name="twice">'
        '<informationRequirement><requiredDecision href="urn:far#base"/></informationRequirement>'
        f"{logic('f.base * 2')}</decision>"
        '<decisionService id="s" name="s"><outputDecision href="#twice"/>'
        '<inputDecision href="urn:far#base"/></decisionService>'
        + decision("called", logic("s(f.base: 21)"), knows=("s",))
    )
    assert value([near, far], "twice") == 2
    assert value([near, far], "called") == 42


def test_a_decision_without_logic_is_what_the_caller_says() -> None:
    made = model(
        '<decision id="expert" name="expert\'s view">'
        '<variable name="expert\'s view" typeRef="string"/></decision>'
        + decision("d", logic('"seen: " + expert\'s view'), needs=("expert",))
    )
    assert value(made, "d", **{"expert's view": "sound"}) == "seen: sound"
    assert value(made, "d") is None


def test_decisions_in_a_ring_end_in_null() -> None:
    made = model(decision("a", logic("b + 1"), needs=("b",)) + decision("b", logic("a + 1"), needs=("a",)))
    outcome = run_model([made], "a", {})
    assert outcome.value is None
    assert "it requires itself" in [note.why for note in outcome.notes]


def test_broken_logic_spoils_its_own_decision_only() -> None:
    made = model(
        decision("a", logic("1 +")) + decision("b", logic("if a = null then 1 else 2"), needs=("a",))
    )
    outcome = run_model([made], "b", {})
    assert outcome.value == 1
    assert [note.where for note in outcome.notes] == ["text"]


@pytest.mark.parametrize(
    "space",
    [
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        SPACE,
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
    ],
)
def test_every_edition_from_1_1_to_1_5_is_read(space: str) -> None:
    assert value(model(decision("d", logic("6 * 7"), "number"), space=space), "d") == 42


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(InputError, match=r"feel\.model_unknown"):
        run_model([model("")], "nobody", {})
