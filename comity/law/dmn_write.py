"""Rules of packs as a decision model in XML, for any DMN tool and for the check of our own answers.

One model is the law of one day: DMN knows no dated rows, and a model with the day as an input would show a
reader every edition at once. A rule that reads the day from an input holds for that day only, and says so.
"""

import re
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from comity.basis.dates import Day
from comity.basis.errors import InputError
from comity.feel.engine import BUILTINS
from comity.law.dmn_feel import cell, formula
from comity.law.expression import ANYTHING, Compared, Expression, Invoke, Name, Test, children
from comity.law.library import Library
from comity.law.rule import Input, Rule, Type, trees
from comity.law.table import Hit, Table

EDITIONS = {
    "1.3": "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "1.5": "https://www.omg.org/spec/DMN/20230324/MODEL/",
}
_TYPES = {
    Type.TEXT: "string",
    Type.NUMBER: "number",
    Type.INTEGER: "number",
    Type.BOOLEAN: "boolean",
    Type.DATE: "date",
    Type.DURATION: "Any",  # months or days: FEEL has a type for each
}
HITS = {
    Hit.UNIQUE: ("UNIQUE", ""),
    Hit.FIRST: ("FIRST", ""),
    Hit.ANY: ("ANY", ""),
    Hit.PRIORITY: ("PRIORITY", ""),
    Hit.RULE_ORDER: ("RULE ORDER", ""),
    Hit.OUTPUT_ORDER: ("OUTPUT ORDER", ""),
    Hit.COLLECT: ("COLLECT", ""),
    Hit.SUM: ("COLLECT", "SUM"),
    Hit.LEAST: ("COLLECT", "MIN"),
    Hit.MOST: ("COLLECT", "MAX"),
    Hit.COUNT: ("COLLECT", "COUNT"),
}
_TAKEN = {"date", "time", "if", "for", "in", "or", "and", "not", "list", "function", "true", "false", "null"}


def write_model(library: Library, names: Sequence[str], day: Day, edition: str = "1.5") -> bytes:
    """The rules of these names, and all they rest on, as the law stands on the day; UTF-8 XML.

    Inputs and rules keep their names with `_` for what FEEL would read as a sign, and the full ones as
    labels. InputError for an unknown rule, or an edition other than 1.3 and 1.5.
    """
    if edition not in EDITIONS:
        raise InputError("feel.edition", edition=edition[:20], known=tuple(EDITIONS))
    writer = _Writer(library, day)
    for name in names:
        writer.need(library.rule(name).name, called=False)
    return writer.document(EDITIONS[edition], names)


def name_of(text: str) -> str:
    """A name FEEL reads as one word.

    >>> name_of("switch.cap")
    'switch_cap'
    """
    plain = re.sub(r"\W+", "_", text).strip("_")
    return f"{plain}_" if plain in _TAKEN or plain in BUILTINS else plain


class _Writer:
    """The rules of one model: those that are decisions, and those that are called with other facts."""

    def __init__(self, library: Library, day: Day) -> None:
        self._library, self._day = library, day
        self._rules: dict[tuple[str, bool], Rule] = {}
        self._inputs: dict[str, Input] = {}

    def need(self, name: str, called: bool) -> None:
        """Take a rule and what it rests on; below a called rule everything is called."""
        if (name, called) in self._rules:
            return
        rule = self._rules[name, called] = self._library.rule(name)
        if not called:
            self._inputs |= self._library.asked(name)
        for other, invoked in _links(self._trees(rule)):
            self.need(other, called or invoked)

    def document(self, namespace: str, names: Sequence[str]) -> bytes:
        """The model as XML."""
        root = Element("definitions", {"xmlns": namespace, "id": "model", "name": f"{names[0]} {self._day}"})
        root.set("namespace", f"urn:comity:law:{self._day}")
        for each in self._inputs.values():
            self._item(root, each)
        for each in self._inputs.values():
            datum = _element(root, "inputData", f"input_{name_of(each.name)}", name_of(each.name), each.name)
            SubElement(datum, "variable", {"name": name_of(each.name), "typeRef": _type_name(each)})
        for (name, called), rule in self._rules.items():
            self._called(root, rule) if called else self._decision(root, rule, name)
        indent(root)
        written: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
        return written

    def _trees(self, rule: Rule) -> list[Expression]:
        version = rule.on(self._day)
        return trees(version) if version else []

    def _item(self, root: Element, each: Input) -> None:
        item = SubElement(root, "itemDefinition", {"name": _type_name(each)})
        SubElement(item, "typeRef").text = _TYPES[each.type]
        allowed = self._allowed(each)
        if allowed != ANYTHING:
            _text(SubElement(item, "allowedValues"), cell(allowed))

    def _allowed(self, each: Input) -> Test:
        """What an input allows; an input that names the day of a rule is that day."""
        of_day = any(rule.day == each.name for rule in self._rules.values())
        return Compared("=", self._day) if of_day else each.allowed

    def _decision(self, root: Element, rule: Rule, name: str) -> None:
        decision = _element(root, "decision", name_of(name), name_of(name), name, _citation(rule, self._day))
        SubElement(decision, "variable", {"name": name_of(name)})
        for each in self._direct(rule):
            _require(decision, "information", "Input", f"input_{name_of(each)}")
        links = _links(self._trees(rule))
        for other in dict.fromkeys(other for other, invoked in links if not invoked):
            _require(decision, "information", "Decision", name_of(other))
        for other in dict.fromkeys(other for other, invoked in links if invoked):
            _require(decision, "knowledge", "Knowledge", f"{name_of(other)}_of")
        self._logic(decision, rule, called=False)

    def _called(self, root: Element, rule: Rule) -> None:
        name = f"{name_of(rule.name)}_of"
        model = _element(root, "businessKnowledgeModel", name, name, rule.name, _citation(rule, self._day))
        SubElement(model, "variable", {"name": name})
        logic = SubElement(model, "encapsulatedLogic", {"kind": "FEEL"})
        for each in self._library.asked(rule.name).values():
            kind = _TYPES[each.type]
            SubElement(logic, "formalParameter", {"name": name_of(each.name), "typeRef": kind})
        self._logic(logic, rule, called=True)
        for other in dict.fromkeys(other for other, _ in _links(self._trees(rule))):
            _require(model, "knowledge", "Knowledge", f"{name_of(other)}_of")

    def _direct(self, rule: Rule) -> list[str]:
        """The inputs its own logic reads."""
        found = [node.name for tree in self._trees(rule) for node in _names(tree) if node.rule is None]
        return list(dict.fromkeys(found))

    def _logic(self, parent: Element, rule: Rule, called: bool) -> None:
        version = rule.on(self._day)
        if version is None:
            _text(SubElement(parent, "literalExpression"), "null")
        elif isinstance(version.body, Table):
            self._table(SubElement(parent, "decisionTable"), rule, version.body, called)
        else:
            _text(SubElement(parent, "literalExpression"), self._formula(version.body.tree, called))

    def _formula(self, tree: Expression, called: bool) -> str:
        return formula(tree, lambda node: self._name(node, called))

    def _name(self, node: Name | Invoke, called: bool) -> str:
        if isinstance(node, Invoke):
            return f"{name_of(node.rule)}_of"
        if node.rule is None:
            return name_of(node.name)
        if not called:
            return name_of(node.rule)
        bound = (f"{name_of(each)}: {name_of(each)}" for each in self._library.asked(node.rule))
        return f"{name_of(node.rule)}_of({', '.join(bound)})"

    def _table(self, root: Element, rule: Rule, table: Table, called: bool) -> None:
        hit, aggregation = HITS[table.hit]
        root.set("hitPolicy", hit)
        if aggregation:
            root.set("aggregation", aggregation)
        for name, source in table.columns:
            clause = SubElement(root, "input", {"label": name})
            _text(SubElement(clause, "inputExpression"), self._formula(source, called))
        for place, name in enumerate(table.outputs):
            clause = SubElement(root, "output", {"name": name})
            if table.priority and place == 0:
                listed = ", ".join(cell(Compared("=", value)) for value in table.priority)
                _text(SubElement(clause, "outputValues"), listed)
        SubElement(root, "annotation", {"name": "line"})
        for row in table.rows_on(self._day):
            rule_ = SubElement(root, "rule")
            for test in row.tests:
                _text(SubElement(rule_, "inputEntry"), cell(test))
            for output in row.outputs:
                _text(SubElement(rule_, "outputEntry"), self._formula(output, called))
            cited = f"; {row.cite.act}" if row.cite else ""
            _text(SubElement(rule_, "annotationEntry"), f"line {row.line}{cited}")


def _element(root: Element, tag: str, id_: str, name: str, label: str, words: str = "") -> Element:
    made = SubElement(root, tag, {"id": id_, "name": name, "label": label})
    if words:
        SubElement(made, "description").text = words
    return made


def _require(parent: Element, need: str, kind: str, id_: str) -> None:
    SubElement(SubElement(parent, f"{need}Requirement"), f"required{kind}", {"href": f"#{id_}"})


def _text(parent: Element, text: str) -> None:
    SubElement(parent, "text").text = text


def _type_name(each: Input) -> str:
    return f"t_{name_of(each.name)}"


def _citation(rule: Rule, day: Day) -> str:
    version = rule.on(day)
    if version is None:
        return f"{rule.words.say('en')}. No edition is in force on {day}."
    return f"{rule.words.say('en')}. {version.citation.act}"


def _links(found: Iterable[Expression]) -> list[tuple[str, bool]]:
    """The rules expressions name (False) or call (True)."""
    links: list[tuple[str, bool]] = []
    for tree in found:
        if isinstance(tree, Name) and tree.rule:
            links.append((tree.rule, False))
        if isinstance(tree, Invoke):
            links.append((tree.rule, True))
        links += _links(children(tree))
    return links


def _names(tree: Expression) -> list[Name]:
    return [name for child in children(tree) for name in _names(child)] + (
        [tree] if isinstance(tree, Name) else []
    )
