"""The facts of a case as texts, read as the types of a decision model have them."""

from collections.abc import Mapping, Sequence

from comity.basis.errors import InputError
from comity.feel.engine import Engine
from comity.feel.kinds import ANY, Kind
from comity.feel.scan import normal
from comity.feel.text import temporal_of
from comity.feel.value import Nothing, Value
from comity.feel.zones import iana
from comity.law.dmn_join import joined
from comity.law.dmn_kinds import kinds_of
from comity.law.dmn_model import Datum, Decision, Element, Knowledge, Model

_TEMPORAL = frozenset(
    ("date", "time", "date and time", "days and time duration", "years and months duration")
)


def read_values(models: Sequence[Model], texts: Mapping[str, str]) -> dict[str, Value]:
    """The values of the inputs these texts name, for `run_model`.

    An input of type string takes the text as it is, a day, time or duration also its ISO form; every other
    text is an expression of FEEL. InputError at the name of no input, or of a text that has no value.
    """
    kinds = _kinds(models)
    found = {}
    for name, text in texts.items():
        plain = normal(name)
        if plain not in kinds:
            raise InputError("feel.fact_unknown", path=name[:80], expected=tuple(kinds)[:20])
        found[plain] = _read(plain, text, kinds[plain])
    return found


def _kinds(models: Sequence[Model]) -> dict[str, Kind]:
    """What may be told, by name: input data, then decisions and the parameters of functions."""
    models = joined(models)
    known = kinds_of(models, Engine())
    found: dict[str, Kind] = {}
    for kind in (Datum, Knowledge, Decision):
        for model in models:
            for element in model.elements.values():
                for name, spelt in _told(element) if isinstance(element, kind) else ():
                    found.setdefault(name, _kind(known[model.namespace], spelt))
    return found


def _told(element: Element) -> list[tuple[str, str]]:
    if isinstance(element, Knowledge):
        return [(each.name, each.kind) for each in element.box.params] if element.box else []
    return [(element.name, element.kind)]


def _kind(kinds: Mapping[str, Kind], name: str) -> Kind:
    try:
        return kinds[name] if name else ANY
    except Nothing:
        return ANY


def _read(name: str, text: str, kind: Kind) -> Value:
    if kind.name == "string":
        return text
    if kind.name in _TEMPORAL:
        try:
            return temporal_of(text.strip(), iana)
        except ValueError:
            pass
    engine = Engine()
    value = engine.value(text, {})
    if engine.notes:
        raise InputError("feel.fact", path=name, value=text[:60], expected=kind.name)
    return value
