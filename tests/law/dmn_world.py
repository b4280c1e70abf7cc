"""Small decision models of a harbour, for the tests of reading and running them."""

from typing import Any

from comity.feel.engine import Engine
from comity.law.dmn_model import Model
from comity.law.dmn_read import read_model
from comity.law.dmn_run import run_model

SPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"


def model(body: str, namespace: str = "urn:harbour", space: str = SPACE) -> Model:
    return read_model(
        f'<definitions xmlns="{space}" namespace="{namespace}" name="m">{body}</definitions>'.encode()
    )


def plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def logic(text: str, kind: str = "") -> str:
    return f'<literalExpression typeRef="{kind}"><text>{plain(text)}</text></literalExpression>'


def decision(
    name: str, box: str, kind: str = "", needs: tuple[str, ...] = (), knows: tuple[str, ...] = ()
) -> str:
    required = "".join(
        f'<informationRequirement><required{"Input" if each[:3] == "in_" else "Decision"} href="#{each}"/>'
        "</informationRequirement>"
        for each in needs
    )
    known = "".join(
        f'<knowledgeRequirement><requiredKnowledge href="#{each}"/></knowledgeRequirement>' for each in knows
    )
    variable = f'<variable name="{name}" typeRef="{kind}"/>'
    return f'<decision id="{name}" name="{name}">{variable}{required}{known}{box}</decision>'


def datum(name: str, kind: str) -> str:
    return f'<inputData id="in_{name}" name="{name}"><variable name="{name}" typeRef="{kind}"/></inputData>'


def knowledge(name: str, params: str, box: str, kind: str = "") -> str:
    formal = "".join(
        f'<formalParameter name="{each.partition(":")[0]}" typeRef="{each.partition(":")[2]}"/>'
        for each in params.split()
    )
    return (
        f'<businessKnowledgeModel id="{name}" name="{name}"><variable name="{name}" typeRef="{kind}"/>'
        f"<encapsulatedLogic>{formal}{box}</encapsulatedLogic></businessKnowledgeModel>"
    )


def item(name: str, kind: str, allowed: str = "", many: bool = False) -> str:
    tests = f"<allowedValues><text>{allowed}</text></allowedValues>" if allowed else ""
    many_ = ' isCollection="true"' if many else ""
    return f'<itemDefinition name="{name}"{many_}><typeRef>{kind}</typeRef>{tests}</itemDefinition>'


def table(
    hit: str, *rows: str, outputs: str = '<output name="fee"/>', inputs: str = "length", more: str = ""
) -> str:
    columns = "".join(
        f"<input><inputExpression><text>{each}</text></inputExpression></input>" for each in inputs.split(",")
    )
    made = ""
    for row in rows:
        tests, results = ([plain(cell.strip()) for cell in side.split(";")] for side in row.split("=>"))
        made += "<rule>" + "".join(f"<inputEntry><text>{cell}</text></inputEntry>" for cell in tests)
        made += "".join(f"<outputEntry><text>{cell}</text></outputEntry>" for cell in results) + "</rule>"
    return f'<decisionTable hitPolicy="{hit}"{more}>{columns}{outputs}{made}</decisionTable>'


def value(of: Model | list[Model], name: str, **inputs: Any) -> Any:
    models = of if isinstance(of, list) else [of]
    return run_model(models, name, inputs).value


def feel(text: str) -> Any:
    return Engine().value(text, {})
