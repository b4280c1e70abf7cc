"""What the caller asked for on every command: home, language, form of the answer, day."""

import os
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from comity.basis.dates import Day, parse_day
from comity.basis.errors import InputError
from comity.basis.words import LANGUAGES


@dataclass(frozen=True, slots=True)
class Asked:
    """The choices that hold for any command; `at` stands for today when a day is given."""

    home: Path | None = None
    json: bool = False
    language: str = "en"
    at: Day | None = None


ASKED: ContextVar[Asked] = ContextVar("asked", default=Asked())  # noqa: B039 it is frozen


def chosen(home: str, json: bool, language: str, at: str) -> Asked:
    """The choices of the options, then of the environment; InputError for another language or a bad day."""
    spoken = language or os.environ.get("COMITY_LANG", "")
    if spoken and spoken not in LANGUAGES:
        raise InputError("cli.language", path="--lang", value=spoken, languages=LANGUAGES)
    return Asked(
        home=_folder(home or os.environ.get("COMITY_HOME", "")),
        json=json,
        language=spoken or _locale(os.environ.get("LANG", "")),
        at=_day(at or os.environ.get("COMITY_AT", "")),
    )


def _folder(text: str) -> Path | None:
    return Path(text).expanduser() if text else None


def _locale(text: str) -> str:
    return text[:2] if text[:2] in LANGUAGES else "en"


def _day(text: str) -> Day | None:
    try:
        return parse_day(text) if text else None
    except ValueError as fault:
        raise InputError("cli.day", path="--at", value=text) from fault
