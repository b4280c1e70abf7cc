"""DMN XML of any edition from 1.1 to 1.5, read into a model (DMN 1.5, 12)."""

from collections.abc import Callable

from comity.basis.errors import InputError
from comity.feel.scan import normal
from comity.law.dmn_model import (
    Box,
    ContextBox,
    Datum,
    Decision,
    EachBox,
    Element,
    Entry,
    FilterBox,
    FunctionBox,
    IfBox,
    Import,
    InputClause,
    InvokeBox,
    Item,
    Knowledge,
    ListBox,
    Model,
    OutputClause,
    RelationBox,
    Service,
    TableBox,
    TableRow,
    Text,
)
from comity.law.dmn_xml import Node, read_xml

_NONE = Text("null")  # a box left empty


def read_model(data: bytes) -> Model:
    """The model of a DMN document; InputError for what is no such document."""
    root = read_xml(data)
    if root.tag != "definitions":
        raise InputError("feel.not_a_model", found=root.tag[:40])
    elements: dict[str, Element] = {}
    for node in root.children:
        if reader := _ELEMENTS.get(node.tag):
            element = reader(node)
            elements[element.id or element.name] = element
    types = {item.name: item for item in map(_item, root.all("itemDefinition"))}
    imports = tuple(Import(normal(node.get("name")), node.get("namespace")) for node in root.all("import"))
    return Model(root.get("namespace"), root.get("name"), imports, types, elements)


def _kind(text: str) -> str:
    """A type's name without the prefix older editions gave it (`feel:string`)."""
    return normal(text.rpartition(":")[2])


def _type(node: Node) -> str:
    """A type from the attribute, or from the element DMN 1.1 used."""
    return _kind(node.get("typeRef") or node.text_of("typeRef") or "")


def _variable(node: Node) -> str:
    variable = node.one("variable")
    return _type(variable) if variable else ""


def _name(node: Node) -> str:
    """The name other logic calls an element by: of its variable, else its own."""
    variable = node.one("variable")
    return normal((variable.get("name") if variable else "") or node.get("name"))


def _called(node: Node) -> str:
    return normal(node.get("name"))


def _needs(node: Node) -> tuple[str, ...]:
    return tuple(
        inner.get("href")
        for need in node.all("informationRequirement", "knowledgeRequirement")
        for inner in need.all("requiredInput", "requiredDecision", "requiredKnowledge")
    )


def _item(node: Node) -> Item:
    function = node.one("functionItem")
    return Item(
        normal(node.get("name")),
        _type(node),
        tuple(map(_item, node.all("itemComponent"))),
        node.get("isCollection") == "true",
        (node.text_of("allowedValues") or "").strip(),
        (node.text_of("typeConstraint") or "").strip(),
        _kind(function.get("outputTypeRef")) or "Any" if function else "",
        tuple(map(_entry, function.all("parameters"))) if function else (),
    )


def _entry(node: Node) -> Entry:
    return Entry(normal(node.get("name")), _type(node))


def _datum(node: Node) -> Datum:
    return Datum(node.get("id"), _name(node), _variable(node), _called(node))


def _decision(node: Node) -> Decision:
    words = (node.text_of("description") or "").strip()
    return Decision(
        node.get("id"), _name(node), _variable(node), _needs(node), _first_box(node), words, _called(node)
    )


def _knowledge(node: Node) -> Knowledge:
    logic = node.one("encapsulatedLogic")
    function = _function(logic) if logic else None
    return Knowledge(node.get("id"), _name(node), _variable(node), _needs(node), function, _called(node))


def _service(node: Node) -> Service:
    def hrefs(tag: str) -> tuple[str, ...]:
        return tuple(each.get("href") for each in node.all(tag))

    return Service(
        node.get("id"),
        _name(node),
        _variable(node),
        hrefs("outputDecision"),
        hrefs("inputDecision"),
        hrefs("inputData"),
        _called(node),
    )


_ELEMENTS: dict[str, Callable[[Node], Element]] = {
    "inputData": _datum,
    "decision": _decision,
    "businessKnowledgeModel": _knowledge,
    "decisionService": _service,
}


def _first_box(node: Node) -> Box | None:
    for child in node.children:
        if reader := _BOXES.get(child.tag):
            return reader(child)
    return None


def _box(node: Node | None) -> Box:
    return (_first_box(node) if node else None) or _NONE


def _text(node: Node) -> Text:
    return Text(node.text_of("text") or "", _type(node))


def _context(node: Node) -> ContextBox:
    entries = []
    for entry in node.all("contextEntry"):
        variable = entry.one("variable")
        name = normal(variable.get("name")) if variable else ""
        entries.append(Entry(name, _type(variable) if variable else "", _box(entry)))
    return ContextBox(tuple(entries), _type(node))


def _list(node: Node) -> ListBox:
    items = tuple(_BOXES[child.tag](child) for child in node.children if child.tag in _BOXES)
    return ListBox(items, _type(node))


def _relation(node: Node) -> RelationBox:
    rows = tuple(_list(row).items for row in node.all("row"))
    return RelationBox(tuple(map(_entry, node.all("column"))), rows, _type(node))


def _invocation(node: Node) -> InvokeBox:
    bindings = []
    for binding in node.all("binding"):
        parameter = binding.one("parameter")
        entry = _entry(parameter) if parameter else Entry("", "")
        bindings.append(Entry(entry.name, entry.kind, _box(binding)))
    return InvokeBox(_box(node), tuple(bindings), _type(node))


def _function(node: Node) -> FunctionBox:
    params = tuple(map(_entry, node.all("formalParameter")))
    foreign = node.get("kind") in ("Java", "PMML", "J", "P")
    return FunctionBox(params, None if foreign else _box(node), _type(node))


def _conditional(node: Node) -> IfBox:
    return IfBox(_box(node.one("if")), _box(node.one("then")), _box(node.one("else")), _type(node))


def _filter(node: Node) -> FilterBox:
    return FilterBox(_box(node.one("in")), _box(node.one("match")), _type(node))


def _each(node: Node) -> EachBox:
    body = _box(node.one("return" if node.tag == "for" else "satisfies"))
    return EachBox(node.tag, normal(node.get("iteratorVariable")), _box(node.one("in")), body, _type(node))


def _table(node: Node) -> TableBox:
    return TableBox(
        tuple(map(_input, node.all("input"))),
        tuple(map(_output, node.all("output"))),
        tuple(map(_row, node.all("rule"))),
        (node.get("hitPolicy") or "UNIQUE").replace("_", " "),
        node.get("aggregation"),
        _type(node),
    )


def _input(node: Node) -> InputClause:
    expression = node.one("inputExpression")
    text = (expression.text_of("text") if expression else "") or ""
    kind = _type(expression) if expression else ""
    return InputClause(text, kind, (node.text_of("inputValues") or "").strip(), node.get("label"))


def _output(node: Node) -> OutputClause:
    values = (node.text_of("outputValues") or "").strip()
    default = (node.text_of("defaultOutputEntry") or "").strip()
    return OutputClause(normal(node.get("name")), _type(node), values, default)


def _row(node: Node) -> TableRow:
    tests, notes = (
        tuple((each.text_of("text") or "") for each in node.all(tag))
        for tag in ("inputEntry", "annotationEntry")
    )
    return TableRow(tests, tuple(map(_text, node.all("outputEntry"))), notes)


_BOXES: dict[str, Callable[[Node], Box]] = {
    "literalExpression": _text,
    "context": _context,
    "list": _list,
    "relation": _relation,
    "invocation": _invocation,
    "functionDefinition": _function,
    "decisionTable": _table,
    "conditional": _conditional,
    "filter": _filter,
    "for": _each,
    "some": _each,
    "every": _each,
}
