"""Models of DMN run in FEEL mode: the value of a decision or service for inputs (DMN 1.5, 10.4).

An error gives null and a note, as the standard has it; the packs' own evaluator refuses by name instead.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from comity.basis.errors import InputError
from comity.feel.budget import Bounded, Note
from comity.feel.calendar import DateTime
from comity.feel.engine import Engine, Scope, closure
from comity.feel.kinds import ANY, Kind, coerced
from comity.feel.loops import looped, quantified, steps_of
from comity.feel.value import Function, Nothing, Value, kind_of
from comity.feel.zones import Zones, iana
from comity.law.dmn_join import joined
from comity.law.dmn_kinds import kinds_of
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
    InvokeBox,
    Knowledge,
    ListBox,
    Model,
    RelationBox,
    Service,
    TableBox,
    Text,
)
from comity.law.dmn_table import run_table

Inputs = Mapping[tuple[str, str], Value]  # namespace and name; an empty namespace is any


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value in FEEL mode, and why anything on the way became null."""

    value: Value
    notes: tuple[Note, ...]


def run_model(
    models: Sequence[Model],
    name: str,
    inputs: Mapping[str, Value] | Inputs,
    now: DateTime | None = None,
    zones: Zones = iana,
) -> Outcome:
    """The value of a decision or decision service of the first model; the others are those it imports.

    Of models with one namespace the first counts. Inputs by name, or by namespace and name where two models
    use one name. InputError for an unknown name.
    """
    models = joined(models)
    element = models[0].named(name) if models else None
    if element is None:
        raise InputError("feel.model_unknown", name=name[:80])
    told = {key if isinstance(key, tuple) else ("", key): value for key, value in inputs.items()}
    case = _Case(models, told, Engine(now=now, zones=zones))
    try:
        value = case.asked(models[0], element)
    except (Bounded, RecursionError):
        case.engine.note("bounds", "too many steps or levels")
        value = None
    return Outcome(value, tuple(case.engine.notes))


class _Case:
    """One evaluation: what is given, what has been worked out."""

    def __init__(self, models: Sequence[Model], inputs: Inputs, engine: Engine) -> None:
        self.engine = engine
        self._models = {model.namespace: model for model in models}
        self._inputs = dict(inputs)
        self._given: dict[tuple[str, str], Value] = {}
        self._done: dict[tuple[str, str], Value] = {}
        self._open: set[tuple[str, str]] = set()
        self._kinds = kinds_of(models, engine)
        self._here = models[0] if models else Model("", "", (), {}, {})

    # --- elements ----------------------------------------------------------------------------

    def asked(self, model: Model, element: Element) -> Value:
        """The value of the element the caller asked for; a service is run on the inputs, null for none."""
        if isinstance(element, Service):
            given = {
                (at.namespace, each.id): self._given_to(model, element, at, each)
                for at, each in self._linked(model, element.decisions)
            }
            return self._serve(model, element, given, self._inputs)
        value = self.element(model, element)
        if isinstance(element, Knowledge) and isinstance(value, Function):
            told = [
                self._inputs.get((model.namespace, name), self._inputs.get(("", name)))
                for name in value.names
            ]
            return self._noted(element.name, lambda: value.call(told))
        return value

    def element(self, model: Model, element: Element) -> Value:
        """The value of an element, worked out once; null with a note where it has none."""
        key = (model.namespace, element.id)
        if key in self._given:
            return self._given[key]
        if key not in self._done:
            if key in self._open:
                self.engine.note(element.name, "it requires itself")
                return None
            self._open.add(key)
            self._done[key] = self._noted(element.name, lambda: self._worked(model, element))
            self._open.discard(key)
        return self._done[key]

    def _noted(self, where: str, work: Callable[[], Value]) -> Value:
        try:
            return work()
        except Nothing as nothing:
            self.engine.note(where, nothing.why)
        except InputError as fault:
            self.engine.note(where, str(fault), fault)
        return None

    def _worked(self, model: Model, element: Element) -> Value:
        match element:
            case Datum():
                return self._input(model, element)
            case Decision(box=None):
                return self._without_logic(model, element)
            case Decision(box=box) if box is not None:
                value = self._in(model, lambda: self.box(box, self._scope(model, element.needs)))
                return self._fitted(model, value, element.kind)
            case Knowledge():
                return self._knowledge(model, element)
            case Service():
                return self._service(model, element)
        raise Nothing("no such element")

    def _without_logic(self, model: Model, decision: Decision) -> Value:
        """What the caller says a decision came to that the model leaves to people."""
        if self._told(model, decision) is None:
            raise Nothing("no logic")
        return self._input(model, decision)

    def _told(self, model: Model, element: Element) -> Value:
        """What the caller tells of an element, by its name or that of its variable; null for nothing."""
        for namespace in (model.namespace, ""):
            for name in (element.name, element.called):
                if (found := self._inputs.get((namespace, name))) is not None:
                    return found
        return None

    def _input(self, model: Model, element: Element) -> Value:
        return self._fitted(model, self._told(model, element), element.kind)

    def _fitted(self, model: Model, value: Value, kind: str) -> Value:
        return coerced(value, self._in(model, lambda: self.kind(kind))) if kind else value

    def _in(self, model: Model, work: Callable[[], Any]) -> Any:
        """Work done with the types and names of a model in sight."""
        before, self._here = self._here, model
        try:
            return self._kinds[model.namespace].seen(work)
        finally:
            self._here = before

    def _linked(self, model: Model, hrefs: Sequence[str]) -> Iterator[tuple[Model, Element]]:
        for href in hrefs:
            namespace, _, id_ = href.rpartition("#")
            at = self._models.get(namespace, model) if namespace else model
            if id_ in at.elements:
                yield at, at.elements[id_]
            else:
                self.engine.note(href[:80], "no such element")

    def _scope(self, model: Model, needs: Sequence[str]) -> dict[str, Value]:
        scope: dict[str, Value] = {}
        prefixes = {each.namespace: each.name for each in model.imports}
        for at, element in self._linked(model, needs):
            value = self.element(at, element)
            prefix = prefixes.get(at.namespace, "") if at is not model else ""
            if prefix:
                scope[prefix] = {**scope.get(prefix, {}), element.name: value}
            else:
                scope[element.name] = value
        return scope

    def _knowledge(self, model: Model, element: Knowledge) -> Value:
        if element.box is None:
            raise Nothing("no logic")
        box = element.box
        scope = self._scope(model, element.needs)
        result = self._in(model, lambda: self._result(element.kind))
        made: Value = self._in(model, lambda: self._made(box, scope, result, model))
        scope[element.name] = made
        return made

    def _made(self, box: FunctionBox, scope: Scope, result: Kind, model: Model) -> Value:
        """The function of a knowledge model; a type on its logic is that of the function or of its result."""
        if not box.kind:
            return self._function(box, scope, result, model)
        kind = self.kind(box.kind)
        if kind.name == "function":
            return coerced(self._function(box, scope, result, model), kind)
        return self._function(box, scope, kind if result == ANY else result, model)

    def _given_to(self, model: Model, service: Service, at: Model, each: Element) -> Value:
        """What a caller gives a service for one of its input decisions, null when it is not of its type."""
        takes = dict(self._in(model, lambda: self.kind(service.kind)).fields) if service.kind else {}
        value = self._told(at, each)
        taken = takes.get(each.name, ANY)
        return self._noted(each.name, lambda: self._fitted(at, coerced(value, taken), each.kind))

    def _result(self, kind: str) -> Kind:
        """The type of what a function gives: of its own type or, in older editions, the type itself."""
        found = self.kind(kind) if kind else ANY
        return (found.of or ANY) if found.name == "function" else found

    def _function(self, box: FunctionBox, scope: Scope, result: Kind, model: Model) -> Function:
        kinds = [self.kind(param.kind) for param in box.params]
        body = box.body

        def run(inner: Scope) -> Value:
            if body is None:
                raise Nothing("external functions are not run")
            return coerced(self._in(model, lambda: self.box(body, inner)), result)

        return closure(tuple(param.name for param in box.params), kinds, scope, run)

    def _service(self, model: Model, element: Service) -> Function:
        params = [*self._linked(model, element.data), *self._linked(model, element.decisions)]
        takes = dict(self._in(model, lambda: self.kind(element.kind)).fields) if element.kind else {}
        kinds = [takes.get(each.name) or self._in(at, partial(self.kind, each.kind)) for at, each in params]
        result = self._in(model, lambda: self._result(element.kind))

        def call(args: list[Value]) -> Value:
            if len(args) != len(params):
                raise Nothing(f"{len(args)} arguments, not {len(params)}")
            fitted = [coerced(arg, kind) for arg, kind in zip(args, kinds, strict=True)]
            given = {(at.namespace, each.id): arg for (at, each), arg in zip(params, fitted, strict=True)}
            return coerced(self._serve(model, element, given, {}), result)

        prefixes = _prefixes(model)
        names = (f"{prefixes.get(at.namespace, '')}{each.name}" for at, each in params)
        return Function(tuple(names), call, len(params))

    def _serve(
        self, model: Model, element: Service, given: dict[tuple[str, str], Value], inputs: Any
    ) -> Value:
        """The decisions of a service, worked out afresh on what it is given."""
        case = _Case(list(self._models.values()), self._inputs if inputs is not None else {}, self.engine)
        case._given = given
        outputs = list(self._linked(model, element.outputs))
        if len(outputs) == 1:
            value = case.element(*outputs[0])
        else:
            value = {each.name: case.element(at, each) for at, each in outputs}
        return self._noted(element.name, lambda: self._served(model, value, element.kind))

    def _served(self, model: Model, value: Value, kind: str) -> Value:
        return coerced(value, self._in(model, lambda: self._result(kind)))

    def kind(self, name: str) -> Kind:
        """The type of a name in the model in sight; Nothing for one it does not have."""
        return self._kinds[self._here.namespace].kind(name)

    # --- boxes -------------------------------------------------------------------------------

    def box(self, box: Box, scope: Scope) -> Value:
        """The value of boxed logic, converted to the type it is given; Nothing when it cannot be."""
        value = self._boxed(box, scope)
        return coerced(value, self.kind(box.kind)) if box.kind else value

    def _safe(self, box: Box | None, scope: Scope, where: str) -> Value:
        return None if box is None else self._noted(where, lambda: self.box(box, scope))

    def _boxed(self, box: Box, scope: Scope) -> Value:
        match box:
            case Text(text):
                return self.engine.value(text, scope) if text.strip() else None
            case TableBox():
                return run_table(self.engine, box, scope, self.kind)
            case ContextBox(entries):
                return self._context(entries, scope)
            case ListBox(items):
                return self.engine.held([self._safe(item, scope, "list") for item in items])
            case RelationBox(columns, rows):
                return self.engine.held([self._row(columns, row, scope) for row in rows])
            case InvokeBox():
                return self._invoked(box, scope)
            case FunctionBox():
                return self._function(box, scope, ANY, self._here)
            case IfBox(test, yes, no):
                return self.box(yes if self._safe(test, scope, "if") is True else no, scope)
            case FilterBox(over, test):
                return self._filtered(over, test, scope)
            case EachBox():
                return self._each(box, scope)

    def _context(self, entries: tuple[Entry, ...], scope: Scope) -> Value:
        inner, found = dict(scope), dict[str, Value]()
        for entry in entries:
            value = self._typed(entry, self._safe(entry.box, inner, entry.name or "context"))
            if not entry.name:
                return value
            inner[entry.name] = found[entry.name] = value
        return self.engine.held(found)

    def _row(self, columns: tuple[Entry, ...], row: tuple[Box, ...], scope: Scope) -> Value:
        return {
            column.name: self._typed(column, self._safe(cell, scope, column.name))
            for column, cell in zip(columns, row, strict=False)
        }

    def _typed(self, entry: Entry, value: Value) -> Value:
        """A value as its entry is typed, null with a note when it is not."""
        if not entry.kind:
            return value
        return self._noted(entry.name, lambda: coerced(value, self.kind(entry.kind)))

    def _invoked(self, box: InvokeBox, scope: Scope) -> Value:
        function = self.box(box.function, scope)
        args = [self._typed(entry, self._safe(entry.box, scope, entry.name)) for entry in box.bindings]
        return self.engine.call(function, args, tuple(entry.name for entry in box.bindings))

    def _filtered(self, over: Box, test: Box, scope: Scope) -> Value:
        found = self.box(over, scope)
        items = found if isinstance(found, list) else [] if found is None else [found]
        kept = []
        for item in items:
            inner = {**scope, **(item if isinstance(item, dict) else {}), "item": item}
            passed = self._safe(test, inner, "match")
            if kind_of(passed) == "number":
                return items[int(passed) - 1] if 1 <= passed <= len(items) else None
            if not isinstance(passed, bool):
                raise Nothing("the match is no boolean")
            if passed:
                kept.append(item)
        return kept

    def _each(self, box: EachBox, scope: Scope) -> Value:
        over = steps_of(self.engine, self.box(box.over, scope), self.engine.zones)
        turns = ({**scope, box.name: item} for item in over)
        if box.word == "for":
            return looped(
                self.engine, turns, lambda inner: self._safe(box.body, inner, "return"), partial=True
            )
        return quantified(box.word, (self._safe(box.body, inner, "satisfies") for inner in turns))


def _prefixes(model: Model) -> dict[str, str]:
    """What stands before a name of each model this one imports, by namespace."""
    return {each.namespace: f"{each.name}." if each.name else "" for each in model.imports}
