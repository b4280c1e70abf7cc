"""Words in three languages, and the phrasebooks that turn a code and its facts into a sentence."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from comity.basis.errors import ComityError, Fact

LANGUAGES = ("en", "ru", "be")
_FIELD = re.compile(r"\{(\w+)\}")
# controls, direction marks and other invisible signs, halves of characters, private ones, breaks of lines
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def is_unseen(sign: str) -> bool:
    """Whether the character leaves no mark of its own, or moves others."""
    return unicodedata.category(sign) in _UNSEEN


def visible(text: str) -> str:
    """The text with each sign that is not seen, or steers a screen, spelt out: nobody's text plays tricks.

    >>> visible("winch\\x1b[2J")
    'winch⟨U+001B⟩[2J'
    """
    if text.isprintable():
        return text
    return "".join(f"⟨U+{ord(sign):04X}⟩" if is_unseen(sign) else sign for sign in text)


def visible_lines(text: str) -> str:
    """The same of a text whose line breaks are meant."""
    return "\n".join(map(visible, text.split("\n")))


@dataclass(frozen=True, slots=True)
class Words:
    """One text in the three languages; an empty one falls back to Russian, then to English.

    >>> Words(en="winch", ru="лебедка").say("be")
    'лебедка'
    """

    en: str
    ru: str = ""
    be: str = ""

    def say(self, language: str) -> str:
        """The text in the language, or in the nearest one there is."""
        own: str = getattr(self, language) if language in LANGUAGES else ""
        return own or (self.ru if language == "be" else "") or self.en or self.ru or self.be

    def fields(self) -> set[frozenset[str]]:
        """The sets of `{fields}` its languages use; one set only when they agree."""
        return {frozenset(_FIELD.findall(text)) for text in (self.en, self.ru, self.be)}


class Phrasebook:
    """Codes to words. Each part has one; a face joins them with `|`."""

    def __init__(self, phrases: Mapping[str, Words]) -> None:
        """Take the phrases as they are."""
        self._phrases = dict(phrases)

    def __or__(self, other: "Phrasebook") -> "Phrasebook":
        """Both books in one; a code may stand in one of them only."""
        twice = self._phrases.keys() & other._phrases.keys()
        if twice:
            raise ValueError(f"phrases told twice: {sorted(twice)}")
        return Phrasebook(self._phrases | other._phrases)

    def __contains__(self, code: str) -> bool:
        """Whether the code has words."""
        return code in self._phrases

    def __iter__(self) -> Iterator[str]:
        """The codes."""
        return iter(self._phrases)

    def __getitem__(self, code: str) -> Words:
        """The words of the code."""
        return self._phrases[code]

    def say(self, code: str, language: str, facts: Mapping[str, Fact] | None = None) -> str:
        """The sentence for a code with its facts; a code without words is said as it is."""
        told = {name: _text(value) for name, value in (facts or {}).items()}
        if code not in self._phrases:
            return " ".join([code, *(f"{name}={value}" for name, value in told.items())])
        text = self._phrases[code].say(language)
        return _FIELD.sub(lambda field: told.get(field[1], field[0]), text)

    def explain(self, fault: ComityError, language: str) -> str:
        """The words of an error."""
        return self.say(fault.code, language, fault.facts)


def _text(fact: Fact) -> str:
    return visible(", ".join(fact) if isinstance(fact, tuple) else str(fact))
