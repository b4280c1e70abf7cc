"""Decision models with what they import without a name, which counts as their own (DMN 1.5, 6.3.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from comity.law.dmn_model import Decision, Element, Import, Item, Knowledge, Model, Service


def joined(models: Sequence[Model]) -> tuple[Model, ...]:
    """The models, each with the elements and types of those it imports without a name.

    Of one name a model's own comes first, then that of the import written first, whose own imports come
    before the next; it stands in for the others wherever they are required. Of models with one namespace
    the first counts.
    """
    known: dict[str, Model] = {}
    for model in models:
        known.setdefault(model.namespace, model)
    return tuple(_joined(_chain(model, known)) for model in known.values())


def _chain(model: Model, known: Mapping[str, Model]) -> tuple[Model, ...]:
    """The model and what it brings in, in the order their names count."""
    found: dict[str, Model] = {}
    waiting = [model]
    while waiting:
        part = waiting.pop()
        if part.namespace not in found:
            found[part.namespace] = part
            nameless = [known.get(each.namespace) for each in reversed(part.imports) if not each.name]
            waiting += filter(None, nameless)
    return tuple(found.values())


def _joined(parts: tuple[Model, ...]) -> Model:
    if len(parts) == 1:
        return parts[0]
    types: dict[str, Item] = {}
    imports: dict[str, Import] = {}
    taken: dict[str, tuple[str, Model, Element]] = {}  # by name: its new id, and where it is from
    places: dict[tuple[str, str], str] = {}
    for nth, part in enumerate(parts):
        types = {**part.types, **types}
        imports = {**{each.name: each for each in part.imports if each.name}, **imports}
        for id_, element in part.elements.items():
            place = f"{nth}.{id_}" if nth else id_
            place = taken.setdefault(element.called or element.name, (place, part, element))[0]
            places[part.namespace, id_] = place
    homes = tuple(part.namespace for part in parts)
    elements = {place: _moved(element, part, homes, places) for place, part, element in taken.values()}
    return Model(parts[0].namespace, parts[0].name, tuple(imports.values()), types, elements)


def _moved(
    element: Element, part: Model, homes: tuple[str, ...], places: Mapping[tuple[str, str], str]
) -> Element:
    """The element with what it requires where that is now."""

    def at(hrefs: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(place, hrefs))

    def place(href: str) -> str:
        namespace, _, id_ = href.rpartition("#")
        for home in (namespace,) if namespace else (part.namespace, *homes):
            if (home, id_) in places:
                return f"#{places[home, id_]}"
        return href

    match element:
        case Decision() | Knowledge():
            return replace(element, needs=at(element.needs))
        case Service():
            outputs, decisions, data = at(element.outputs), at(element.decisions), at(element.data)
            return replace(element, outputs=outputs, decisions=decisions, data=data)
    return element
