"""The types of decision models: their item definitions as types of FEEL, across imports (DMN 1.5, 7.3.2)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from comity.feel.engine import Engine
from comity.feel.kinds import ANY, BASIC, SPELT, Kind
from comity.feel.value import Nothing, Value
from comity.law.dmn_model import Item, Model


def kinds_of(models: Sequence[Model], engine: Engine) -> "dict[str, Kinds]":
    """The types of each model, by its namespace."""
    found: dict[str, Kinds] = {}
    for model in models:
        found[model.namespace] = Kinds(model, found, engine)
    return found


class Kinds(Mapping[str, Kind]):
    """The types one model knows by name: FEEL's, its own, and those of its imports behind their prefix."""

    def __init__(self, model: Model, others: "Mapping[str, Kinds]", engine: Engine) -> None:
        """Take the model; its types are made when they are first asked for."""
        self._model, self._others, self._engine = model, others, engine
        self._made: dict[str, Kind] = {}
        self._names = frozenset(_part_names(model.types.values()))

    def kind(self, name: str) -> Kind:
        """The type of a name; Any for none, and for one no model has, with a note."""
        if name and name not in self:
            self._engine.note(name[:80], "no such type")
            return ANY
        return self[name] if name else ANY

    def seen(self, work: Callable[[], Any]) -> Any:
        """What work gives with these types and names in sight of the engine."""
        engine = self._engine
        kinds, names = engine.kinds, engine.names
        engine.kinds, engine.names = self, self._names
        try:
            return work()
        finally:
            engine.kinds, engine.names = kinds, names

    def __getitem__(self, name: str) -> Kind:
        """The type of the name; Nothing for an unknown one."""
        found = self._find(name)
        if found is None:
            raise Nothing(f"no type {name}")
        return found

    def __contains__(self, name: object) -> bool:
        """Whether there is a type of the name."""
        return isinstance(name, str) and self._find(name) is not None

    def __iter__(self) -> Iterator[str]:
        """The names of the model's own types."""
        return iter(self._model.types)

    def __len__(self) -> int:
        """How many types the model has of its own."""
        return len(self._model.types)

    def _find(self, name: str) -> Kind | None:
        if name in self._model.types:
            return self._own(self._model.types[name])
        for each in self._model.imports:
            prefix = f"{each.name}." if each.name else ""
            other = self._others.get(each.namespace)
            if other is None or other is self or not name.startswith(prefix):
                continue
            if (inner := name.removeprefix(prefix)) in other:
                return other[inner]
        basic = SPELT.get(name, name)
        if basic in BASIC:
            return Kind(basic)
        return Kind(basic, ANY) if basic in ("list", "range", "context", "function", "Any") else None

    def _own(self, item: Item) -> Kind:
        if item.name not in self._made:
            self._made[item.name] = ANY  # a type that holds itself is open where it does
            self._made[item.name] = self._make(item)
        return self._made[item.name]

    def _make(self, item: Item) -> Kind:
        if item.gives:
            takes = tuple((each.name, self.kind(each.kind)) for each in item.takes)
            return Kind("function", self.kind(item.gives), takes)
        if item.parts:
            made = Kind("context", None, tuple((part.name, self._make(part)) for part in item.parts))
        else:
            made = self.kind(item.kind)
        made = self._limited(made, item.allowed)
        return self._limited(Kind("list", made) if item.many else made, item.constraint)

    def _limited(self, made: Kind, tests: str) -> Kind:
        """The type with other allowed values; they replace those of the type it is made of."""
        if not tests:
            return made

        def allows(value: Value) -> bool:
            passed: bool = self.seen(lambda: self._engine.passes(tests, value, {}))
            return passed

        return Kind(made.name, made.of, made.fields, allows)


def _part_names(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        for part in item.parts:
            yield part.name
        yield from _part_names(item.parts)
