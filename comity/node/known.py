"""What this node knew on a day about a day: how an act stands, by what had been recorded then."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from comity.basis.dates import Day, parse_day
from comity.basis.errors import InputError
from comity.exchange.accept import ACT, ENDED, Standing
from comity.node import ledger
from comity.node.database import Cursor
from comity.node.ledger import StoredFact

_LAST = time(23, 59, 59)
_MOST_FACTS = 256  # of one act: how often it was examined, suspended and resumed
_MOST_STEPS = 16  # an act ended by one that was ended itself, and so on: bounded, whatever was recorded


@dataclass(frozen=True, slots=True)
class Known:
    """How an act stood: `facts` are those the answer rests on, newest first; empty when nothing was known."""

    standing: str
    facts: tuple[StoredFact, ...]


UNKNOWN = "unknown"
NOT_ON_DAY = "not on that day"  # the act is known, and its days are others
EVER = 253_402_300_799  # the last second of the year 9999: all that is recorded so far
HOLDS = frozenset({Standing.IN_FORCE, Standing.ENDING})
_NOT_DENIED = HOLDS | {UNKNOWN}


def standing(cursor: Cursor, leaf_hash: bytes, on: Day, at: int) -> Known:
    """How the act of this leaf hash stands on a day, by what was recorded at or before a time (UTC seconds).

    An act that another one ends stands as before when that other one has itself ended, or counts no more:
    its key may have been revoked since.
    """
    found = _standing(cursor, leaf_hash.hex(), on, at, _MOST_STEPS)
    if found.facts:
        return found
    held = ledger.facts(cursor, ACT, leaf_hash.hex(), None, at, _MOST_FACTS)
    own = next((each for each in held if each.value["standing"] != ENDED), None)
    if own is None:
        return found
    told = str(own.value["standing"])
    return Known(NOT_ON_DAY if told in _NOT_DENIED else told, (own,))


def told(found: Known, leaf_hash: bytes, on: Day, at: int) -> dict[str, Any]:
    """The answer for machines, of one shape in the command line and over HTTP; nothing of it is personal.

    `known` is None where all that is recorded so far counts; `until` is the first day a fact no longer holds.
    """
    return {
        "leaf": leaf_hash.hex() or None,
        "on": on.isoformat(),
        "known": None if at >= EVER else at,
        "standing": found.standing,
        "facts": [
            {
                "standing": fact.value["standing"],
                "about": fact.key,
                "act": fact.source.hex(),
                "id": fact.value.get("id"),
                "kind": fact.value.get("kind"),
                "issuer": fact.value.get("issuer"),
                "from": fact.valid_from and fact.valid_from.isoformat(),
                "until": fact.valid_until and fact.valid_until.isoformat(),
                "recorded_at": fact.recorded_at,
            }
            for fact in found.facts
        ],
    }


def day_of(text: str, path: str) -> Day:
    """The day that is asked about; InputError for another text."""
    try:
        return parse_day(text.strip())
    except ValueError as fault:
        raise InputError("known.bad_day", path=path, value=text[:40]) from fault


def time_of(text: str, path: str) -> int:
    """The second (UTC) up to which what was recorded counts, of a day its last; InputError otherwise."""
    wanted = text.strip()
    try:
        if len(wanted) == len("2026-11-21"):
            moment = datetime.combine(parse_day(wanted), _LAST, UTC)
        else:
            moment = datetime.fromisoformat(wanted)
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError) as fault:
        raise InputError("known.bad_time", path=path, value=text[:40]) from fault


def _standing(cursor: Cursor, key: str, on: Day, at: int, steps: int) -> Known:
    found = ledger.facts(cursor, ACT, key, on, at, _MOST_FACTS)
    own = next((fact for fact in found if fact.value["standing"] != ENDED), None)
    told = str(own.value["standing"]) if own else UNKNOWN
    seen = [own] if own else []
    if told not in _NOT_DENIED:
        return Known(told, tuple(seen))
    for fact in found:
        if fact.value["standing"] != ENDED:
            continue
        by = _standing(cursor, fact.source.hex(), on, at, steps - 1) if steps else None
        if by is None or by.standing in _NOT_DENIED:
            return Known(ENDED, (fact, *seen))
        seen = [*by.facts, *seen]
    return Known(told, tuple(seen))
