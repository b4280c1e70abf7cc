import pytest

from comity.feel.value import alike
from comity.feel.zones import iana
from tests.law.dmn_world import (
    datum,
    decision,
    feel,
    item,
    knowledge,
    logic,
    model,
    value,
)

CONSTRAINED = (
    item("tKind", "string", '"sail", "motor"')
    + item("tSize", "tKind", '"small"')
    + '<itemDefinition name="tGives"><functionItem outputTypeRef="tKind"/></itemDefinition>'
    + '<itemDefinition name="tTakes"><functionItem><parameters name="inner" typeRef="tKind"/></functionItem>'
    + "</itemDefinition>"
    + datum("given", "Any")
)
COLUMN = "<input><inputExpression><text>given</text></inputExpression>{}</input>"
ANSWER = (
    "<rule>{}<outputEntry{}><text>{}</text></outputEntry><outputEntry><text>1</text></outputEntry></rule>"
)
OF_KIND = ' typeRef="tKind"'
SAIL = '<inputValues><text>"sail"</text></inputValues>'
TYPED = {
    "literal": (logic("given", "tKind"), '"sail"', "null"),
    "lambda": (logic("(function(a: tKind) a)(given)"), '"sail"', "null"),
    "binding": (
        (
            f"<invocation>{logic('function(a) a')}"
            f"<binding><parameter name='a' typeRef='tKind'/>{logic('given')}</binding></invocation>"
        ),
        '"sail"',
        "null",
    ),
    "column": (
        f"<relation><column name='k' typeRef='tKind'/><row>{logic('given')}</row></relation>",
        '[{k: "sail"}]',
        "[{k: null}]",
    ),
    "entry": (
        (
            f"<context><contextEntry><variable name='k' typeRef='tKind'/>{logic('given')}"
            "</contextEntry></context>"
        ),
        '{k: "sail"}',
        "{k: null}",
    ),
    "output entry": (
        (
            f"<decisionTable><output name='k'/><output name='n'/>{ANSWER.format('', OF_KIND, 'given')}"
            "</decisionTable>"
        ),
        '{k: "sail", n: 1}',
        "{k: null, n: 1}",
    ),
    "output clause": (
        (
            "<decisionTable><output name='k' typeRef='tKind'/><output name='n'/>"
            f"{ANSWER.format('', '', 'given')}</decisionTable>"
        ),
        '{k: "sail", n: 1}',
        "{k: null, n: 1}",
    ),
    "output values": (
        (
            '<decisionTable><output><outputValues><text>"sail"</text></outputValues></output>'
            "<rule><outputEntry><text>given</text></outputEntry></rule></decisionTable>"
        ),
        '"sail"',
        "null",
    ),
    "input values": (
        f"<decisionTable>{COLUMN.format(SAIL)}<output name='k'/>"
        "<output name='n'/>"
        + ANSWER.format("<inputEntry><text>null</text></inputEntry>", "", "0")
        + ANSWER.format('<inputEntry><text>"sail"</text></inputEntry>', "", "2")
        + "</decisionTable>",
        "{k: 2, n: 1}",
        "{k: 0, n: 1}",
    ),
}


@pytest.mark.parametrize("name", TYPED)
def test_a_part_of_another_type_is_null_and_spoils_no_other(name: str) -> None:
    box, good, bad = TYPED[name]
    made = model(CONSTRAINED + decision("d", box, needs=("in_given",)))
    assert alike(value(made, "d", given="sail"), feel(good), iana)
    assert alike(value(made, "d", given="raft"), feel(bad), iana)


def test_a_function_keeps_to_the_type_it_is_given() -> None:
    defined = "<functionDefinition typeRef='tGives'><formalParameter name='a'/>{}</functionDefinition>"
    typed = knowledge("typed", "a:", logic("a")).replace(
        "<encapsulatedLogic>", '<encapsulatedLogic typeRef="tGives">'
    )
    service = (
        '<decisionService id="s" name="s"><variable name="s" typeRef="tTakes"/>'
        '<outputDecision href="#outer"/>'
        '<inputDecision href="#inner"/></decisionService>'
    )
    made = model(
        CONSTRAINED
        + typed
        + service
        + decision("inner", logic('"raft"'))
        + decision("outer", logic("inner"), needs=("inner",))
        + decision("f", logic("function(a) a", "tGives"))
        + decision("g", defined.format(logic("a")))
        + decision("a", logic("f(given)"), needs=("in_given", "f"))
        + decision("b", logic("g(given)"), needs=("in_given", "g"))
        + decision("c", logic("typed(given)"), needs=("in_given",), knows=("typed",))
    )
    for name in "abc":
        assert value(made, name, given="motor") == "motor"
        assert value(made, name, given="raft") is None
    assert value(made, "s", inner="motor") == "motor"
    assert value(made, "s", inner="raft") is None


def test_allowed_values_of_a_type_replace_those_of_the_type_it_is_made_of() -> None:
    made = model(
        CONSTRAINED + decision("a", logic('"small"'), "tSize") + decision("b", logic('"sail"'), "tSize")
    )
    assert (value(made, "a"), value(made, "b")) == ("small", None)
