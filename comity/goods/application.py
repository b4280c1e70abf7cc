"""Applications: a maker's claim read into exact facts, every fault told with its place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from comity.basis.dates import Day
from comity.basis.errors import InputError
from comity.goods import gs1
from comity.goods.catalogue import Catalogue
from comity.goods.fields import Fields, refuse_lookalikes, refuse_state, unknown
from comity.goods.lines import rule_name
from comity.goods.sheet import Item, Mode, Sheet
from comity.law.evaluate import Checked
from comity.register.credential import PREFIX

FORM = "goods"

_ID = re.compile(r"[a-z][a-z0-9_]{0,79}", re.ASCII)
_TOP = (
    *("application", "example", "sheet", "product", "applicant", "purpose", "filed"),
    *("configuration", "mandatory", "unlisted", "lines"),
)
_PRODUCT = ("code", "name", "model", "named", "document", *gs1.FIELDS)
_SAID_BY_CODE = ("code", "purpose", "variant")
_NOT_FACTS = ("operation", "state", "proof")
_LINE = (*_NOT_FACTS, "done", "part", "named", "made", "measure", "counted", "total", "count")
_PROOF = ("kind", "number", "issued", "until", "act")
_MOST_LINES = 1_000
_UNLISTED = ("no", "absent")
# What an unlisted line says where it is counted instead of done; a measure has no such value.
_NOTHING: Mapping[Mode, Mapping[str, str]] = {
    Mode.COUNT: {"count": "0"},
    Mode.RATIO: {"counted": "0", "total": "0"},
    Mode.TIER: {},
}


@dataclass(frozen=True, slots=True)
class Document:
    """A proof of origin: what kind of paper, which one, and its term (both days inclusive).

    `act` is the credential of an act of the other state, when the paper is one: its text, not yet verified.
    """

    kind: str
    number: str = ""
    issued: Day | None = None
    until: Day | None = None
    act: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One claimed line of the sheet, with the state and the proof of its origin."""

    item: Item
    state: str
    document: Document | None
    path: str


@dataclass(frozen=True, slots=True)
class Application:
    """A claim on one sheet, filed on one day; `facts` are what the rules ask for."""

    sheet: Sheet
    variant: str
    code: str
    product: Mapping[str, str]
    applicant: Mapping[str, str]
    purpose: str
    filed: Day
    lines: tuple[Line, ...]
    facts: Checked = field(default_factory=Checked)
    example: bool = False

    def rule(self, name: str) -> str:
        """The full name of one of its sheet's rules."""
        return rule_name(self.sheet, self.variant, name)


def read_application(data: object, catalogue: Catalogue, filed: Day | None = None) -> Application:
    """The application a nested mapping of texts holds; InputError at the path of its first fault.

    `filed` is the day of filing when the application does not name it. Nothing is guessed: a line or fact
    left out stays unknown, unless `unlisted` says that every other line is `no` or `absent`.
    """
    return _Reader(Fields.of(data, "application"), catalogue).application(filed)


class _Reader:
    def __init__(self, fields: Fields, catalogue: Catalogue) -> None:
        self._fields, self._catalogue = fields, catalogue
        self._facts = Checked()

    def application(self, today: Day | None) -> Application:
        fields = self._fields
        form = fields.text("application")
        if form not in ("", FORM):
            raise InputError("goods.form.unknown", path="application", value=form[:40], expected=(FORM,))
        fields.refuse_others(_TOP)
        product = fields.texts("product", _PRODUCT)
        gs1.check_product(product)
        filed = fields.maybe_day("filed") or today or fields.day("filed")
        sheet, variant, code = self._catalogue.find(fields.below("product"), fields.text("sheet"))
        _refuse_outside(sheet, filed)
        self._asked = self._catalogue.library.asked(rule_name(sheet, variant, "met"))
        self._full_code = sheet.full_code
        self._items = {item.id: item for item in sheet.lines(variant)}
        purpose = fields.text("purpose")
        self._configure(variant, code, purpose)
        lines = self._lines(filed)
        self._unlisted({line.item.id for line in lines})
        applicant = fields.texts("applicant", ("name", "tax_id", "address"))
        example = fields.yes("example")
        return Application(
            sheet, variant, code, product, applicant, purpose, filed, lines, self._facts, example
        )

    def _configure(self, variant: str, code: str, purpose: str) -> None:
        given = {"purpose": purpose} if purpose else {}
        given |= {name: told for name, told in (("variant", variant), ("code", code)) if name in self._asked}
        for name, told in given.items():
            self._fact("", name, told, name)
        for scope in ("configuration", "mandatory"):
            for name, told in self._fields.texts(scope).items():
                self._fact("mandatory." if scope == "mandatory" else "", name, told, f"{scope}.{name}")

    def _fact(self, scope: str, name: str, told: str, path: str) -> None:
        """A fact about the product as a whole. What the code and the lines say is not said here anew."""
        own = {each.removeprefix(scope) for each in self._asked if each.startswith(scope)}
        own = {each for each in own if "." not in each} - ({*_SAID_BY_CODE} if path != name else set())
        if name not in own:
            raise unknown("goods.field.unknown", path, name, sorted(own))
        self._facts[scope + name] = self._asked[scope + name].parse(told, path)

    def _lines(self, filed: Day) -> tuple[Line, ...]:
        found: dict[str, Line] = {}
        for each in self._fields.each("lines", _MOST_LINES):
            line = self._line(each, filed)
            if line.item.id in found:
                earlier = found[line.item.id].path
                raise InputError("goods.line.twice", path=line.path, value=line.item.id, other=earlier)
            found[line.item.id] = line
        return tuple(found.values())

    def _line(self, fields: Fields, filed: Day) -> Line:
        fields.refuse_others(_LINE)
        item = self._item(fields.text("operation", needed=True), fields.at("operation"))
        for key in _LINE:
            if key in fields.data and key not in _NOT_FACTS:
                self._line_fact(item, key, fields.text(key), fields.at(key))
        if "part" in fields.data:
            _refuse_short(fields.text("part"), self._full_code, fields.at("part"))
        state = fields.text("state")
        if state:
            refuse_state(state, fields.at("state"))
            self._line_fact(item, "origin", state, fields.at("state"))
        document = self._document(fields, filed) if "proof" in fields.data else None
        if document:
            self._line_fact(item, "proof", document.kind, fields.at("proof"))
        return Line(item, state, document, fields.path)

    def _line_fact(self, item: Item, fact: str, told: str, path: str) -> None:
        name = f"{item.id}.{fact}"
        if name not in self._asked:
            own = [n.rpartition(".")[2] for n in self._asked if n.startswith(f"{item.id}.")]
            raise unknown("goods.line.not_asked", path, fact, own)
        # The kinds of proof there are stand in the recognition rules, not in the sheet.
        allowed = self._catalogue.proofs() if fact == "proof" else None
        self._facts[name] = (allowed or self._asked[name]).parse(told, path)

    def _item(self, told: str, path: str) -> Item:
        refuse_lookalikes(told, path)
        if not _ID.fullmatch(told) or told not in self._items:
            raise unknown("goods.operation.unknown", path, told, list(self._items))
        return self._items[told]

    def _document(self, line: Fields, filed: Day) -> Document:
        if isinstance(line.data["proof"], str):
            return Document(line.text("proof"))
        fields = line.below("proof")
        fields.refuse_others(_PROOF)
        issued, until = fields.maybe_day("issued"), fields.maybe_day("until")
        if until and until < filed:
            raise out_of_term("goods.document.ended", fields.at("until"), until, filed)
        if issued and issued > filed:
            raise out_of_term("goods.document.later", fields.at("issued"), issued, filed)
        act = fields.text("act")
        if act and not act.startswith(PREFIX):
            raise InputError(
                "goods.proof.no_credential", path=fields.at("act"), value=act[:40], expected=PREFIX
            )
        return Document(fields.text("kind", needed=True), fields.text("number"), issued, until, act)

    def _unlisted(self, listed: set[str]) -> None:
        told = self._fields.text("unlisted")
        if not told:
            return
        if told not in _UNLISTED:
            raise InputError("goods.unlisted.refused", path="unlisted", value=told[:40], expected=_UNLISTED)
        for id_, item in self._items.items():
            if id_ in listed:
                continue
            for fact, value in _NOTHING.get(item.mode, {"done": told}).items():
                self._facts[f"{id_}.{fact}"] = self._asked[f"{id_}.{fact}"].parse(value, "unlisted")


def _refuse_outside(sheet: Sheet, filed: Day) -> None:
    span = sheet.citation.in_force
    if not span.holds(filed):
        raise InputError("goods.filed.outside", path="filed", value=str(filed), expected=str(span))


def _refuse_short(told: str, full: str, path: str) -> None:
    """A code shorter than the exclusion list's would slip past it, so only a complete one is taken."""
    if told == "none" or not full:
        return
    refuse_lookalikes(told, path)
    if re.sub(r"[0-9]", "0", told) != full:
        raise InputError("goods.code.short", path=path, value=told[:40], expected=full)


def out_of_term(code: str, path: str, value: Day, filed: Day) -> InputError:
    """The error for a document that has ended on the day of filing, or was not issued yet."""
    return InputError(code, path=path, value=str(value), expected=str(filed))
