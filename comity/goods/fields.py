"""Fields of what people send: nested texts read by name, every fault told with its path."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from comity.basis.dates import Day, parse_day
from comity.basis.errors import InputError

_STATE = re.compile(r"[a-z]{2}", re.ASCII)
_TRUTHS = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class Fields:
    """One mapping of what was sent, and its path."""

    data: Mapping[str, Any]
    path: str

    @classmethod
    def of(cls, data: object, path: str) -> "Fields":
        """The mapping; InputError when it is something else."""
        if not isinstance(data, Mapping):
            raise InputError("goods.field.not_a_mapping", path=path, value=_shown(data))
        return cls(data, "" if path == "application" else path)

    def at(self, key: str) -> str:
        """The path of a field."""
        return f"{self.path}.{key}" if self.path else key

    def refuse_others(self, allowed: Sequence[str]) -> None:
        """Nothing; InputError for a field nobody reads, with the nearest one somebody does."""
        for key in self.data:
            if key not in allowed:
                raise unknown("goods.field.unknown", self.at(str(key)), str(key), allowed)

    def text(self, key: str, needed: bool = False) -> str:
        """The text of a field, stripped; empty when it is not there and not needed."""
        value = self.data.get(key, "")
        if not isinstance(value, str):
            raise InputError("goods.field.not_a_text", path=self.at(key), value=_shown(value))
        if not value.strip() and key in self.data:
            raise InputError("goods.field.empty", path=self.at(key))
        if needed and key not in self.data:
            raise InputError("goods.field.needed", path=self.at(key))
        return value.strip()

    def texts(self, key: str, allowed: Sequence[str] | None = None) -> dict[str, str]:
        """The texts of a field that is a mapping."""
        below = self.below(key)
        if allowed is not None:
            below.refuse_others(allowed)
        return {name: below.text(name) for name in below.data}

    def below(self, key: str) -> "Fields":
        """The mapping in a field; an empty one when it is not there."""
        return Fields.of(self.data.get(key, {}), self.at(key))

    def each(self, key: str, most: int) -> "list[Fields]":
        """The mappings of a list; InputError for another thing or more than `most` of them."""
        return [Fields.of(one, f"{self.at(key)}[{n}]") for n, one in enumerate(self._list(key, most))]

    def lines(self, key: str, most: int) -> tuple[str, ...]:
        """The texts of a list."""
        found = self._list(key, most)
        for place, one in enumerate(found):
            if not isinstance(one, str) or not one.strip():
                path = f"{self.at(key)}[{place}]"
                raise InputError("goods.field.not_a_text", path=path, value=_shown(one))
        return tuple(one.strip() for one in found)

    def day(self, key: str) -> Day:
        """The day in a field that must be there."""
        told = self.text(key, needed=True)
        try:
            return parse_day(told)
        except ValueError as fault:
            raise InputError("goods.field.not_a_day", path=self.at(key), value=told[:40]) from fault

    def maybe_day(self, key: str) -> Day | None:
        """The day in a field, None when it is not there."""
        return self.day(key) if key in self.data else None

    def yes(self, key: str) -> bool:
        """Whether a field says yes; not said is no. InputError for anything but yes and no."""
        told = self.text(key)
        if told and told not in _TRUTHS:
            raise InputError(
                "goods.field.not_a_truth", path=self.at(key), value=told[:40], expected=tuple(_TRUTHS)
            )
        return _TRUTHS.get(told, False)

    def _list(self, key: str, most: int) -> Sequence[Any]:
        found = self.data.get(key, [])
        if not isinstance(found, Sequence) or isinstance(found, str) or len(found) > most:
            raise InputError("goods.field.not_a_list", path=self.at(key), expected=most)
        return found


def _shown(value: object) -> str:
    """What was sent, as it would be sent."""
    return (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str))[:60]


def unknown(code: str, path: str, value: str, known: Sequence[str]) -> InputError:
    """The error for a name nobody knows, with the nearest known ones."""
    near = get_close_matches(value, known) or sorted(known)[:12]
    return InputError(code, path=path, value=value[:80], expected=tuple(near))


def refuse_lookalikes(told: str, path: str) -> None:
    """Nothing; InputError for a sign that may look Latin and is not, with the sign and its place."""
    for place, letter in enumerate(told[:200], 1):
        if not letter.isascii():
            where = {"path": path, "value": told[:80], "point": f"U+{ord(letter):04X}"}
            raise InputError("goods.lookalike", **where, letter=letter, place=place)


def refuse_state(told: str, path: str) -> None:
    """Nothing; InputError for anything but two small Latin letters: a slip must not pass for a state."""
    refuse_lookalikes(told, path)
    if not _STATE.fullmatch(told):
        raise InputError("goods.field.not_a_state", path=path, value=told[:40])
