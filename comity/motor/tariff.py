"""The motor rules of one state, found in a library by the names of packs and sections.

A state's tariff is the pack `<state>/motor` with a rule `premium`. Sections it may have beside that:
`places` (names by key), `base_low` and `base_high` (corridor of `base`), `driver_possible`, `next_class`,
`initial_class`, `class_coefficient`, `specimens`, and `not_loaded` (why a gap is one, in words).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from comity.basis.dates import Day
from comity.basis.errors import InputError
from comity.basis.money import Currency
from comity.basis.words import LANGUAGES, Words
from comity.law.evaluate import Checked, evaluate
from comity.law.explain import tell_gap
from comity.law.expression import Compared, Literal, OneOf, Test
from comity.law.library import Library, aliases
from comity.law.pack import Pack
from comity.law.rule import Input
from comity.law.table import Table
from comity.law.value import Gap

PLACE = "vehicle.place"
_PACK = "{state}/motor"


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its key in the pack, with every name the pack has for it and the words to show."""

    key: str
    names: tuple[str, ...]
    words: Words


@dataclass(frozen=True)
class Tariff:
    """The motor rules of one state in one library; what it finds there it keeps."""

    library: Library
    state: str
    pack: Pack

    @classmethod
    def of(cls, library: Library, state: str) -> "Tariff":
        """The tariff of the state; InputError with the states that have one."""
        pack = library.packs.get(_PACK.format(state=state))
        if pack is None or f"{pack.id}.premium" not in library.rules:
            raise InputError(
                "motor.state.unknown", path="state", value=state[:40] or "-", expected=states(library)
            )
        return cls(library, state, pack)

    @property
    def premium(self) -> str:
        """The full name of the rule of the premium."""
        return f"{self.pack.id}.premium"

    @cached_property
    def inputs(self) -> Mapping[str, Input]:
        """What the premium asks for, by name."""
        return self.library.asked(self.premium)

    @property
    def currency(self) -> Currency:
        """The money of its premiums."""
        code, _, places = self.pack.one("currency").partition(" ")
        return Currency(code, int(places or 0))

    def rule(self, section: str) -> str | None:
        """The full name of a section of the tariff or of a pack it uses; None where there is none."""
        own = f"{self.pack.id}.{section}"
        if own in self.library.rules:
            return own
        used = aliases(self.pack).values()
        return next((name for pack in used if (name := f"{pack}.{section}") in self.library.rules), None)

    def value(self, section: str, facts: Mapping[str, Any], at: Day) -> Any:
        """What a section comes to on a day for facts its inputs take; None where there is no such section."""
        name = self.rule(section)
        return evaluate(name, Checked(facts), self.library, at, trace=False).value if name else None

    @cached_property
    def places(self) -> dict[str, Place]:
        """The places the tariff knows, by key, in the order of the pack."""
        found = {}
        for key, told in self.rows("places", PLACE):
            shown = {name: told[name] for name in LANGUAGES if name in told}
            words = Words(**shown) if shown else Words(", ".join(text for text in told.values() if text))
            found[key] = Place(key, tuple(text for text in told.values() if text), words)
        return found

    def rows(self, section: str, column: str) -> list[tuple[str, dict[str, str]]]:
        """The rows of a table of texts: each text its column names, with the outputs beside it."""
        name = self.rule(section)
        bodies = [version.body for version in self.library.rules[name].versions] if name else []
        found = []
        for body in (body for body in bodies if isinstance(body, Table)):
            place = [asked for asked, _ in body.columns].index(column)
            for row in body.rows:
                pairs = zip(body.outputs, row.outputs, strict=True)
                told = {head: str(output.value) for head, output in pairs if isinstance(output, Literal)}
                found += [(text, told) for text in texts_of(row.tests[place])]
        return found

    @cached_property
    def _named(self) -> dict[str, list[Place]]:
        """The places by each name as it is compared: the last one of the pack, and the words shown."""
        found: dict[str, list[Place]] = {}
        for place in self.places.values():
            shown = (place.words.en, place.words.ru, place.words.be)
            for name in {_plain(told) for told in (*shown, *place.names[-1:]) if told}:
                found.setdefault(name, []).append(place)
        return found

    def knows_place(self, text: str) -> bool:
        """Whether a text is a place's key, or a name of one or several: much faster than to be refused."""
        return not self.places or text in self.places or _plain(text) in self._named

    def find_place(self, text: str, path: str) -> str:
        """The key of a place by key or name; `Region, Town` where a town's name stands in several regions."""
        places = self.places
        if not places or text in places:
            return text
        wanted = _plain(text)
        found = self._named.get(wanted, [])
        if len(found) == 1:
            return found[0].key
        if found:
            expected = tuple(_told(place) for place in found)
            raise InputError("motor.place.ambiguous", path=path, value=text[:80], expected=expected)
        near = get_close_matches(wanted, self._named, 4) or list(self._named)[:4]
        told = dict.fromkeys(_told(place) for name in near for place in self._named[name])
        raise InputError("motor.place.unknown", path=path, value=text[:80], expected=tuple(told))

    def why(self, gap: Gap, language: str) -> str:
        """Why the law as loaded is silent there: the pack's own words, else the gap's."""
        words = self.why_words(gap)
        return words.say(language) if words else tell_gap(gap, language)

    def why_words(self, gap: Gap) -> Words | None:
        """The pack's own words for a gap."""
        part = self.library.rule(gap.rule).section
        told = self.value("not_loaded", {"part": part}, gap.on)
        return Words(**told) if isinstance(told, dict) else None


def states(library: Library) -> tuple[str, ...]:
    """The states whose premiums the library can compute."""
    packs = sorted(library.packs.values(), key=lambda pack: pack.id)
    with_premium = [pack for pack in packs if f"{pack.id}.premium" in library.rules]
    named = [(pack.id, pack.one("jurisdiction")) for pack in with_premium]
    return tuple(state for name, state in named if name == _PACK.format(state=state))


def texts_of(test: Test) -> list[str]:
    """The texts a test names one by one; none for any other test."""
    match test:
        case Compared("=", str(text)):
            return [text]
        case OneOf(tests):
            return [text for each in tests for text in texts_of(each)]
    return []


def _plain(text: str) -> str:
    """A name as it is compared: small letters, one space, and the letter yo as ye, as registers write it."""
    return " ".join(text.lower().replace("ё", "е").replace(",", " ").split())


def _told(place: Place) -> str:
    return f"{place.words.en} = {place.key}"
