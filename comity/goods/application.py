"""Applications: a maker's claim read into exact facts, every fault told with its place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from comity.basis.dates import Day, parse_day
from comity.basis.errors import InputError
from comity.goods.catalogue import Catalogue
from comity.goods.lower import rule_name
from comity.goods.sheet import Item, Mode, Sheet
from comity.law.evaluate import Checked
from comity.law.rule import Input

_ID = re.compile(r"[a-z][a-z0-9_]{0,79}", re.ASCII)
_STATE = re.compile(r"[a-z]{2}", re.ASCII)
_TOP = (
    *("application", "example", "sheet", "product", "applicant", "purpose", "filed"),
    *("configuration", "mandatory", "unlisted", "lines"),
)
_PRODUCT = ("code", "name", "model", "named", "document")
_APPLICANT = ("name", "tax_id", "address")
_NOT_FACTS = ("operation", "state", "proof")
_LINE = (*_NOT_FACTS, "done", "part", "named", "made", "measure", "counted", "total", "count")
_PROOF = ("kind", "number", "issued", "until", "act")
_MOST_LINES = 1_000


@dataclass(frozen=True, slots=True)
class Document:
    """A proof of origin: what kind of paper, which one, and its term (both days inclusive).

    `act` is the credential of an act of the other state, when the paper is one.
    """

    kind: str
    number: str = ""
    issued: Day | None = None
    until: Day | None = None
    act: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One claimed line of the sheet."""

    item: Item
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
    return _Reader(_mapping(data, "application"), catalogue, filed).application()


class _Reader:
    def __init__(self, data: Mapping[str, Any], catalogue: Catalogue, filed: Day | None) -> None:
        self._data, self._catalogue, self._today = data, catalogue, filed
        self._facts = Checked()

    def application(self) -> Application:
        data = self._data
        _known(data, _TOP, "")
        product = self._texts("product", _PRODUCT)
        filed = self._filed()
        sheet, variant, code = self._catalogue.find(product, _text(data, "sheet", ""))
        self._refuse_before(sheet, filed)
        self._asked = self._catalogue.library.asked(rule_name(sheet, variant, "met"))
        self._items = {item.id: item for item in sheet.lines(variant)}
        purpose = _text(data, "purpose", "")
        self._configure(variant, purpose)
        lines = self._lines(filed)
        self._unlisted({line.item.id for line in lines})
        applicant = self._texts("applicant", _APPLICANT)
        example = _text(data, "example", "") in ("yes", "true")
        return Application(
            sheet, variant, code, product, applicant, purpose, filed, lines, self._facts, example
        )

    def _filed(self) -> Day:
        told = _text(self._data, "filed", "")
        if not told and self._today:
            return self._today
        return _day(told, "filed")

    def _refuse_before(self, sheet: Sheet, filed: Day) -> None:
        span = sheet.citation.in_force
        if not span.holds(filed):
            raise InputError("goods.filed.outside", path="filed", value=str(filed), expected=str(span))

    def _configure(self, variant: str, purpose: str) -> None:
        given = {"purpose": purpose} if purpose else {}
        given |= {"variant": variant} if variant and "variant" in self._asked else {}
        for name, told in given.items():
            self._fact(name, told, name)
        for name, told in self._texts("configuration", None).items():
            self._fact(name, told, f"configuration.{name}")
        for name, told in self._texts("mandatory", None).items():
            self._fact(f"mandatory.{name}", told, f"mandatory.{name}")

    def _fact(self, name: str, told: str, path: str) -> None:
        if name not in self._asked:
            scope = name.rpartition(".")[0]
            own = [
                n for n in self._asked if n.rpartition(".")[0] == scope and n not in ("purpose", "variant")
            ]
            raise _unknown("goods.field.unknown", path, name, own)
        self._facts[name] = self._asked[name].parse(told, path)

    def _lines(self, filed: Day) -> tuple[Line, ...]:
        told = self._data.get("lines", [])
        if not isinstance(told, Sequence) or isinstance(told, str) or len(told) > _MOST_LINES:
            raise InputError("goods.field.not_a_list", path="lines", expected=_MOST_LINES)
        found: dict[str, Line] = {}
        for place, each in enumerate(told):
            line = self._line(_mapping(each, f"lines[{place}]"), f"lines[{place}]", filed)
            if line.item.id in found:
                earlier = found[line.item.id].path
                raise InputError("goods.line.twice", path=line.path, value=line.item.id, other=earlier)
            found[line.item.id] = line
        return tuple(found.values())

    def _line(self, data: Mapping[str, Any], path: str, filed: Day) -> Line:
        _known(data, _LINE, path)
        item = self._item(_text(data, "operation", f"{path}.operation"), f"{path}.operation")
        document = self._document(data["proof"], f"{path}.proof", filed) if "proof" in data else None
        for key, fact in (("state", "origin"), *((key, key) for key in _LINE if key not in _NOT_FACTS)):
            if key in data:
                told = _text(data, key, f"{path}.{key}")
                if key == "state":
                    refuse_state(told, f"{path}.state")
                self._line_fact(item, fact, told, f"{path}.{key}")
        if document:
            self._line_fact(item, "proof", document.kind, f"{path}.proof.kind")
        return Line(item, document, path)

    def _line_fact(self, item: Item, fact: str, told: str, path: str) -> None:
        name = f"{item.id}.{fact}"
        if name not in self._asked:
            own = [n.rpartition(".")[2] for n in self._asked if n.startswith(f"{item.id}.")]
            raise _unknown("goods.line.not_asked", path, fact, own)
        self._facts[name] = self._input(name, fact).parse(told, path)

    def _input(self, name: str, fact: str) -> Input:
        """The input as asked; a proof's kind or a state as the recognition rules allow it."""
        return self._catalogue.recognised(fact) or self._asked[name]

    def _item(self, told: str, path: str) -> Item:
        refuse_lookalikes(told, path)
        if not _ID.fullmatch(told) or told not in self._items:
            raise _unknown("goods.operation.unknown", path, told, list(self._items))
        return self._items[told]

    def _document(self, data: object, path: str, filed: Day) -> Document:
        if isinstance(data, str):
            return Document(data)
        told = _mapping(data, path)
        _known(told, _PROOF, path)
        issued, until = (_day(told[k], f"{path}.{k}") if k in told else None for k in ("issued", "until"))
        if until and until < filed:
            raise InputError(
                "goods.document.ended", path=f"{path}.until", value=str(until), expected=str(filed)
            )
        if issued and issued > filed:
            raise InputError(
                "goods.document.later", path=f"{path}.issued", value=str(issued), expected=str(filed)
            )
        kind = _text(told, "kind", f"{path}.kind")
        return Document(kind, _text(told, "number", ""), issued, until, _text(told, "act", ""))

    def _unlisted(self, listed: set[str]) -> None:
        told = _text(self._data, "unlisted", "")
        if not told:
            return
        for id_, item in self._items.items():
            if id_ in listed:
                continue
            for fact, value in _NOTHING.get(item.mode, {"done": told}).items():
                self._facts[f"{id_}.{fact}"] = self._asked[f"{id_}.{fact}"].parse(value, "unlisted")

    def _texts(self, key: str, allowed: Sequence[str] | None) -> dict[str, str]:
        data = _mapping(self._data.get(key, {}), key)
        if allowed is not None:
            _known(data, allowed, key)
        return {name: _text(data, name, f"{key}.{name}") for name in data}


# What an unlisted line says where it is measured or counted instead of done.
_NOTHING: Mapping[Mode, Mapping[str, str]] = {
    Mode.COUNT: {"count": "0"},
    Mode.RATIO: {"counted": "0", "total": "0"},
    Mode.TIER: {},
}


def refuse_lookalikes(told: str, path: str) -> None:
    """Nothing; InputError for a letter that looks Latin and is not, with the letter and its place."""
    for place, letter in enumerate(told[:200], 1):
        if letter.isalpha() and not letter.isascii():
            where = {"path": path, "value": told[:80], "point": f"U+{ord(letter):04X}"}
            raise InputError("goods.lookalike", **where, letter=letter, place=place)


def refuse_state(told: str, path: str) -> None:
    """Nothing; InputError for anything but two small Latin letters: `ABROAD` must not pass for a state."""
    refuse_lookalikes(told, path)
    if not _STATE.fullmatch(told):
        raise InputError("goods.field.not_a_state", path=path, value=told[:40])


def _mapping(data: object, path: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise InputError("goods.field.not_a_mapping", path=path, value=str(data)[:60])
    return data


def _known(data: Mapping[str, Any], allowed: Sequence[str], path: str) -> None:
    for key in data:
        if key not in allowed:
            raise _unknown("goods.field.unknown", f"{path}.{key}" if path else str(key), str(key), allowed)


def _unknown(code: str, path: str, value: str, known: Sequence[str]) -> InputError:
    near = get_close_matches(value, known, 3, 0.5) or sorted(known)[:12]
    return InputError(code, path=path, value=value[:80], expected=tuple(near))


def _text(data: Mapping[str, Any], key: str, path: str) -> str:
    """The text of a field; with a path it must be there."""
    value = data.get(key, "")
    if not isinstance(value, str):
        raise InputError("goods.field.not_a_text", path=path or key, value=str(value)[:60])
    if not value.strip() and path:
        raise InputError("goods.field.empty", path=path)
    return value.strip()


def _day(told: object, path: str) -> Day:
    try:
        return parse_day(str(told))
    except ValueError as fault:
        raise InputError("goods.field.not_a_day", path=path, value=str(told)[:40]) from fault
